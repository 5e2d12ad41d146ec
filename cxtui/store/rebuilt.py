"""Whether the facts and buckets a store keeps are those that its records give: made anew and compared."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cxtui.facts import catalog, sqlite_engine
from cxtui.facts.tables import DERIVED
from cxtui.store import import_log, reference
from cxtui.store.check import CheckReport
from cxtui.store.kept import moving as moving_rows
from cxtui.store.read import trouble
from cxtui.store.schema import listed, quoted

MOST = 200
"""Differing rows of a table that are told cell by cell; the counts are whole."""

_NEEDED = frozenset({"marks", "pages", "tables", "facts"})
_BUSY_S = 5.0

CellValue = str | int | float | None


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs; ``kept`` or ``rebuilt`` is None where that side has no such row, or NULL."""

    table: str
    key: tuple[tuple[str, CellValue], ...]
    column: str
    kept: CellValue
    rebuilt: CellValue


@dataclass(frozen=True, slots=True)
class TableComparison:
    """What was compared: rows of the rebuilt tables, how many rows differ, and their cells, cut."""

    tables: tuple[str, ...]
    rows: int
    differing: int
    differences: tuple[CellDifference, ...]

    @property
    def sound(self) -> bool:
        """Return whether kept and rebuilt are equal cell for cell."""
        return self.differing == 0


def comparable(report: CheckReport) -> bool:
    """Return whether a store is whole enough for its numbers to be compared."""
    return all(one.sound for one in report.findings if one.what in _NEEDED)


def compare(path: Path, progress: Callable[[str], None] = lambda _: None) -> TableComparison:
    """Make every derived table of a store anew in temporary tables and compare; nothing of it is written.

    Frozen sums, of before the store keeps tickets, are not compared. One read transaction, so an importer may go on
    meanwhile; raises StoreTrouble.
    """
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_S)) as con:
            con.execute("BEGIN")
            return _compare(con, progress)
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def _compare(con: sqlite3.Connection, progress: Callable[[str], None]) -> TableComparison:
    names = [*_make_reference(con)]
    sqlite_engine.bind_everything(con)
    for name in (*catalog.FACTS, *catalog.BUCKETS):
        progress(f"making {name}")
        sqlite_engine.run(con, (name,))
        if name in catalog.KEPT or name in catalog.BUCKETS:
            names.append(name)
    rows = differing = 0
    found: list[CellDifference] = []
    for name in names:
        progress(f"comparing {name}")
        rows += con.execute(f"SELECT count(*) FROM temp.{name}").fetchone()[0]
        count, cells = _differences(con, name)
        differing += count
        found += cells
    return TableComparison(tuple(names), rows, differing, tuple(found))


def _make_reference(con: sqlite3.Connection) -> tuple[str, ...]:
    """Make the reference tables that follow from the store's settings, which hide its own from the models."""
    stored = con.execute("SELECT value FROM main.setting WHERE key = ?", (reference.SPAN,)).fetchone()
    if stored is None:
        return ()
    settings = import_log.read_settings(con)
    calendars = con.execute(reference.CALENDARS).fetchall()
    first, last = json.loads(stored[0])
    made = reference.rows(settings, reference.named(calendars, settings), (first, last))
    for name, rows in made.items():
        columns = DERIVED[name].columns
        sqlite_engine.create_temp(con, name, columns)
        con.executemany(f"INSERT INTO temp.{name} VALUES ({', '.join('?' * len(columns))})", rows)
    return tuple(made)


def _differences(con: sqlite3.Connection, name: str) -> tuple[int, list[CellDifference]]:
    """Return how many rows of a table differ, and the cells of the first of them."""
    table = DERIVED[name]
    key, columns = listed(table.key), listed(table.names)
    moving = moving_rows(con, name) if name in catalog.BUCKETS else "true"
    kept, made = (f"SELECT {columns} FROM {side}.{name} WHERE {moving}" for side in ("main", "temp"))
    con.execute("DROP TABLE IF EXISTS temp.differing")
    con.execute(
        f"CREATE TEMP TABLE differing AS SELECT {key} FROM ({kept} EXCEPT {made})"
        f" UNION SELECT {key} FROM ({made} EXCEPT {kept})"
    )
    count = con.execute("SELECT count(*) FROM temp.differing").fetchone()[0]
    if not count:
        return 0, []
    sides = []
    for side in ("main", "temp"):
        on = " AND ".join(f"x.{quoted(k)} IS d.{quoted(k)}" for k in table.key)
        sides.append(
            con.execute(
                f"SELECT x.{quoted(table.key[0])} IS NOT NULL, {listed(table.key, 'd.')}, {listed(table.names, 'x.')}"
                f" FROM (SELECT * FROM temp.differing ORDER BY {key} LIMIT {MOST}) d LEFT JOIN {side}.{name} x ON {on}"
                f" ORDER BY {listed(table.key, 'd.')}"
            ).fetchall()
        )
    cells = []
    wide = 1 + len(table.key)
    for old, new in zip(*sides, strict=True):
        where = tuple(zip(table.key, old[1:wide], strict=True))
        for column, was, becomes in zip(table.names, old[wide:], new[wide:], strict=True):
            if was != becomes and (column not in table.key):
                cells.append(CellDifference(table=name, key=where, column=column, kept=was, rebuilt=becomes))
        if not table.measures:
            cells.append(CellDifference(table=name, key=where, column="row", kept=int(old[0]), rebuilt=int(new[0])))
    return count, cells
