"""Times that a mapping leaves to be found: the one way in which all cells of a file's column are written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cxtui.errors import SourceError
from cxtui.sources import mapping as mappings
from cxtui.sources import time_formats
from cxtui.sources.header import Header
from cxtui.sources.mapping import FOUND, Block, DateOrder, Field
from cxtui.sources.sampling import sample
from cxtui.sources.time_formats import TimeFormats


def with_found_times(
    mapping: mappings.Mapping, by_source: Mapping[str, list[Header]]
) -> tuple[mappings.Mapping, tuple[str, ...]]:
    """Return a mapping with the formats that are to be found, and what a person should know of them.

    Raises SourceError where days and months cannot be told apart.
    """
    if not any(FOUND in f.times or (not f.times and FOUND in mapping.times) for f in _times(mapping)):
        return mapping, ()
    formats: dict[tuple[str, str], tuple[str, ...]] = {}
    notes: list[str] = []
    for source, headers in by_source.items():
        wanted = {c for b in mapping.blocks if b.source == source for f in _of(b) for c in f.columns}
        found = _columns(headers, wanted)
        _decide(found, headers[0], mapping.dates)
        for column, one in found.items():
            formats[source, column] = one.formats
        notes += _note(headers[0], found)
    blocks = tuple(_block(mapping, block, formats) for block in mapping.blocks)
    times = tuple(form for form in mapping.times if form != FOUND) or ("iso",)
    return replace(mapping, blocks=blocks, times=times), tuple(dict.fromkeys(notes))


def _times(mapping: mappings.Mapping) -> Iterable[Field]:
    return (field for block in mapping.blocks for field in _of(block))


def _of(block: Block) -> list[Field]:
    return [f for f in (*block.fields.values(), *block.metrics.values()) if f.kind == "time"]


def _columns(headers: list[Header], wanted: set[str]) -> dict[str, TimeFormats]:
    cells: dict[str, list[str]] = {}
    for header in headers:
        for row in sample(header):
            for column in wanted & row.keys():
                cells.setdefault(column, []).append(row[column])
    found = {column: time_formats.found(texts) for column, texts in cells.items()}
    return {column: one for column, one in found.items() if one.dates}


def _decide(found: dict[str, TimeFormats], header: Header, said: DateOrder | None) -> None:
    """Settle which of day and month comes first: one column of a file tells it for all."""
    doubtful = [column for column, one in found.items() if one.doubtful]
    if not doubtful:
        return
    orders = {one.month_first for one in found.values()} - {None}
    if said and not orders:
        orders = {said == "month-first"}
    if len(orders) == 1:
        month_first = True in orders
        found.update({column: found[column].preferring(month_first) for column in doubtful})
        return
    # Of the languages of headers English alone is of people who write the month first.
    if any(not column.isascii() for column in header.columns):
        found.update({column: found[column].preferring(False) for column in doubtful})
        return
    raise SourceError(
        f"{header.place} column {doubtful[0]!r}: do these dates begin with the day or with the month? No cell tells. "
        "Say --dates day-first or --dates month-first."
    )


def _note(header: Header, found: dict[str, TimeFormats]) -> list[str]:
    strange = {form for one in found.values() for form in one.formats if form not in ("iso", "epoch", "epoch_ms")}
    if not strange:
        return []
    return [f"{header.file.path.name}: times are written as {', '.join(sorted(strange))}"]


def _block(mapping: mappings.Mapping, block: Block, formats: dict[tuple[str, str], tuple[str, ...]]) -> Block:
    def field(one: Field) -> Field:
        given = one.times or mapping.times
        if one.kind != "time" or FOUND not in given:
            return one
        own = dict.fromkeys(form for column in one.columns for form in formats.get((block.source, column), ()))
        plain = [form for form in given if form != FOUND]
        return replace(one, times=tuple(dict.fromkeys((*own, *plain))) or ("iso",))

    return replace(
        block,
        fields={name: field(one) for name, one in block.fields.items()},
        metrics={name: field(one) for name, one in block.metrics.items()},
    )
