"""The rows of files into a staged table, held against how many there are, bad ones set aside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from cxtui.errors import SourceError, is_full
from cxtui.sources import engine_errors, files, reading, rejects
from cxtui.sources.header import Header
from cxtui.sources.plan import BLANK, NO_ROWS, SUMMED, SourcePlan
from cxtui.sources.record_count import RecordCount
from cxtui.sources.set_aside import SetAside

SMALL = 1 << 18
"""Bytes of a file that is read together with others like it: a reading costs more than its rows then."""
TOGETHER = 500
"""Files that are read together at most."""


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Rows of a file, rejected ones and blank ones among them, and cells left out of rows that stay.

    ``mended`` rows had fewer or more cells than the header, all of those empty; ``totals`` summed others up.
    """

    rows: int
    rejected: int
    blank: int
    dropped: int
    mended: int = 0
    totals: int = 0


@dataclass(frozen=True, slots=True)
class CountedFile:
    """What is known of a file before its rows are taken; ``records`` is None where they have to be looked for."""

    header: Header
    bytes: int
    sha256: str
    records: int | None

    @property
    def text(self) -> bool:
        """Return whether it is a file of lines."""
        return self.header.file.format != "parquet"

    @property
    def kind(self) -> tuple[object, ...] | None:
        """Return what files must share to be read together; None for one that is read alone."""
        header = self.header
        if not self.text or self.records is None or self.bytes > SMALL or header.file.gzipped or header.file.holder:
            return None
        return header.file.format, header.columns, header.delimiter, header.headless, header.least, header.paths


def count_file(header: Header, digests: dict[Path, tuple[int, str]]) -> CountedFile:
    """Hash a file, once for all its parts, and, if it is text, count its records on the way."""
    file, disk = header.file, header.file.on_disk
    if file.format == "parquet":
        digests[disk] = digests.get(disk) or files.digest(disk)
        return CountedFile(header, *digests[disk], None)
    json = file.format == "jsonl"
    one_column = not json and len(header.columns) == 1
    tally = RecordCount(quotes=not json, blank=one_column)
    if file.at == disk and disk not in digests:
        digests[disk] = files.digest(disk, tally.feed)
    else:
        digests[disk] = digests.get(disk) or files.digest(disk)
        files.feed(file, tally.feed)
    above = 0 if json else (not header.headless) + (header.skip if one_column else header.titles)
    found = tally.records() - above
    return CountedFile(header, *digests[disk], found if tally.readable else None)


def grouped(known: Sequence[CountedFile]) -> Iterator[list[CountedFile]]:
    """Yield files in their order, small ones that are alike together."""
    group: list[CountedFile] = []
    for one in known:
        if group and (one.kind is None or one.kind != group[0].kind or len(group) == TOGETHER):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


class RowLoader:
    """Takes the rows of files into one staged table; ``folder`` is where copies may lie."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, folder: Path, aside: SetAside, table: str, plan: SourcePlan
    ) -> None:
        self.con, self.copy, self.aside, self.table, self.plan = con, folder / "rows", aside, table, plan
        self.rows = 0

    def take(self, group: Sequence[CountedFile]) -> list[FileCounts]:
        """Take the rows of files that stand together; raises SourceError if they cannot all be read."""
        if len(group) > 1 and (counts := self._many(group)):
            return counts
        return [self._one(known) for known in group]

    def _many(self, group: Sequence[CountedFile]) -> list[FileCounts] | None:
        """Take files as one; None if any holds a record that is no row."""
        held = [rejects.survey(known.header) for known in group]
        if not all(whole for _, whole in held):
            return None
        self.copy.unlink(missing_ok=True)
        for known in group:
            rejects.copy_rows(known.header, self.copy, self.aside)
        whole = self._scan(self._copied(group[0].header))
        self.copy.unlink()
        if whole is None or whole.rows != sum(rows for rows, _ in held):
            return None
        found = []
        for known, (rows, _) in zip(group, held, strict=True):
            counts = FileCounts(rows, 0, 0, 0)
            if whole.rejected or whole.blank or whole.dropped or whole.totals:
                counts = self._count(rows)
            found.append(self._done(known, counts))
        return found

    def _one(self, known: CountedFile) -> FileCounts:
        header = known.header
        counts = self._scan(header)
        if known.text and (counts is None or counts.rows != known.records):
            counts = None
        if known.text and (counts is None or counts.rejected or counts.dropped):
            good, whole = rejects.survey(header)
            if counts is None or not whole or good != counts.rows:
                counts = self._reread(header)
        assert counts is not None, "Parquet is read or refused"
        return self._done(known, counts)

    def _done(self, known: CountedFile, counts: FileCounts) -> FileCounts:
        """Set the bad rows of a file aside, count all that was, and go on behind its rows."""
        if counts.rejected or counts.dropped:
            rejects.collect(self.con, known.header, self.plan, self._relation(counts.rows), self.aside)
        bad = self.aside.close(known.header.file, known.sha256) - counts.dropped
        self.rows += counts.rows
        return replace(counts, rows=counts.rows + bad - counts.rejected, rejected=bad)

    def _copied(self, header: Header) -> Header:
        # The copy has only rows that we take, so that DuckDB is to refuse none of them.
        file = replace(header.file, at=self.copy, gzipped=False)
        return replace(header, file=file, skip=0, headless=False, lenient=False, longest=1 << 22)

    def _reread(self, header: Header) -> FileCounts:
        """Take a file from a copy of its rows, once its other records are set aside."""
        self.copy.unlink(missing_ok=True)
        copied = rejects.copy_rows(header, self.copy, self.aside)
        counts = self._scan(self._copied(header))
        self.copy.unlink()
        if counts is None or counts.rows != copied.rows:
            read = "could not read them" if counts is None else f"read {counts.rows}"
            raise SourceError(
                f"{header.file.path}: {copied.rows} rows stand in this file, the reader {read}; nothing was imported. "
                "Export it again as JSONL or Parquet, and report this file as a fault of cxtui."
            )
        return replace(counts, mended=copied.mended, totals=counts.totals + copied.totals)

    def _scan(self, header: Header) -> FileCounts | None:
        """Stage the rows of a file behind those taken; None if DuckDB could not read all of a text file."""
        table, start = self.table, self.rows
        # A reading that failed the count may have left its rows.
        if start and self.con.execute(f"SELECT count(*) FROM {table}").fetchall() != [(start,)]:
            self.con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM {table} WHERE rowid < {start}")
        into = f"INSERT INTO {table}" if start else f"CREATE OR REPLACE TEMP TABLE {table} AS"
        try:
            self.con.execute(f"{into} {self.plan.staged(reading.raw(self.con, header, self.plan.columns))}")
        except duckdb.Error as error:
            if is_full(error):
                raise  # the file is not to blame
            if header.file.format != "parquet" and not isinstance(
                error, (duckdb.OutOfMemoryException, duckdb.BinderException)
            ):
                return None
            raise engine_errors.of_file(header.file.path, error) from None
        return self._count(None)

    def _relation(self, rows: int | None) -> str:
        """Return the next rows of the table that are not yet counted as taken, numbered from 1 as n."""
        upto = f" AND rowid < {self.rows + rows}" if rows is not None else ""
        return f"(SELECT *, rowid - {self.rows} + 1 AS n FROM {self.table} WHERE rowid >= {self.rows}{upto})"

    def _count(self, rows: int | None) -> FileCounts:
        dropped = "".join(f" + count(drop_{i}) FILTER (bad IS NULL)" for i in range(len(self.plan.drops)))
        ((found, bad, blank, summed, cells),) = self.con.execute(
            f"SELECT count(*), count(*) FILTER (bad NOT IN {NO_ROWS}), count(*) FILTER (bad = {BLANK}), "
            f"count(*) FILTER (bad = {SUMMED}), 0{dropped} FROM {self._relation(rows)}"
        ).fetchall()
        return FileCounts(found, bad, blank, cells, totals=summed)
