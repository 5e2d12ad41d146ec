"""The rows of a JSON document, an array or objects that hold one, as a file of JSON lines."""

import gzip
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from cxtui.errors import SourceError
from cxtui.sources import encodings
from cxtui.sources.files import DataFile, table_of
from cxtui.sources.json_reader import JsonReader

DEEPEST = 4
"""How many objects may stand around the list of the rows."""


@dataclass(slots=True)
class Found:
    """A list of objects in a document: the keys on the way to it, the keys of its first row, how many rows."""

    path: tuple[str, ...]
    keys: set[str]
    rows: int = 0


@dataclass(slots=True)
class Outline:
    """The lists of objects in a document's first value, and the keys of that value where it is an object."""

    lists: list[Found] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class WantedTables:
    """What a mapping looks for: its tables and their other names, its columns, and the list it names itself."""

    tables: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    columns: set[str]
    rows: str | None

    def table(self, name: str) -> bool:
        """Return whether a file or list of that name is one of the wanted tables."""
        return self.tables != ("",) and table_of(name, self.tables, self.aliases) is not None


def documents(file: DataFile, encoding: str, folder: Path, wanted: WantedTables) -> list[DataFile]:
    """Return the lists of a JSON document that hold rows, each as a file of lines; raises SourceError."""
    outline = _outline(_reader(file, encoding))
    paths = _chosen(file, outline, wanted)
    made = []
    for number, path in enumerate(paths):
        at = folder / f"list{number}.jsonl"
        lines = _write(_reader(file, encoding), path, at)
        stem = path[-1] if path and not wanted.table(file.stem) and wanted.table(path[-1]) else file.stem
        made.append(replace(file, format="jsonl", gzipped=False, stem=stem, at=at, lines=lines, holder=file.on_disk))
    return made


def _reader(file: DataFile, encoding: str) -> JsonReader:
    return JsonReader(file.path, encodings.text_chunks(file.at, file.gzipped, encoding))


def _outline(reader: JsonReader) -> Outline:
    outline = Outline()
    if reader.peek() == "{":
        _walk(reader, (), outline)
    return outline


def _walk(reader: JsonReader, path: tuple[str, ...], outline: Outline) -> None:
    reader.need("{")
    if reader.pass_over("}"):
        return
    while True:
        key = reader.key()
        if not path:
            outline.keys.add(key)
        if (opening := reader.peek()) == "[":
            _measure(reader, (*path, key), outline)
        elif opening == "{" and len(path) < DEEPEST:
            _walk(reader, (*path, key), outline)
        else:
            reader.value()
        if reader.pass_over("}"):
            return
        reader.need(",")


def _measure(reader: JsonReader, path: tuple[str, ...], outline: Outline) -> None:
    found: Found | None = None
    for number, _ in enumerate(reader.items()):
        value, _ = reader.value()
        if not number and isinstance(value, dict):
            found = Found(path, set(value))
            outline.lists.append(found)
        if found:
            found.rows += 1


def _chosen(file: DataFile, outline: Outline, wanted: WantedTables) -> list[tuple[str, ...]]:
    """Return the paths of the lists to read; the empty one for the document itself."""
    if wanted.rows is not None:
        path = tuple(wanted.rows.split("."))
        if outline.keys and path not in [one.path for one in outline.lists]:
            raise SourceError(f'{file.path}: no list of objects at rows = "{wanted.rows}".{_there(outline.lists)}')
        return [path] if outline.keys else [()]
    if outline.keys & wanted.columns or not outline.lists:
        return [()]
    by_table = [one.path for one in outline.lists if wanted.table(one.path[-1])]
    if by_table:
        return by_table
    if len(outline.lists) == 1:
        return [outline.lists[0].path]
    best = max(len(one.keys & wanted.columns) for one in outline.lists)
    likely = [one.path for one in outline.lists if len(one.keys & wanted.columns) == best]
    if best and len(likely) == 1:
        return likely
    raise SourceError(f'{file.path}: which list holds the rows?{_there(outline.lists)} Say rows = "…" in the mapping.')


def _there(lists: Sequence[Found]) -> str:
    names = ", ".join(f"{'.'.join(one.path)} ({one.rows:,})" for one in lists[:20])
    return f" There are: {names}." if names else " There is none."


def _write(reader: JsonReader, path: tuple[str, ...], at: Path) -> "array[int] | None":
    """Write the rows at a path, one a line; return at which line each began, None where many share lines."""
    lines = array("Q")
    with at.open("w", encoding="utf-8", errors="surrogateescape", newline="") as copy:
        for line in _rows(reader, path):
            _, text = reader.value()
            lines.append(line)
            copy.write(text.replace("\r", " ").replace("\n", " ") + "\n")
    if not lines:
        raise SourceError(f"{reader.path}: no rows: the JSON holds no object.")
    return lines if len(set(lines)) == len(lines) else None


def _rows(reader: JsonReader, path: tuple[str, ...]) -> Iterator[int]:
    """Yield the line of each row, which must be taken before the next; roots may follow each other."""
    while opening := reader.peek():
        if path and opening == "{":
            yield from _at(reader, path)
        elif opening == "[":
            yield from reader.items()
        else:
            yield reader.line
        reader.pass_over(",")


def _at(reader: JsonReader, path: tuple[str, ...]) -> Iterator[int]:
    reader.need("{")
    if reader.pass_over("}"):
        return
    while True:
        key, opening = reader.key(), reader.peek()
        if key == path[0] and len(path) == 1 and opening == "[":
            yield from reader.items()
        elif key == path[0] and len(path) > 1 and opening == "{":
            yield from _at(reader, path[1:])
        else:
            reader.value()
        if reader.pass_over("}"):
            return
        reader.need(",")


def each(file: DataFile, path: str, at: Path, keep_broken: bool) -> DataFile:
    """Return a file with a line for every element of a list in each row: the row, the list being that element.

    Rows without the list have none. Lines that are no object are kept for refusal where ``keep_broken``.
    """
    keys, lines = path.split("."), array("Q")
    packed = gzip.open if file.gzipped else open
    with packed(file.at, "rb") as rows, at.open("w", encoding="utf-8", errors="surrogateescape") as copy:
        for number, raw in enumerate(cast("BinaryIO", rows), 1):
            if not raw.strip():
                continue
            for text in _spread(raw, keys, keep_broken):
                lines.append(file.line(number))
                copy.write(text + "\n")
    return replace(file, at=at, gzipped=False, lines=lines, holder=file.on_disk)


def _spread(raw: bytes, keys: list[str], keep_broken: bool) -> Iterator[str]:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        if keep_broken:
            yield raw.decode("utf-8", "surrogateescape").strip("\r\n")
        return
    inner: dict[str, Any] = row
    for key in keys[:-1]:
        found = inner.get(key)
        if not isinstance(found, dict):
            return
        inner = found
    elements = inner.get(keys[-1])
    for element in elements if isinstance(elements, list) else [] if elements is None else [elements]:
        inner[keys[-1]] = element
        yield json.dumps(row, ensure_ascii=False)
