"""Stores to test on."""

from pathlib import Path

import duckdb
import pytest

from cxtui.store.publish import build
from tests.store.rows import TEAMS, note_source


@pytest.fixture
def floor(tmp_path: Path) -> Path:
    """A store with one source and the teams t0, t1 and t2."""
    path = tmp_path / "floor.db"
    with duckdb.connect() as con:
        build(path, con, {"team": f"{TEAMS} FROM range(3) AS r(i)"}, finish=note_source)
    return path
