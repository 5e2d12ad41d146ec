"""A helpdesk in a real database as a source of ``cxtui follow``, and what the store has of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cxtui.importing.follow.checking import checked
from cxtui.sources.live.options import ConfiguredSource
from tests.importing.follow.following import sources
from tests.proof.real_databases import PASSWORD, RealDatabase


def configured(folder: Path, server: RealDatabase, mapping: str, more: str = "") -> tuple[ConfiguredSource, ...]:
    """Return the helpdesk as a source, with the rights that ``--check`` asks for."""
    secret = folder / "password"
    secret.touch(0o600)
    secret.write_text(PASSWORD)
    chosen = sources(
        folder,
        f'[desk]\nkind = "sql"\nurl = "{server.url}"\nmapping = "{mapping}"\nsecret = {{ file = "{secret}" }}\n'
        f'every = "1 s"\n{more}',
    )
    told = checked(chosen[0])
    assert not told.well
    server.allow([line.partition("needs")[2].strip() for line in told.lines if "  needs " in line])
    assert checked(chosen[0]).well, checked(chosen[0]).lines
    return chosen


def events(store: Path, where: str = "retracted IS NULL") -> set[str]:
    """Return the ids of events of a store."""
    with closing(sqlite3.connect(store)) as con:
        return {id for (id,) in con.execute(f"SELECT event FROM event WHERE {where}")}


def told(store: Path, table: str, *names: str, where: str = "1") -> set[tuple[object, ...]]:
    """Return some columns of a table of a store."""
    with closing(sqlite3.connect(store)) as con:
        return set(con.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {where}").fetchall())
