"""Merging rows into a canonical table so that any order of arrival ends in the same rows.

Two rows of one key are compared column by column in canonical order, the version first: text by its bytes,
numbers by value, nothing lowest. The greater row stays, and an equal one is not written at all.
Of spans that are put together (``canonical.WIDENED``) each end is the widest that any row says.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.canonical import WIDENED, CanonicalColumn
from cxtui.store.schema import TableSpec, create_table, listed, quoted

_LOWEST = {"text": "''", "int": "0", "real": "0.0"}


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows that came in, by what became of them; ``same`` counts known, older and repeated ones."""

    new: int
    changed: int
    same: int


def merge(con: sqlite3.Connection, spec: TableSpec, rows: Iterable[Sequence[Any]]) -> Merged:
    """Merge rows (tuples in column order) into a table inside the open transaction.

    Leaves three temporary tables: ``in_NAME`` with the rows that came in, the greatest of each key;
    ``changed_NAME`` with the keys that are new or changed and a flag ``is_new``; ``before_NAME`` with the
    rows as they were before they changed. Raises sqlite3.IntegrityError for a row without a needed value.
    """
    name = spec.name
    _prepare(con, spec)
    marks = ", ".join("?" * len(spec.columns))
    before = con.total_changes
    came = _Counted(rows)
    con.executemany(_upsert(spec, f"in_{name}", f"VALUES ({marks})"), came)
    if con.total_changes == before:
        return Merged(0, 0, came.count)
    on_key = " AND ".join(f"n.{quoted(k)} = o.{quoted(k)}" for k in spec.key)
    greater = greater_than(spec, "n", "o")
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
    return Merged(new, touched - new, came.count - touched)


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


def _prepare(con: sqlite3.Connection, spec: TableSpec) -> None:
    """Make the temporary tables of a table once for a connection, and empty them for each batch."""
    made = con.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (f"changed_{spec.name}",)).fetchone()
    if made:
        for kind in ("in", "before", "changed"):
            con.execute(f"DELETE FROM temp.{quoted(f'{kind}_{spec.name}')}")
        return
    con.execute(create_table(spec, f"in_{spec.name}", temporary=True))
    con.execute(create_table(spec, f"before_{spec.name}", temporary=True))
    keys = _KeysOnly(f"changed_{spec.name}", spec)
    con.execute(create_table(keys, temporary=True))


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
