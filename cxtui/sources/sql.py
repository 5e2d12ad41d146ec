"""Quoting for the SQL that DuckDB runs on files."""

from collections.abc import Iterable
from pathlib import Path


def name(identifier: str) -> str:
    """Return a quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def lit(text: str) -> str:
    """Return a quoted text."""
    return "'" + text.replace("'", "''") + "'"


def file(path: Path) -> str:
    """Return a quoted path that DuckDB takes for this one file, whatever is in its name."""
    return lit("".join(f"[{c}]" if c in "*?[" else c for c in str(path.absolute())))


def either(sql: str, words: Iterable[str]) -> str:
    """Return the test that an expression is one of the words."""
    listed = ", ".join(lit(w) for w in words)
    return f"{sql} IN ({listed})"


def first(parts: Iterable[str]) -> str:
    """Return the first of the expressions that is not NULL."""
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"coalesce({', '.join(listed)})"
