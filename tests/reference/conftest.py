"""The data sets of the Zendesk oracle, each imported once."""

from pathlib import Path

import pytest

from tests.reference.oracle import Oracle, load


@pytest.fixture(scope="session", params=["cases", "2k"])
def oracle(request: pytest.FixtureRequest, reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """Return one data set: its expected metrics and our facts."""
    name: str = request.param
    return load(reference / "zendesk_oracle", name, tmp_path_factory.mktemp("oracle") / f"{name}.db")
