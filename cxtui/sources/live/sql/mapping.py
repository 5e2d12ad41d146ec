"""A mapping of a database: a folder of queries, and what its words mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cxtui import canonical
from cxtui.errors import UsageError
from cxtui.sources.live.sql.query import SqlQuery, checked_query
from cxtui.toml import TomlTable, nearest, read_toml

SYSTEMS = Path(__file__).with_name("systems")
WORDS = "mapping.toml"
OPEN = "open"
"""The query of the tickets that are open now, which come first."""

SERVER = "server"
"""A zone of times: the one that the database itself is in."""

_KEYS = ("about", "databases", "zone", "prefix", "histories", "missing", "statuses", "priorities", "columns")


@dataclass(frozen=True, slots=True)
class SqlMapping:
    """Queries by canonical table, the one of open tickets, and what words of the helpdesk mean.

    ``histories`` is what it covers, ``missing`` why it does not cover more, ``columns`` those of tables of which no
    others are to be granted.
    """

    name: str
    queries: Mapping[str, SqlQuery]
    open: SqlQuery | None = None
    about: str = ""
    databases: tuple[str, ...] = ()
    zone: str = "UTC"
    histories: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def packaged() -> tuple[str, ...]:
    """Return the helpdesks whose queries come with cxtui."""
    return tuple(sorted(path.name for path in SYSTEMS.iterdir() if (path / WORDS).exists()))


def find_mapping(table: TomlTable, key: str) -> Path:
    """Return the folder of a mapping that a source names: one of ours, or a folder of its own."""
    said = table.text(key)
    if said in packaged():
        return SYSTEMS / said
    folder = Path(said).expanduser()
    if not folder.is_dir():
        near = nearest(said, packaged())
        table.fail(key, f"must be one of {', '.join(packaged())}, or a folder of .sql files; {near}")
    return folder


def read_mapping(folder: Path, prefix: str | None = None) -> SqlMapping:
    """Return the mapping of a folder; ``prefix`` is what the names of tables begin with instead of its own."""
    path = folder / WORDS
    root = read_toml(path, "the words of a mapping", UsageError) if path.exists() else None
    written = root.text("prefix", "") if root is not None else ""
    queries: dict[str, SqlQuery] = {}
    for file in sorted(folder.glob("*.sql")):
        name = file.name.removesuffix(".sql")
        if name != OPEN and name not in canonical.TABLES:
            raise UsageError(f"{file}: is named after none of our tables; {nearest(name, (OPEN, *canonical.TABLES))}")
        queries[name] = checked_query(name, _prefixed(file.read_text("utf-8"), written, prefix), str(file))
    opened = queries.pop(OPEN, None)
    if not queries:
        raise UsageError(f"{folder}: holds no query; write one .sql file a table, such as ticket.sql and event.sql")
    if root is None:
        return SqlMapping(folder.name, queries, opened)
    return _worded(root.only(*_KEYS), folder.name, queries, opened)


def _worded(root: TomlTable, name: str, queries: Mapping[str, SqlQuery], opened: SqlQuery | None) -> SqlMapping:
    statuses, priorities = root.table("statuses", optional=True), root.table("priorities", optional=True)
    missing, columns = root.table("missing", optional=True), root.table("columns", optional=True)
    histories = tuple(root.texts("histories")) if root.has("histories") else ()
    for word in histories:
        root.option("histories", word, canonical.COVERAGE)
    return SqlMapping(
        name=name,
        queries=queries,
        open=opened,
        about=root.text("about", ""),
        databases=root.text_or_texts("databases", ()),
        zone=root.text("zone", "UTC"),
        histories=histories,
        missing={word: missing.text(word) for word in missing.data},
        statuses={word: statuses.choice(word, canonical.STATUSES) for word in statuses.data},
        priorities={word: priorities.text(word) for word in priorities.data},
        columns={one: tuple(columns.texts(one)) for one in columns.data},
    )


def _prefixed(text: str, written: str, prefix: str | None) -> str:
    if not written or prefix is None:
        return text
    return re.sub(rf"\b{re.escape(written)}(?=\w)", lambda _: prefix, text)
