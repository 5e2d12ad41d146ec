"""The packaged folder as a store, and a store of texts that mean harm."""

from pathlib import Path

import pytest

from cxtui.importing.run import Request, run
from tests.kpis.reading.stores import FIXTURES


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the packaged folder, in UTC."""
    store = tmp_path_factory.mktemp("packaged") / "floor.db"
    run(store, Request((FIXTURES,), "canonical"))
    return store
