"""What a store's file is known by, and how names are written in its SQL: all that reading it needs of the schema."""

from collections.abc import Sequence

APPLICATION_ID = 0x63787475
"""``cxtu`` in SQLite's application_id, so that ``file`` and we know a store from any other database."""

VERSION = 7
"""The store's user_version: raised by every migration."""


def quoted(name: str) -> str:
    """Return an identifier quoted for SQLite and DuckDB alike."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Sequence[str], prefix: str = "") -> str:
    """Return identifiers quoted and joined by commas, each after ``prefix`` (such as ``t.``)."""
    return ", ".join(prefix + quoted(name) for name in names)
