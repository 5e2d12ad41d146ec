"""What every test may ask for: the folder of reference data, which is not part of the project."""

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
