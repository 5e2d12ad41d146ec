"""Which file stands for which table of the origin, and whether every needed column is there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.nearest import nearest_names
from cxtui.sources import header_row
from cxtui.sources.block_columns import known_columns, needed_columns
from cxtui.sources.files import DataFile, table_of
from cxtui.sources.fitted import Columns
from cxtui.sources.header import Header
from cxtui.sources.headers import read_header
from cxtui.sources.mapping import Block, Mapping, split_each
from cxtui.sources.plan import wanted_columns

if TYPE_CHECKING:
    import duckdb


def source_files(
    con: "duckdb.DuckDBPyConnection",
    mapping: Mapping,
    found: list[DataFile],
    named: set[Path],
    extra: tuple[str, ...],
    each: Callable[[DataFile, str, bool], DataFile],
) -> dict[str, list[Header]]:
    """Return the files of each of the origin's tables with their headers, tables in the mapping's order.

    Raises SourceError for a file named one by one that the mapping does not read, for a table in two
    formats, and for a required table that is not there (with the packaged mapping that would fit). ``each`` makes
    of a file one with a row for every element of a list in its rows.
    """
    tables = tuple(dict.fromkeys((*mapping.tables, *extra)))
    grouped: dict[str, list[DataFile]] = {t: [] for t in tables}
    strange = []
    for file in found:
        table = "" if tables == ("",) else table_of(file.stem, tables, mapping.aliases)
        if table is None:
            strange.append(file)
        else:
            grouped[table].append(file)
    _check_strange(con, mapping, strange, named, tables, grouped)
    for table, files in grouped.items():
        formats = {f.format: f for f in files}
        if table and len(formats) > 1:
            both = " and ".join(f.path.name for f in formats.values())
            raise SourceError(f"{files[0].path.parent}: {both} are the same table; name the files you mean one by one.")
    missing = [t for t in map(table_part, mapping.required_sources) if not grouped[t]]
    if missing or not any(grouped.values()):
        raise _no_table(con, mapping, found, missing or list(tables))
    found_by: dict[str, list[Header]] = {}
    for source in dict.fromkeys((*mapping.sources, *extra)):
        table, path = split_each(source)
        files = grouped[table]
        if path:
            # Rows of a table have no lists: what is read of these is not there.
            listed = [f for f in files if f.format == "jsonl" and not f.sheet] if _optional(mapping, source) else files
            files = [each(f, path, table not in mapping.sources) for f in listed]
        if path and _optional(mapping, source):
            files = [one for one in files if one.at.stat().st_size]
        if files:
            found_by[source] = [_header(con, mapping, source, f) for f in files]
    return found_by


def _header(con: "duckdb.DuckDBPyConnection", mapping: Mapping, source: str, file: DataFile) -> Header:
    blocks = [b for b in mapping.blocks if b.source == source]
    columns = mapping.columns.get(source, mapping.columns.get("", ()))
    header = read_header(con, file, mapping.delimiter, known_columns(blocks), columns)
    return replace(header, least=_least(header.columns, blocks))


def _optional(mapping: Mapping, source: str) -> bool:
    return all(block.optional for block in mapping.blocks if block.source == source)


def _least(columns: tuple[str, ...], blocks: list[Block]) -> int:
    """Return how many cells a row has at least: those that tell what it is, and what one of the blocks needs.

    A row that another block needs more of is refused by that; 0 where nothing is needed.
    """
    there = Columns(columns)
    places = {name: n for n, name in enumerate(columns, 1)}

    def place(names: Iterable[str]) -> int:
        """Return where the first of a file's columns stands that alternatives name, 0 without any."""
        return min((places[found] for name in names for found in there.find(name)), default=0)

    conditions = [place((c.column,)) for b in blocks for c in b.where]
    needed = [max(map(place, _of_each_row(b)), default=0) for b in blocks]
    # A block that finds none of its columns reads nothing of the file.
    needed = [one for one in needed if one] or needed
    return max([*conditions, min(needed, default=0)], default=0)


def _of_each_row(block: Block) -> list[tuple[str, ...]]:
    """Return the columns that no row of a block can do without, alternatives together."""
    found: list[tuple[str, ...]] = []
    for field in block.fields.values():
        if field.required and not field.optional:
            beside = wanted_columns(field) - set(field.columns)
            found += [field.columns, *((one,) for one in sorted(beside))]
    return [one for one in found if one]


def table_part(source: str) -> str:
    """Return the file's table of a source."""
    return split_each(source)[0]


def _check_strange(
    con: "duckdb.DuckDBPyConnection",
    mapping: Mapping,
    strange: list[DataFile],
    named: set[Path],
    tables: tuple[str, ...],
    grouped: dict[str, list[DataFile]],
) -> None:
    for file in strange:
        absent = [t for t in tables if not grouped[t]]
        near = nearest_names(file.stem, absent, alike=0.75)
        if near:
            raise SourceError(
                f"{file.path}: {mapping.name} has no table {file.stem!r}; did you mean {near[0]!r}? Rename it."
            )
        if file.path in named:
            fits = fitting([file])
            hint = f" This file fits --as {fits}." if fits else ""
            raise SourceError(
                f"{file.path}: {mapping.name} has no table {file.stem!r}; it reads: {', '.join(tables)}.{hint}"
            )


def _no_table(
    con: "duckdb.DuckDBPyConnection", mapping: Mapping, found: list[DataFile], missing: list[str]
) -> SourceError:
    where = found[0].path.parent if len(found) > 1 else found[0].path
    fits = fitting(found)
    hint = f" These files fit --as {fits}." if fits else ""
    return SourceError(f"{where}: {mapping.name} needs a file called {', '.join(missing)} (.csv, .parquet, …).{hint}")


def check_columns(con: "duckdb.DuckDBPyConnection", mapping: Mapping, by_source: dict[str, list[Header]]) -> None:
    """Raise SourceError for the first file that lacks a needed column, or has one too many where that counts."""
    for source, headers in by_source.items():
        blocks = [b for b in mapping.blocks if b.source == source]
        known = known_columns(blocks) if mapping.strict else set()
        for header in headers:
            absent = [c[0] for c in needed_columns(blocks) if not set(c) & set(header.columns)]
            for column in sorted(known_columns(blocks)):
                if places := header_row.doubled(header.columns, column):
                    raise _doubled(header, column, places)
            if absent:
                fits = fitting([h.file for hs in by_source.values() for h in hs])
                raise _absent(mapping, header, absent, fits, blocks)
            for column in header.columns:
                if known and column not in known:
                    raise _unknown(header, column, known)


def _doubled(header: Header, column: str, places: list[int]) -> SourceError:
    ways = " or ".join(f'"{header.columns[place - 1]}"' for place in places[:3])
    return SourceError(
        f"{header.place} column {places[1]}: {column!r} stands there twice; say {ways} in the mapping, or remove one."
    )


def _absent(mapping: Mapping, header: Header, absent: list[str], fits: str | None, blocks: list[Block]) -> SourceError:
    near = nearest_names(absent[0], header.columns, alike=0.6)
    hint = f" Nearest to {absent[0]!r} is {near[0]!r}." if near else ""
    other = f" This fits --as {fits}." if fits and fits != mapping.name else ""
    if len(absent) > 1 and header.file.format in ("csv", "tsv") and not known_columns(blocks) & set(header.columns):
        other += ' If the file has no header, name its columns in the mapping: columns = ["…", …].'
    columns = ", ".join(repr(c) for c in absent)
    return SourceError(
        f"{header.place} no column {columns}, which {mapping.name} needs."
        f"{hint}{other} It has: {', '.join(header.columns[:40])}."
    )


def _unknown(header: Header, column: str, known: set[str]) -> SourceError:
    near = nearest_names(column, known, alike=0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}."
    return SourceError(f"{header.place} unknown column {column!r}; {hint}")


def fitting(found: list[DataFile]) -> str | None:
    """Return the packaged mapping that files fit by their names and columns, if one does."""
    from cxtui.sources.recognising import recognised

    try:
        return recognised(list(dict.fromkeys(one.on_disk for one in found))).mapping.name
    except SourceError:
        return None
