"""Mutants of SQL: comparisons, numbers, signs, ``AND`` and ``OR``, least and greatest, joins, order."""

import re
from collections.abc import Iterator

from tests.mutants.edit import Edit

WORDS = {
    "<=": "<", ">=": ">", "<>": "=", "!=": "=", "<": "<=", ">": ">=", "=": "<>", "+": "-", "-": "+",
    "AND": "OR", "OR": "AND", "IS NULL": "IS NOT NULL", "IS NOT NULL": "IS NULL", "MIN(": "MAX(", "MAX(": "MIN(",
    "LEFT JOIN": "JOIN", "DESC": "ASC", "UNION ALL": "UNION", "DISTINCT": "", "LEAD(": "LAG(", "LAG(": "LEAD(",
    "NOT EXISTS": "EXISTS", "EXISTS": "NOT EXISTS", "PRECEDING": "FOLLOWING", "FOLLOWING": "PRECEDING",
}  # fmt: skip
TOKEN = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\""
    r"|IS NOT NULL|IS NULL|NOT EXISTS|LEFT JOIN|UNION ALL|(?:MIN|MAX|LEAD|LAG)\(|->>?|\|\||<=|>=|<>|!=|[<>=+-]|\w+"
)


def edits(text: str) -> list[Edit]:
    """Return every edit of a statement; comments and texts stay as they are."""
    return list(_edits(text))


def _edits(text: str) -> Iterator[Edit]:
    between = False
    for found in TOKEN.finditer(text):
        token, start, end = found[0], *found.span()
        if token == "BETWEEN":
            between = True
        elif token == "AND" and between:
            between = False
        elif token in WORDS:
            yield Edit(start, end, token, WORDS[token])
        elif token.isdecimal():
            yield Edit(start, end, token, str(int(token) + 1))
            yield Edit(start, end, token, f"({int(token) - 1})")
