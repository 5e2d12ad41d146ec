"""What every test may ask for: a store of the packaged folder, and the folder of reference data of others."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import bytecode

TESTS = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Share bytecode between all processes of the run, before workers are started; look for garbage rarely.

    Screens make garbage by the hundred thousand pieces: looking for it took a third of the time of their tests.
    """
    folder = bytecode.share(workers=bool(config.getoption("numprocesses", None)))
    config.add_cleanup(lambda: bytecode.forget(folder))
    gc.set_threshold(30_000, 10, 10)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--reference=DIR``; the default is the environment's ``CXTUI_REFERENCE``."""
    parser.addoption(
        "--reference",
        metavar="DIR",
        default=os.environ.get("CXTUI_REFERENCE"),
        help="folder of the real reference data (default: $CXTUI_REFERENCE)",
    )


def pytest_collection_finish() -> None:
    """Never look for garbage among what collecting has made."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their folder and by the fixture that compares pictures, so that nobody has to."""
    for item in items:
        parts = item.path.relative_to(TESTS).parts
        if parts[0] in ("ssh", "proof"):
            item.add_marker(parts[0])
        if parts[0] in ("ssh", "whole"):
            item.add_marker("process")
        if {"snap_compare", "pictures"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("snapshot")


@pytest.fixture(scope="session", autouse=True)
def _shared() -> Iterator[None]:
    """Share what stores need and what always comes out the same."""
    from tests.sharing import share_reference_rows

    with pytest.MonkeyPatch.context() as patch:
        share_reference_rows(patch)
        yield


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> Path:
    """Return the folder of the real reference data; where it was not given the test is skipped."""
    given = request.config.getoption("--reference")
    if not given:
        pytest.skip("give --reference=DIR: the reference data is not here")
    folder = Path(str(given)).resolve()
    if not (folder / "README.md").is_file():
        pytest.skip(f"{folder} is not the reference data: it holds no README.md")
    return folder


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the packaged folder, in UTC."""
    from cxtui.importing.run import Request, run
    from tests import stores

    made = stores.once(
        "packaged", lambda store: run(store, Request((TESTS.parent / "fixtures",), "canonical")), tmp_path_factory
    )
    return stores.copied(made, tmp_path_factory.mktemp("packaged") / "floor.db")
