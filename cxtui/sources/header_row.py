"""Which row of a file is its header: the first one, or one below lines that are a title."""

import re
from collections.abc import Collection, Sequence

ABOVE = 40
"""Rows in which a header is looked for."""
WIDE = 0.8
"""The share of the cells of most rows that a header has at least."""
_DATA = re.compile(
    r"[-+]?\d+(?:[.,]\d+)*%?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{1,2}[ ./-]\w{3,10}\.?[ ./-]\d{2,4}.*"
    r"|[^@\s]+@[^@\s]+\.\w+|\w+://.*"
)
"""A number, a date, an address: what stands below a header."""


def fold(name: str) -> str:
    """Return a column's name as far as exports keep it: letters, digits and marks, in lower case."""
    return "".join(name.casefold().replace("_", " ").split())


def find(rows: Sequence[Sequence[str]], wanted: Collection[str]) -> int | None:
    """Return the place of the header among the first rows, None where all are blank.

    It is the first of those without numbers and dates that names the most of the ``wanted`` columns; where none names
    any, the first of them that is about as wide as most rows are.
    """
    filled = [n for n, row in enumerate(rows[:ABOVE]) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    names = set(map(fold, wanted))
    likely = [n for n in filled if not any(_DATA.fullmatch(cell.strip()) for cell in rows[n])] or filled
    best = max(likely, key=lambda n: (_score(rows[n], names), -n))
    if _score(rows[best], names):
        return best
    widths = sorted(_width(rows[n]) for n in filled)
    usual = widths[len(widths) // 2]
    return next((n for n in likely if _width(rows[n]) >= WIDE * usual), likely[0])


def score(row: Sequence[str], wanted: Collection[str]) -> int:
    """Return how many of the wanted columns a row names."""
    return _score(row, set(map(fold, wanted)))


def _score(row: Sequence[str], names: set[str]) -> int:
    return len(names & {fold(cell) for cell in row if cell})


def _width(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def named(row: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a header, each once: a nameless one by its place, doubled ones as ``Label (1)``, …"""
    plain = [cell.strip() or f"(column {n})" for n, cell in enumerate(row, 1)]
    seen: dict[str, int] = {}
    columns = []
    for name in plain:
        seen[name] = seen.get(name, 0) + 1
        columns.append(f"{name} ({seen[name]})" if plain.count(name) > 1 else name)
    return tuple(columns)


def doubled(columns: Sequence[str], name: str) -> list[int]:
    """Return the places (from 1) of the columns that share a header's name; none where it stands there once."""
    parts = {f"{name} ({n})" for n in range(1, len(columns) + 1)}
    return [place for place, column in enumerate(columns, 1) if column in parts] if name not in columns else []
