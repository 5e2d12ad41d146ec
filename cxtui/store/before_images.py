"""What rows were before an import changed them, so that the newest imports can be taken out again.

Kept with the run in ``before_image``, as JSON: keys of new rows, rows as they were, and versions that were handed on.
How many imports of a source keep theirs is a setting (``[undo] runs``). The rows hold whatever the records hold of
people: whoever erases somebody from the records drops the images of that source, too (``drop``).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxtui.canonical import TABLES, CanonicalTable
from cxtui.store import reference
from cxtui.store.import_log import KnownFile
from cxtui.store.schema import LOG_TABLES, listed, quoted

SOURCES, FILES, SPAN = "source_state", "import_file", "setting"
CHUNK = 1000
"""Rows in one row of ``before_image``."""

Version = tuple[str, int, int]
"""A source with version_at and version_seq of rows in it."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A table of which all rows of a source that had the version ``before`` and did not stay got the version ``to``."""

    table: str
    source: str
    before: int
    to: int


@dataclass(frozen=True, slots=True)
class BooksBefore:
    """The books before an import: the state of each source it brought (None for a new one), files, the span."""

    sources: dict[str, tuple[Any, ...] | None]
    files: list[tuple[Any, ...]] = field(default_factory=list)
    span: str | None = None


def books(con: sqlite3.Connection, sources: Iterable[str], files: Sequence[KnownFile]) -> BooksBefore:
    """Return the books as they are, before an import of some files writes its own into them."""
    states = {
        source: con.execute(
            f"SELECT {listed([c.name for c in LOG_TABLES[SOURCES].columns])} FROM main.source_state WHERE source = ?",
            (source,),
        ).fetchone()
        for source in sources
    }
    columns = listed([c.name for c in LOG_TABLES[FILES].columns])
    known = [
        con.execute(
            f"SELECT {columns} FROM main.import_file WHERE sha256 = ? AND source = ? AND mapping = ? AND settings = ?",
            (one.sha256, one.source, one.mapping, one.settings),
        ).fetchone()
        for one in files
    ]
    return BooksBefore(states, [row for row in known if row], span_text(con))


def span_text(con: sqlite3.Connection) -> str | None:
    """Return what the store keeps of the span that opening hours and local days cover."""
    found = con.execute("SELECT value FROM main.setting WHERE key = ?", (reference.SPAN,)).fetchone()
    return found[0] if found else None


def keep(
    con: sqlite3.Connection,
    run: int,
    before: BooksBefore,
    tables: Iterable[str],
    runs: int,
    handed_on: Iterable[HandedOn] = (),
) -> None:
    """Write down what a run changed, inside its transaction, and drop what is beyond ``runs`` of a source.

    ``tables`` are the canonical ones that it merged, whose temporary tables still stand.
    """
    kept: list[tuple[str, str]] = [(SOURCES, _json(list(before.sources.items())))]
    # What is new as a whole needs no images: taking it out is forgetting its sources.
    if any(state is not None for state in before.sources.values()):
        kept += [(FILES, _json(before.files)), (SPAN, _json(before.span))]
        for table in tables:
            kept += [(table, text) for text in _images(con, TABLES[table])]
        kept += [(one.table, _json({"back": [[one.source, one.to, 0], [one.before, 0]]})) for one in handed_on]
    columns = listed([c.name for c in LOG_TABLES["before_image"].columns])
    con.executemany(
        f"INSERT INTO main.before_image ({columns}) VALUES (?, ?, ?, ?)",
        [(run, seq, table, text) for seq, (table, text) in enumerate(kept)],
    )
    for source in before.sources:
        _bound(con, source, runs)


def widen_events(con: sqlite3.Connection) -> None:
    """Give images of events, from before events had versions, the columns that the table has got."""
    at = TABLES["event"].names.index("occurred_at")
    rows = con.execute("SELECT run, seq, rows FROM main.before_image WHERE table_name = 'event'").fetchall()
    for run, seq, text in rows:
        image = json.loads(text)
        if "was" in image:
            image["was"] = [[*row, row[at], 0, None] for row in image["was"]]
            con.execute("UPDATE main.before_image SET rows = ? WHERE run = ? AND seq = ?", (_json(image), run, seq))


def drop(con: sqlite3.Connection, source: str | None = None) -> None:
    """Drop the images of the runs that touched a source, by default all; their runs can then not be taken out."""
    runs = [run for run, sources in touched(con).items() if source is None or source in sources]
    con.executemany("DELETE FROM main.before_image WHERE run = ?", [(run,) for run in runs])


def touched(con: sqlite3.Connection) -> dict[int, dict[str, list[Any] | None]]:
    """Return the sources that each run with images touched, with their states before, the newest run first."""
    rows = con.execute(
        "SELECT run, rows FROM main.before_image WHERE table_name = ? ORDER BY run DESC", (SOURCES,)
    ).fetchall()
    return {run: dict(json.loads(text)) for run, text in rows}


def _bound(con: sqlite3.Connection, source: str, runs: int) -> None:
    brought = [run for run, sources in touched(con).items() if source in sources]
    con.executemany("DELETE FROM main.before_image WHERE run = ?", [(run,) for run in brought[runs:]])


def _images(con: sqlite3.Connection, spec: CanonicalTable) -> Iterator[str]:
    keys, columns = listed(spec.key), listed(spec.names)
    was = con.execute(f"SELECT {columns} FROM temp.{quoted('before_' + spec.name)}").fetchall()
    new = con.execute(f"SELECT {keys} FROM temp.{quoted('changed_' + spec.name)} WHERE is_new").fetchall()
    for some in _chunks(new):
        yield _json({"new": some})
    for some in _chunks(was):
        yield _json({"was": some})
    if spec.mutable:
        yield from _moved(con, spec, was)


def _moved(con: sqlite3.Connection, spec: CanonicalTable, was: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """Yield the versions that were handed on, whole where all rows of a version came from one, else key by key."""
    moved, table = quoted(f"moved_{spec.name}"), quoted(spec.name)
    places = [spec.names.index(name) for name in ("source", "version_at", "version_seq")]
    old = {tuple(row[place] for place in places) for row in was}
    on = " AND ".join(f"o.{quoted(k)} = m.{quoted(k)}" for k in spec.key)
    groups = con.execute(
        "SELECT m.source, m.version_at, m.version_seq, o.version_at, o.version_seq, count(*)"
        f" FROM temp.{moved} m CROSS JOIN main.{table} o ON {on} GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC"
    ).fetchall()
    whole: set[Version] = set()
    for source, at, seq, to_at, to_seq, n in groups:
        to = (source, to_at, to_seq)
        if (
            n >= CHUNK
            and to not in whole
            and to not in old
            and n + _changed(con, spec, to) + _others(groups, to, n) == _all(con, spec, to)
        ):
            whole.add(to)
            yield _json({"back": [to, [at, seq]]})
            continue
        rows = con.execute(
            f"SELECT {listed(spec.key, 'm.')} FROM temp.{moved} m CROSS JOIN main.{table} o ON {on}"
            " WHERE m.source = ? AND m.version_at = ? AND m.version_seq = ? AND o.version_at = ? AND o.version_seq = ?",
            (source, at, seq, to_at, to_seq),
        ).fetchall()
        for some in _chunks(rows):
            yield _json({"moved": [[at, seq], some]})


def _others(groups: Sequence[tuple[Any, ...]], to: Version, n: int) -> int:
    """Return how many rows of other versions were moved to a version, besides ``n``."""
    return sum(int(group[5]) for group in groups if (group[0], group[3], group[4]) == to) - n


def _changed(con: sqlite3.Connection, spec: CanonicalTable, to: Version) -> int:
    on = " AND ".join(f"o.{quoted(k)} = c.{quoted(k)}" for k in spec.key)
    found = con.execute(
        f"SELECT count(*) FROM temp.{quoted('changed_' + spec.name)} c CROSS JOIN main.{quoted(spec.name)} o ON {on}"
        " WHERE o.source = ? AND o.version_at = ? AND o.version_seq = ?",
        to,
    ).fetchone()
    return int(found[0])


def _all(con: sqlite3.Connection, spec: CanonicalTable, to: Version) -> int:
    found = con.execute(
        f"SELECT count(*) FROM main.{quoted(spec.name)} WHERE source = ? AND version_at = ? AND version_seq = ?", to
    ).fetchone()
    return int(found[0])


def _chunks(rows: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
