"""Rows that come live, held to what rows of files are held to: the same words, spans and reasons."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cxtui import canonical
from cxtui.calendars import Calendar, CalendarError
from cxtui.sources.canonical_mapping import canonical_mapping
from cxtui.sources.checks import CELL, LEFT_OUT, NUL, ORDERING
from cxtui.sources.live import cells as live_cells
from cxtui.sources.live.cells import UnreadableCell
from cxtui.sources.live.feed_batch import FeedRows
from cxtui.sources.live.whole import all_plain
from cxtui.sources.mapping import DOMAINS, SPANS, Field
from cxtui.sources.plausible import is_lasting
from cxtui.sources.records import LONG, LONGEST
from cxtui.sources.set_aside import CUT

FeedRow = Mapping[str, Any]
ValidRow = tuple[Any, ...]

NO_TABLE = "no such table; known: " + ", ".join(canonical.TABLES)
NO_COLUMN = "no such column" + LEFT_OUT
_WORD = 40


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused, or a cell left out of a row that stays: the reason says which."""

    table: str
    column: str | None
    value: str | None
    reason: str
    row: str


@dataclass(slots=True)
class Validated:
    """Rows in the order of the canonical columns, by table; what was wrong, and how many rows that cost.

    ``read`` counts all rows that came, ``refused`` those of them that are not in ``rows``.
    """

    rows: dict[str, list[ValidRow]] = field(default_factory=dict)
    rejects: list[RefusedRow] = field(default_factory=list)
    read: int = 0
    refused: int = 0


def validated(rows: FeedRows, source: str) -> Validated:
    """Return rows by canonical table, each by column, as they may be kept; ``source`` is that of rows that name none.

    Instants may be epoch seconds or ISO 8601 with an offset, flags true and false, ids numbers. Never raises for what
    is in a row: a row that cannot be used is refused, a cell that a row can do without is left out of it.
    """
    found = Validated()
    for table, some in rows.items():
        found.read += len(some)
        spec = canonical.TABLES.get(table)
        if spec is None:
            found.refused += len(some)
            found.rejects += [_refused(table, None, None, NO_TABLE, row) for row in some]
            continue
        if plain := _plain(spec, some, source):
            found.rows[table] = plain
            continue
        kept = [cells for row in some if (cells := _row(spec, row, source, found)) is not None]
        found.refused += len(some) - len(kept)
        if kept:
            found.rows[table] = kept
    return found


def validated_tuples(rows: Mapping[str, Iterable[Sequence[Any]]], source: str) -> Validated:
    """Return rows by canonical table, each in the order of its columns, as ``validated`` returns those by column."""
    found, doubtful = Validated(), {}
    for table, some in rows.items():
        held = [tuple(row) for row in some]
        if not held:
            continue
        if all_plain(table, held):
            found.rows[table] = held
            found.read += len(held)
        else:
            doubtful[table] = [dict(zip(canonical.TABLES[table].names, row, strict=True)) for row in held]
    looked_at = validated(doubtful, source)
    return Validated(found.rows | looked_at.rows, looked_at.rejects, found.read + looked_at.read, looked_at.refused)


def _plain(spec: canonical.CanonicalTable, rows: Sequence[FeedRow], source: str) -> list[ValidRow]:
    """Return rows in the order of the columns; none where any of them has to be looked at by itself."""
    first, *names = spec.names
    known = {first, *names}
    if not all(isinstance(row, Mapping) and known.issuperset(row) for row in rows):
        return []
    ordered = [(row.get(first) or source, *map(row.get, names)) for row in rows]
    try:
        return ordered if all_plain(spec.name, ordered) else []
    except TypeError:
        return []  # a cell that is a list or an object


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    field: Field
    read: live_cells.CellReader
    words: frozenset[str]
    known: str


@cache
def _columns(table: str) -> tuple[_Column, ...]:
    """Return how the columns of a canonical table are read, by the mapping of our own files."""
    block = next(block for block in canonical_mapping().blocks if block.into == table)
    return tuple(
        _Column(
            name,
            one,
            live_cells.reader(one.kind, is_lasting(table, name)),
            frozenset(DOMAINS.get((table, name), ())),
            ", ".join(DOMAINS.get((table, name), ())),
        )
        for name, one in block.fields.items()
    )


class _Refusal(Exception):
    """A row that cannot be used: the column, its cell and why."""

    def __init__(self, column: str | None, value: Any, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


def _row(spec: canonical.CanonicalTable, row: FeedRow, source: str, found: Validated) -> ValidRow | None:
    """Return the cells of a row; None where it is refused. What is wrong is added to what was found."""
    left_out: list[RefusedRow] = []
    try:
        if not isinstance(row, Mapping):
            raise _Refusal(None, None, "not an object of columns")
        _not_too_long(row)
        cells = {c.name: _cell(spec.name, c, row, left_out) for c in _columns(spec.name)}
        cells["source"] = cells["source"] or source
        _between(spec.name, cells, row)
    except _Refusal as bad:
        found.rejects.append(_refused(spec.name, bad.column, bad.value, bad.reason, row))
        return None
    for name in row.keys() - cells.keys():
        left_out.append(_refused(spec.name, str(name), row[name], NO_COLUMN, row))
    found.rejects += left_out
    return tuple(cells.values())


def _cell(table: str, column: _Column, row: FeedRow, left_out: list[RefusedRow]) -> Any:
    said = column.field
    value = text = None
    for name in said.columns:
        if (text := live_cells.cleaned(row.get(name))) is not None:
            break
    if text is not None:
        try:
            value = column.read(text)
        except UnreadableCell as unreadable:
            needed = said.required or (column.name in ORDERING and not unreadable.strange) or unreadable.whole_row
            if needed:
                raise _Refusal(column.name, text, unreadable.reason) from None
            reason = CELL if unreadable.strange else unreadable.reason + LEFT_OUT
            left_out.append(_refused(table, column.name, text, reason, row))
    if value is None:
        if said.required:
            raise _Refusal(column.name, None, f"no {column.name}: a row without it cannot be used")
        return said.default
    if said.required and said.kind == "text" and "\0" in value:
        raise _Refusal(column.name, value, NUL)
    if column.words and value not in column.words:
        raise _Refusal(column.name, value, f"unknown {column.name} '{value[:_WORD]}'; known: {column.known}")
    return value


def _between(table: str, cells: Mapping[str, Any], row: FeedRow) -> None:
    """Raise the refusal of a row whose cells do not go together."""
    for into, start, end in SPANS:
        if into == table and None not in (cells[start], cells[end]) and cells[end] < cells[start]:
            raise _Refusal(end, row.get(end), f"{end} is before {start}")
    if table == "event" and cells["kind"] == "status":
        status = cells["value"]
        if status is not None and status not in canonical.STATUSES:
            known = ", ".join(canonical.STATUSES)
            raise _Refusal("value", status, f"unknown status '{status[:_WORD]}'; known: {known}")
    if table == "calendar":
        try:
            Calendar.parse(cells["calendar"], cells["zone"], cells["week"], cells["holidays"])
        except CalendarError as error:
            raise _Refusal("week", cells["week"], str(error)) from None


def _not_too_long(row: FeedRow) -> None:
    if sum(len(value) for value in row.values() if isinstance(value, str)) > LONGEST:
        raise _Refusal(None, None, LONG)


def _refused(table: str, column: str | None, value: Any, reason: str, row: Any) -> RefusedRow:
    text = json.dumps(row, ensure_ascii=False, default=str)
    said = value if value is None or isinstance(value, str) else json.dumps(value, default=str)
    return RefusedRow(table, column, said and _storable(said), reason, _storable(text))


def _storable(text: str) -> str:
    """Return the beginning of a text in which SQLite and people find nothing that they cannot take."""
    return text[:CUT].encode("utf-8", "replace").decode().replace("\0", "\ufffd")
