"""Staging in a test: write files, read them through a mapping, look at the rows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cxtui import sources


class Bench:
    """A DuckDB connection to stage into, and a folder to write files in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.con = duckdb.connect()
        self.con.execute("SET threads = 2")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file and return its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def stage(self, mapping: str | Path, *paths: Path, **options: Any) -> sources.Staged:
        """Stage files through a mapping, by its name or path."""
        self.staged = sources.stage(self.con, sources.load_mapping(mapping), paths, **options)
        return self.staged

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.con.execute(query).fetchall()

    def one(self, query: str) -> Any:
        """Return the single value of a query."""
        ((value,),) = self.rows(query)
        return value

    def rejects(self) -> list[tuple[Any, ...]]:
        """Return the bad rows as (line, column, value, reason)."""
        return self.rows("SELECT line, column_name, value, reason FROM in_reject ORDER BY line")

    def tables(self) -> set[str]:
        """Return the names of every table there is."""
        return {str(name) for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Return a fresh bench; its connection is closed after the test."""
    made = Bench(tmp_path)
    yield made
    made.con.close()


@pytest.fixture
def desk(bench: Bench) -> Callable[..., Path]:
    """Return a writer of a small mapping of kind state, with further TOML added."""

    def write(top: str = "", tables: str = "") -> Path:
        head = 'kind = "state"\nzone = "UTC"\n'
        ticket = '[ticket]\nticket = "id"\ncreated_at = "created"\n'
        return bench.write("desk.toml", head + top + "\n" + ticket + tables)

    return write
