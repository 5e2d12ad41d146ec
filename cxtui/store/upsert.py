"""Merging rows into a canonical table so that any order of arrival ends in the same rows.

Two rows of one key are compared column by column in canonical order, the version first: text by its bytes,
numbers by value, nothing lowest. The greater row stays, and an equal one is not written at all. A row that is only of
a newer version than the one that is there hands its version on, unless the version says since when something is so
(``SINCE``).
Of spans that are put together (``canonical.WIDENED``) each end is the widest that any row says.

Rows of an export that name no version of their own all have its instant as one. Of two exports of one instant the
later import wins: its row gets the next ``version_seq`` of that instant.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.canonical import WIDENED, CanonicalColumn
from cxtui.store.schema import TableSpec, create_table, listed, quoted

VERSION = ("version_at", "version_seq")
SINCE = {
    "ticket": "coalesce(o.spam = 1 OR o.merged_into IS NOT NULL, false)",
    "event": "coalesce(o.retracted = 1, false)",
}
"""Rows of which facts take the version for the instant since which they are so: found so by several exports, they are
so since the first."""
_LOWEST = {"text": "''", "int": "0", "real": "0.0"}


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows that came in, by what became of them; ``same`` counts known, older and repeated ones.

    ``tied`` counts those of ``changed`` that replaced a row of the same version because they came later.
    """

    new: int
    changed: int
    same: int
    tied: int = 0


def merge(con: sqlite3.Connection, spec: TableSpec, rows: Iterable[Sequence[Any]], later_wins: bool = False) -> Merged:
    """Merge rows (tuples in column order) into a table inside the open transaction.

    Where ``later_wins``, a row of the same version as the one that is there replaces it if it differs. Leaves
    temporary tables: ``in_NAME`` with the rows that came in, the greatest of each key; ``changed_NAME`` with the keys
    that are new or changed and a flag ``is_new``; ``before_NAME`` with the rows as they were before they changed; and
    ``moved_NAME`` with the keys of which the version alone is newer, and the version before. Raises
    sqlite3.IntegrityError for a row without a needed value.
    """
    name = spec.name
    prepare(con, spec)
    marks = ", ".join("?" * len(spec.columns))
    before = con.total_changes
    came = _Counted(rows)
    con.executemany(_upsert(spec, f"in_{name}", f"VALUES ({marks})"), came)
    if con.total_changes == before:
        return Merged(0, 0, came.count)
    on_key = " AND ".join(f"n.{quoted(k)} = o.{quoted(k)}" for k in spec.key)
    tied = _outrank(con, spec, on_key) if later_wins and _versioned(spec) and spec.name != "event" else 0
    greater = _stays(spec, later_wins)
    con.execute(
        f"INSERT INTO temp.{quoted('changed_' + name)}"
        f" SELECT {listed(spec.key, 'n.')}, o.{quoted(spec.key[0])} IS NULL"
        f" FROM temp.{quoted('in_' + name)} AS n LEFT JOIN main.{quoted(name)} AS o ON {on_key}"
        f" WHERE o.{quoted(spec.key[0])} IS NULL OR {greater}"
    )
    new, touched = con.execute(
        f"SELECT coalesce(sum(is_new), 0), count(*) FROM temp.{quoted('changed_' + name)}"
    ).fetchone()
    if touched:
        chosen = f"temp.{quoted('changed_' + name)} AS c CROSS JOIN {{}} AS o USING ({listed(spec.key)})"
        columns = listed([c.name for c in spec.columns], "o.")
        if touched > new:
            con.execute(
                f"INSERT INTO temp.{quoted('before_' + name)} SELECT {columns}"
                f" FROM {chosen.format('main.' + quoted(name))} WHERE NOT c.is_new"
            )
        rest = [c.name for c in spec.columns if c.name not in spec.key]
        con.execute(
            f"INSERT INTO main.{quoted(name)} ({listed([c.name for c in spec.columns])})"
            f" SELECT {columns} FROM {chosen.format('temp.' + quoted('in_' + name))} WHERE true"
            f" ON CONFLICT ({listed(spec.key)}) DO {_overwrite(spec, rest)}"
        )
    if _versioned(spec):
        _move_versions(con, spec, on_key)
    return Merged(new, touched - new, came.count - touched, tied)


def differs(spec: TableSpec, one: str, other: str) -> str:
    """Return the SQL condition that two rows of one key differ in more than their version."""
    tests = [f"{one}.{quoted(c.name)} IS NOT {other}.{quoted(c.name)}" for c in compared(spec) if c.name not in VERSION]
    return f"({' OR '.join(tests) or 'false'})"


def _stays(spec: TableSpec, later_wins: bool) -> str:
    """Return the SQL condition that a row that came, ``n``, stands in the place of the one that is there, ``o``."""
    differing, greater = differs(spec, "n", "o"), greater_than(spec, "n", "o")
    if later_wins and not _versioned(spec) and spec.name not in WIDENED:
        return differing
    if later_wins and spec.name == "event":
        # No event is given another version_seq, which orders those of one second. One that names no version may be
        # corrected to have happened earlier.
        unnamed = "n.version_at = n.occurred_at AND o.version_at = o.occurred_at"
        newer = "(n.version_at, n.version_seq) >= (o.version_at, o.version_seq)"
        return f"({differing} AND (({unnamed}) OR {newer}))"
    if (since := SINCE.get(spec.name)) is None:
        return f"({differing} AND {greater})"
    if later_wins:
        older = "(n.version_at, n.version_seq) < (o.version_at, o.version_seq)"
        return f"(({differing} AND {greater}) OR ({since} AND {older} AND NOT {differing}))"
    return f"({greater} AND ({differing} OR {since}))"


def _versioned(spec: TableSpec) -> bool:
    return any(column.name == "version_at" for column in spec.columns)


def _outrank(con: sqlite3.Connection, spec: TableSpec, on_key: str) -> int:
    """Give rows that came the place after the row of their instant that is there, if they differ; return how many."""
    table, differing = f"temp.{quoted('in_' + spec.name)}", differs(spec, "n", "o")
    # Found from the rows that came: as an UPDATE of two tables, SQLite may read all of the one that is there.
    found = con.execute(
        f"SELECT o.version_seq + {differing}, {differing}, {listed(spec.key, 'n.')}"
        f" FROM {table} AS n CROSS JOIN main.{quoted(spec.name)} AS o ON {on_key} WHERE o.version_at = n.version_at"
        f" AND (o.version_seq > n.version_seq OR (o.version_seq = n.version_seq AND {differing}))"
    ).fetchall()
    where = " AND ".join(f"{quoted(k)} = ?" for k in spec.key)
    con.executemany(f"UPDATE {table} SET version_seq = ? WHERE {where}", ((seq, *key) for seq, _, *key in found))
    return sum(differing for _, differing, *_ in found)


def _move_versions(con: sqlite3.Connection, spec: TableSpec, on_key: str) -> None:
    """Hand the version on from rows that came to those that are there and are else the same."""
    moved, keys = quoted(f"moved_{spec.name}"), listed(spec.key, "o.")
    newer = "(n.version_at, n.version_seq) > (o.version_at, o.version_seq)"
    if (since := SINCE.get(spec.name)) is not None:
        # In one condition of both rows: for one of the known row alone, SQLite may read the whole table.
        newer = f"CASE WHEN {since} THEN false ELSE {newer} END"
    con.execute(
        f"INSERT INTO temp.{moved} SELECT {keys}, o.version_at, o.version_seq"
        f" FROM temp.{quoted('in_' + spec.name)} AS n CROSS JOIN main.{quoted(spec.name)} AS o ON {on_key}"
        f" WHERE {newer}"
    )
    # What came is the same but for its version. As an UPDATE, SQLite would go through every row there is.
    chosen = f"temp.{moved} AS m CROSS JOIN temp.{quoted('in_' + spec.name)} AS n USING ({listed(spec.key)})"
    names = [c.name for c in spec.columns]
    con.execute(
        f"INSERT INTO main.{quoted(spec.name)} ({listed(names)}) SELECT {listed(names, 'n.')} FROM {chosen} WHERE true"
        f" ON CONFLICT ({listed(spec.key)}) DO {_overwrite(spec, VERSION)}"
    )


def greater_than(spec: TableSpec, one: str, other: str) -> str:
    """Return the SQL condition that row ``one`` stays, or widens a span, rather than row ``other`` of the same key."""
    if spec.name in WIDENED:
        wider = (
            f"({one}.{quoted(end)} IS NOT NULL AND ({other}.{quoted(end)} IS NULL"
            f" OR {one}.{quoted(end)} {'<' if least == 'min' else '>'} {other}.{quoted(end)}))"
            for end, least in WIDENED[spec.name].items()
        )
        return f"({' OR '.join(wider)})"
    left: list[str] = []
    right: list[str] = []
    for column in compared(spec):
        name = quoted(column.name)
        for side, row in ((left, one), (right, other)):
            if not column.required:
                side.append(f"{row}.{name} IS NOT NULL")
            side.append(f"{row}.{name}" if column.required else f"coalesce({row}.{name}, {_LOWEST[column.kind]})")
    if not left:
        return "false"
    return f"({', '.join(left)}) > ({', '.join(right)})"


def compared(spec: TableSpec) -> tuple[CanonicalColumn, ...]:
    """Return the columns outside the key in the order in which two rows are compared: the version first."""
    rest = [c for c in spec.columns if c.name not in spec.key]
    return tuple(sorted(rest, key=lambda c: {"version_at": 0, "version_seq": 1}.get(c.name, 2)))


def prepare(con: sqlite3.Connection, spec: TableSpec) -> None:
    """Make the temporary tables of a table once for a connection, and empty them for each batch."""
    made = con.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (f"changed_{spec.name}",)).fetchone()
    if made:
        for kind in ("in", "before", "changed", *(("moved",) if _versioned(spec) else ())):
            con.execute(f"DELETE FROM temp.{quoted(f'{kind}_{spec.name}')}")
        return
    con.execute(create_table(spec, f"in_{spec.name}", temporary=True))
    con.execute(create_table(spec, f"before_{spec.name}", temporary=True))
    keys = _KeysOnly(f"changed_{spec.name}", spec)
    con.execute(create_table(keys, temporary=True))
    if _versioned(spec):
        con.execute(create_table(_Versions(f"moved_{spec.name}", spec), temporary=True))


def _upsert(spec: TableSpec, table: str, source: str) -> str:
    names = [c.name for c in spec.columns]
    rest = [name for name in names if name not in spec.key]
    return (
        f"INSERT INTO temp.{quoted(table)} ({listed(names)}) {source}"
        f" ON CONFLICT ({listed(spec.key)}) DO {_overwrite(spec, rest)}"
        + (f" WHERE {greater_than(spec, 'excluded', quoted(table))}" if rest else "")
    )


def _overwrite(spec: TableSpec, names: Sequence[str]) -> str:
    if not names:
        return "NOTHING"
    ends = WIDENED.get(spec.name, {})
    return "UPDATE SET " + ", ".join(f"{quoted(n)} = {_kept(quoted(n), ends.get(n))}" for n in names)


def _kept(column: str, end: str | None) -> str:
    """Return what a column holds after a conflict: what came, or the wider of both ends that are said."""
    if end is None:
        return f"excluded.{column}"
    return f"coalesce({end}({column}, excluded.{column}), {column}, excluded.{column})"


class _KeysOnly:
    """The keys of a table and a flag, as a table of their own."""

    def __init__(self, name: str, spec: TableSpec) -> None:
        self.name = name
        self.key = spec.key
        by_name = {c.name: c for c in spec.columns}
        self.columns = (*(by_name[k] for k in spec.key), CanonicalColumn("is_new", "int", "1 for a new row", True))


class _Versions:
    """The keys of a table and the version of each, as a table of their own."""

    def __init__(self, name: str, spec: TableSpec) -> None:
        self.name = name
        self.key = spec.key
        self.columns = tuple(c for c in spec.columns if c.name in (*spec.key, *VERSION))


class _Counted:
    """An iterator that knows how many rows went through it."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = iter(rows)
        self.count = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> Sequence[Any]:
        row = next(self._rows)
        self.count += 1
        return row
