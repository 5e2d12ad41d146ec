"""Makes ``pytest --reference DIR`` work in a checkout of this project, and does nothing anywhere else.

Pytest looks for its configuration beside every path of the command line, takes the value of an option that
it does not know yet for such a path, and then finds no configuration at all: what the tests need of it is
therefore said here too.
"""

from pathlib import Path
from typing import Any


def pytest_addoption(parser: Any) -> None:
    """Add the option where the tests that use it are."""
    if _here():
        parser.addoption("--reference", metavar="DIR", default=None, help="folder of the real reference data")


def pytest_configure(config: Any) -> None:
    """Let coroutines be tests, as ``pyproject.toml`` says where pytest has found it."""
    if _here() and config.inipath is None and getattr(config.option, "asyncio_mode", "") is None:
        config.option.asyncio_mode = "auto"


def _here() -> bool:
    return (Path.cwd() / "tests" / "reference").is_dir()
