"""Which row of a file is its header: the first one, or one below lines that are a title."""

from collections.abc import Sequence

ABOVE = 40
"""Rows in which a header is looked for."""


def find(rows: Sequence[Sequence[str]], wanted: set[str]) -> int | None:
    """Return the place of the header among the first rows, None where all are blank.

    It is the first that has the most of the ``wanted`` columns; where none has any, the first that is not blank.
    """
    filled = [n for n, row in enumerate(rows[:ABOVE]) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    return max(filled, key=lambda n: (score(rows[n], wanted), -n))


def score(row: Sequence[str], wanted: set[str]) -> int:
    """Return how many of the wanted columns a row names."""
    return len(wanted & {cell.strip() for cell in row})


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
