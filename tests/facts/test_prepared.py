"""The temporary tables of a connection are the same whether their columns are worked out or known already."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.facts import catalog, sqlite_engine
from cxtui.facts.tables import DERIVED

STEPS = [name for name in sqlite_engine.MODELS if name not in DERIVED]


def prepared(store: Path) -> list[tuple[str, str]]:
    """Return what a connection to a store has prepared, by name."""
    with closing(sqlite3.connect(store)) as con:
        sqlite_engine.prepare(con)
        found = con.execute("SELECT name, sql FROM temp.sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        return [(name, sql) for name, sql in found]


def test_tables_are_the_same_when_they_are_known(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engine, "_steps", {})
    worked_out = prepared(packaged)
    assert len(STEPS) > 20 and set(STEPS) <= {name for name, _ in worked_out}
    assert set(catalog.LOOKUPS) & set(STEPS)
    # No query is asked for its columns any more.
    monkeypatch.setattr(catalog, "text", lambda name: pytest.fail(name))
    assert prepared(packaged) == worked_out
