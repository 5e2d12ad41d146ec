"""What every test may ask for: the folder of reference data, which is not part of the project."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--reference DIR``, where the real data of others lies."""
    parser.addoption("--reference", metavar="DIR", default=None, help="folder of the real reference data")


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> Path:
    """Return the folder given with ``--reference``; without it the test is skipped."""
    given = request.config.getoption("--reference")
    if not given:
        pytest.skip("give --reference DIR: the reference data is not here")
    folder = Path(str(given)).resolve()
    if not (folder / "README.md").is_file():
        pytest.skip(f"{folder} is not the reference data: it holds no README.md")
    return folder
