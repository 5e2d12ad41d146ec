"""The way of a batch: find the files, read each once, set bad rows aside, feed the canonical tables."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb

from cxtui import canonical
from cxtui.calendars import Calendar, CalendarError
from cxtui.clock import zone_info
from cxtui.errors import SourceError, is_full
from cxtui.sources import canonical_coverage, dating, engine_errors, files, modules, observing, sql
from cxtui.sources.checks import NO_ZONE
from cxtui.sources.columns import check_columns, source_files
from cxtui.sources.dates_found import with_found_times
from cxtui.sources.feeding import Feeder, StagedTable
from cxtui.sources.fields import ROW
from cxtui.sources.fitted import fitted
from cxtui.sources.header import Header
from cxtui.sources.mapping import CLAIMED, PROMISED, WHEN, Mapping, with_iso
from cxtui.sources.plan import Planner, SourcePlan
from cxtui.sources.prepare import Preparer
from cxtui.sources.row_loader import RowLoader, count_file, grouped
from cxtui.sources.set_aside import SetAside
from cxtui.sources.staged import FileRead, Staged, merged, read_as

MENDED = "row with fewer cells than the header, or empty ones too many: what is missing was taken as empty"
ReadProgress = Callable[[str, int, int], None]

DOUBTFUL_TIMES = {
    "skipped": "local time does not exist (clocks went forward); read with the offset before",
    "twice": "local time exists twice (clocks went back); the first was taken",
}
"""What is said about local times that a zone skips or repeats, by the column that counts them in a row."""


def stage(
    con: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    paths: Sequence[Path],
    *,
    source: str | None,
    zone: str | None,
    until: int | None,
    as_of: int | None,
    progress: ReadProgress | None,
    may_be_empty: bool = False,
) -> Staged:
    """Stage a batch (see ``cxtui.sources.stage``); every ``in_`` table is gone again after an error."""
    ((zone_before, order_before),) = con.execute(
        "SELECT current_setting('TimeZone'), current_setting('preserve_insertion_order')"
    ).fetchall()
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET preserve_insertion_order = true")
    try:
        with ExitStack() as closing:
            staging = _Staging(con, mapping, source or mapping.origin, _zone(mapping, zone), until, as_of)
            staging.may_be_empty = may_be_empty
            staged = staging.run([Path(p) for p in paths], progress, closing)
    except duckdb.Error as error:
        _drop(con, "in_")
        if is_full(error):
            raise
        raise engine_errors.of_mapping(mapping.name, error) from error
    except BaseException:
        _drop(con, "in_")
        raise
    finally:
        _drop(con, "staging_")
        con.execute(f"SET TimeZone = {sql.lit(str(zone_before))}")
        con.execute(f"SET preserve_insertion_order = {str(order_before).lower()}")
    return staged


def _zone(mapping: Mapping, zone: str | None) -> str | None:
    for name in (zone, mapping.zone):
        if name is not None:
            zone_info(name)
    if mapping.zone_fixed and zone and zone != mapping.zone:
        raise SourceError(f"times of {mapping.name} are always {mapping.zone}: leave --zone out.")
    return zone or mapping.zone


def _drop(con: duckdb.DuckDBPyConnection, prefix: str) -> None:
    for kind in ("view", "table"):
        rows = con.execute(
            f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE starts_with({kind}_name, ?) AND NOT internal", [prefix]
        ).fetchall()
        for (name,) in rows:
            con.execute(f"DROP {kind} IF EXISTS {sql.name(name)}")


class _Staging:
    """One batch on its way; holds what is counted."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        mapping: Mapping,
        source: str,
        zone: str | None,
        until: int | None,
        as_of: int | None,
    ) -> None:
        self.con, self.mapping, self.source, self.zone, self.until = con, mapping, source, zone, until
        self.as_of = as_of
        self.may_be_empty = False
        self.files: list[FileRead] = []
        self.doubts: dict[str, int] = {}
        self.doubtful_times = 0
        self.left_out = 0

    def _spill(self) -> str | None:
        """Return the folder where the connection spills, which its owner takes away; None for the system's."""
        ((folder,),) = self.con.execute("SELECT current_setting('temp_directory')").fetchall()
        return str(folder) if folder and Path(folder).is_dir() else None

    def run(self, paths: list[Path], progress: ReadProgress | None, closing: ExitStack) -> Staged:
        """Read everything and return what was staged."""
        _drop(self.con, "in_")
        self.aside = SetAside(self.con)
        found, named = files.find(paths)
        marks = {f.path: files.mark(f.path) for f in found}
        self.folder = Path(closing.enter_context(tempfile.TemporaryDirectory(dir=self._spill())))
        preparer = Preparer(self.mapping, self.folder, self.aside)
        found = preparer.ready(found)
        self.files += preparer.refused
        module = modules.of(self.mapping)
        extra = module.extra if module else {}
        by_source = source_files(self.con, self.mapping, found, named, tuple(extra), preparer.each)
        self.mapping = fitted(self.mapping, {s: {c for h in hs for c in h.columns} for s, hs in by_source.items()})
        self.mapping, found_times = with_found_times(self.mapping, by_source)
        digests: dict[Path, tuple[int, str]] = {}
        known = {name: [count_file(header, digests) for header in headers] for name, headers in by_source.items()}
        check_columns(self.con, self.mapping, by_source)
        total = sum(one.bytes for some in known.values() for one in some)
        tables, done = {}, 0
        for number, (name, headers) in enumerate(by_source.items()):
            plan = self._plan(name, headers, extra.get(name, ()))
            taker = RowLoader(self.con, self.folder, self.aside, f"staging_{number}", plan)
            for group in grouped(known[name]):
                for one, counts in zip(group, taker.take(group), strict=True):
                    self.files.append(
                        FileRead(one.header.file.on_disk, one.bytes, one.sha256, counts.rows, counts.rejected)
                    )
                    self._doubt("blank row left out", counts.blank)
                    # Without a header nothing says how many cells a row should have.
                    self._doubt(MENDED, 0 if self.mapping.columns else counts.mended)
                    self._doubt("row that sums others up, or a line below the table, left out", counts.totals)
                    done += one.bytes
                    if progress:
                        progress(one.header.file.path.name, done, total)
                self._no_zone()
            tables[name] = self._table(plan, f"staging_{number}")
        for path, digest in digests.items():
            files.unchanged(path, marks[path], *digest)
        everywhere = (header for headers in by_source.values() for header in headers)
        self.notes = (*read_as(everywhere), *found_times, *self.mapping.unshown)
        return self._feed(tables, module)

    def _plan(self, name: str, headers: list[Header], extra: tuple[str, ...]) -> SourcePlan:
        there = {c for h in headers for c in h.columns}
        wanted = set(extra)
        for block in self.mapping.blocks:
            for field in block.fields.values():
                if field.lookup and field.lookup.table == name:
                    wanted |= {field.lookup.match, field.lookup.take}
        blocks = [b for b in self.mapping.blocks if b.source == name]
        # A cell of a sheet that is a time comes as ISO, however times of the same export look as text.
        mapping = with_iso(self.mapping) if any(h.file.sheet for h in headers) else self.mapping
        return Planner(mapping, name, there, self.zone, self.until).make(blocks, wanted)

    def _no_zone(self) -> None:
        found = self.con.execute(
            "SELECT file, line, column_name, value FROM in_reject WHERE reason = ? LIMIT 1", [NO_ZONE]
        ).fetchall()
        for row in found:
            raise SourceError(
                f"{row[0]}: line {row[1]}, column {row[2]}: {row[3]!r} is a local time and no zone is given. "
                'Add --zone Europe/Berlin (for example), or zone = "…" to the mapping.'
            )

    def _table(self, plan: SourcePlan, name: str) -> StagedTable:
        if plan.numbered:
            self.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT *, rowid + 1 AS {ROW} FROM {name}")
        tests = ["bad IS NULL"] if self._one(f"SELECT count(bad) FROM {name}") else []
        if plan.late:
            self.left_out += self._one(f"SELECT count(*) FROM {name} WHERE bad IS NULL AND late")
            tests.append("NOT late")
        for i, (column, reason) in enumerate(plan.drops):
            count = self._one(f"SELECT count(drop_{i}) FROM {name} WHERE bad IS NULL")
            self._doubt(f"{column}: {reason}", count)
        usable = " AND ".join(tests)
        if plan.twice:
            for column, reason in DOUBTFUL_TIMES.items():
                count = self._one(f"SELECT coalesce(sum({column}), 0) FROM {name} WHERE {usable or 'true'}")
                self._doubt(reason, count)
                self.doubtful_times += count
        for i, reason in enumerate(plan.claims):
            self._doubt(reason, self._one(f"SELECT count(*) FILTER (claim_{i}) FROM {name} WHERE {usable or 'true'}"))
        return StagedTable(plan, name, usable)

    def _doubt(self, reason: str, count: int) -> None:
        if count:
            self.doubts[reason] = self.doubts.get(reason, 0) + count

    def _feed(self, tables: dict[str, StagedTable], module: modules.Module | None) -> Staged:
        feeder = Feeder(self.con, self.source, tables)
        coverage = list(self.mapping.coverage)
        for table in tables.values():
            for block in table.plan.blocks:
                feeder.feed(table, block)
                coverage += block.block.covers
        if self.mapping.module != "own_coverage":
            coverage += canonical_coverage.shown(self.con, feeder.fed)
        if module:
            coverage += module.finish(self.con, self.source, tables, feeder.fed)
        metrics = {metric for t in tables.values() for b in t.plan.blocks for metric in b.metrics}
        coverage += [w for metric, (w, history) in CLAIMED.items() if history not in coverage and metric in metrics]
        coverage += [what for metric, what in PROMISED.items() if metric in metrics]
        for name, count in feeder.finish().items():
            hint = ' (if all are true, say seq = "row number")' if name == "state" else ""
            if self.mapping.kind == "state" and len({one.path for one in self.files}) > 1:
                hint = " (the files of one command count as one export: import those of several days one by one)"
            self._doubt(f"row of {name} that differs from another with its key, of which one was kept{hint}", count)
        if "calendar" in feeder.fed:
            self._calendars()
        fed = tuple(t for t in canonical.TABLES if t in feeder.fed)
        self._something(fed)
        first_at, last_at = self._span(fed)
        as_of, dated = self._date(tables, fed)
        if self._stands(coverage) and last_at is not None and as_of is not None:
            last_at = max(last_at, as_of)
        return Staged(
            source=self.source,
            tables=fed,
            coverage=tuple(c for c in canonical.COVERAGE if c in coverage),
            files=merged(self.files),
            notes=self.notes,
            rows_read=sum(f.rows for f in self.files),
            rejected=sum(f.rejected for f in self.files),
            left_out=self.left_out,
            first_at=first_at,
            last_at=last_at,
            doubts=self.doubts,
            doubtful_times=self.doubtful_times,
            as_of=as_of,
            dated=dated,
            observed=self._observe(tables, fed, coverage),
        )

    def _date(self, tables: dict[str, StagedTable], fed: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Give rows that name no version that of their export; return its instant, and their tables."""
        blocks = [one.block for table in tables.values() for one in table.plan.blocks]
        dated = dating.dated_tables(blocks, fed)
        if self.as_of is not None:
            self._doubt("time after --as-of", dating.later_cells(self.con, blocks, fed, self.as_of))
        as_of = dating.newest(self.con, blocks, fed) if self.as_of is None else self.as_of
        if as_of is not None:
            dating.date(self.con, dated, as_of)
        return as_of, dated

    def _stands(self, coverage: list[str]) -> bool:
        """Return whether this is an export of tickets as they stand: with messages but no statuses it is one, too."""
        return self.mapping.kind == "state" or (self.mapping.sparse and "status" not in coverage)

    def _observe(self, tables: dict[str, StagedTable], fed: tuple[str, ...], coverage: list[str]) -> tuple[str, ...]:
        if not self._stands(coverage) or "observed" in fed:
            return ()
        return observing.observe(self.con, [one.block for t in tables.values() for one in t.plan.blocks], fed)

    def _calendars(self) -> None:
        """Raise SourceError for opening hours that nobody could keep."""
        for row in self.con.execute("SELECT calendar, zone, week, holidays FROM in_calendar").fetchall():
            try:
                Calendar.parse(*row)
            except CalendarError as error:
                raise SourceError(f"{error}.") from None

    def _something(self, fed: tuple[str, ...]) -> None:
        """Raise SourceError if no row at all can be imported, saying why."""
        if self.may_be_empty or any(self._one(f"SELECT count(*) FROM in_{t}") for t in fed):
            return
        names = ", ".join(str(f.path) for f in self.files)
        found = self.con.execute(
            "SELECT file, line, column_name, value, reason FROM in_reject ORDER BY line NULLS LAST LIMIT 1"
        ).fetchall()
        for row in found:
            rejected = sum(f.rejected for f in self.files)
            column = f", column {row[2]}" if row[2] else ""
            value = f": {str(row[3])[:80]!r}" if row[3] is not None else ""
            raise SourceError(
                f"{row[0]}: line {row[1]}{column}{value}: {row[4]}. All {rejected} rows were rejected like this "
                "or alike; nothing was imported."
            )
        if self.left_out:
            raise SourceError(f"{names}: all {self.left_out} rows are after --until; nothing was imported.")
        blank = sum(self.doubts.values())
        raise SourceError(f"{names}: no rows{f' but {blank} blank ones' if blank else ''}; nothing was imported.")

    def _span(self, fed: tuple[str, ...]) -> tuple[int | None, int | None]:
        parts = [f'SELECT min("{c}") AS a, max("{c}") AS b FROM in_{t}' for t in fed for c in WHEN.get(t, ())]
        if not parts:
            return None, None
        ((first_at, last_at),) = self.con.execute(
            f"SELECT min(a), max(b) FROM ({' UNION ALL '.join(parts)})"
        ).fetchall()
        return first_at, last_at

    def _one(self, query: str) -> int:
        ((number,),) = self.con.execute(query).fetchall()
        return int(number)
