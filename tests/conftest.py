"""What every test may ask for: a store of the packaged folder, and the folder of reference data of others."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> Path:
    """Return the folder given with ``--reference``; without it the test is skipped."""
    given = request.config.getoption("--reference", default=None)
    if not given:
        pytest.skip("give --reference DIR: the reference data is not here")
    folder = Path(str(given)).resolve()
    if not (folder / "README.md").is_file():
        pytest.skip(f"{folder} is not the reference data: it holds no README.md")
    return folder


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the packaged folder, in UTC."""
    from cxtui.importing.run import Request, run

    store = tmp_path_factory.mktemp("packaged") / "floor.db"
    run(store, Request((Path(__file__).parents[1] / "fixtures",), "canonical"))
    return store
