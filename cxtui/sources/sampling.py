"""The first rows of a file that is ready to be read, as texts by column: to look at, never to import."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from cxtui.sources.files import DataFile, head
from cxtui.sources.header import Header

SAMPLE = 1 << 20
"""Bytes of a file that are looked at."""
DEEPEST = 5

SampledRow = dict[str, str]


def sample(header: Header, most: int = 2_000) -> list[SampledRow]:
    """Return up to ``most`` of the first rows of a CSV or JSON lines file; none of other formats."""
    file = header.file
    if file.format == "jsonl":
        return list(_objects(file, most))
    if file.format in ("csv", "tsv"):
        return list(_cells(header, most))
    return []


def flat(value: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every path into an object with its text; lists are passed through, their first element alone."""
    if isinstance(value, dict) and depth < DEEPEST:
        for key, inner in value.items():
            yield from flat(inner, f"{prefix}.{key}" if prefix else str(key), depth + 1)
    elif isinstance(value, list):
        if value and isinstance(value[0], dict | list):
            yield from flat(value[0], prefix, depth)
        elif prefix:
            yield prefix, json.dumps(value, ensure_ascii=False)
    elif prefix:
        yield prefix, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    # Half of a character, which JSON can escape and no file can hold, is shown as a question mark.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _objects(file: DataFile, most: int) -> Iterator[SampledRow]:
    lines = _text_of(file).split("\n")
    for number, line in enumerate(lines[:-1] if len(lines) > 1 and lines[-1].strip() else lines):
        if number > 2 * most:
            return
        try:
            found = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield dict(flat(found))


def _cells(header: Header, most: int) -> Iterator[SampledRow]:
    lines = _text_of(header.file).splitlines(keepends=True)[header.skip :]
    if len(lines) > 2 and not lines[-1].endswith(("\n", "\r")):
        lines.pop()
    rows = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=header.delimiter)
    try:
        if not header.headless:
            next(rows, None)
        for number, row in enumerate(rows):
            if number >= most:
                return
            if any(cell.strip() for cell in row):
                yield {name: cell.strip() for name, cell in zip(header.columns, row, strict=False)}
    except csv.Error:
        return


def _text_of(file: DataFile) -> str:
    return head(file, SAMPLE).decode("utf-8-sig", "replace")
