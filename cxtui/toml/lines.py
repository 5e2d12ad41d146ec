"""On which line of a TOML text a key stands, which the parser of Python does not tell."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

_BARE = re.compile(r"[\w-]+(\[\d+\])?")
_ENDS = ("]", '"""', "'''")
"""What can close a value over many lines."""
_PATIENCE = 200
"""Lines that may close one value, after which the search is given up: each is parsed with all before it."""


def dotted(table: str, name: str) -> str:
    """Return the dotted key of a name in a table ("" for the whole file), quoted where TOML needs quotes."""
    if not _BARE.fullmatch(name):
        name = json.dumps(name, ensure_ascii=not name.isprintable())
    return f"{table}.{name}" if table else name


def line_of(text: str, key: str) -> int | None:
    """Return the line, from 1, of a dotted key such as ``target[2].metric``, else that of what it lies in.

    None where neither is in the text, or behind a value so long that looking for its end would take too long.
    """
    around = [known for known in _lines(text).items() if _is_within(key, known[0])]
    return max(around, key=lambda known: len(known[0]))[1] if around else None


def _is_within(key: str, outer: str) -> bool:
    return key == outer or key.startswith((f"{outer}.", f"{outer}["))


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for line, statement, data in _statements(text):
        if statement.lstrip().startswith("["):
            table = _header(data, counts)
            found.setdefault(table, line)
            continue
        for key in _keys(table, data):
            found.setdefault(key, line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield line, text and value of each header and each ``key = value``, which may go over many lines."""
    pending: list[str] = []
    tried = 0
    for line, part in enumerate(text.split("\n"), 1):
        pending.append(f"{part}\n")
        if len(pending) > 1 and not any(end in part for end in _ENDS):
            continue
        statement = "".join(pending)
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            # The value goes on: no beginning of one over many lines is TOML itself.
            tried += 1
            if tried > _PATIENCE:
                return
            continue
        if data:
            yield line - len(pending) + 1, statement, data
        pending, tried = [], 0


def _header(data: dict[str, Any], counts: dict[str, int]) -> str:
    """Return the dotted key of the table that a header opens; each one in an array of tables is counted."""
    path, value = "", data
    while value:
        name, inner = next(iter(value.items()))
        path = dotted(path, name)
        if isinstance(inner, list):
            counts[path] = counts.get(path, 0) + 1
            return f"{path}[{counts[path]}]"
        if inner and path in counts:
            path = f"{path}[{counts[path]}]"
        value = inner
    return path


def _keys(table: str, value: object) -> Iterator[str]:
    """Yield the dotted keys of all that one statement writes."""
    if isinstance(value, dict):
        for name, inner in value.items():
            key = dotted(table, name)
            yield key
            yield from _keys(key, inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value, 1):
            yield f"{table}[{index}]"
            yield from _keys(f"{table}[{index}]", inner)
