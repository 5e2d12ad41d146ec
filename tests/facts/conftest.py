"""Hand-made histories run on SQLite, the quicker engine for a few rows; ``test_engines`` and ``tests/proof`` hold
DuckDB to the same rows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.facts.histories import on_sqlite

Make = Callable[..., dict[str, list[tuple[Any, ...]]]]


@pytest.fixture
def make() -> Make:
    """Return what makes the derived tables of a history."""
    return on_sqlite
