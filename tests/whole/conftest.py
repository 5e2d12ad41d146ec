"""Real stores, made by the commands that a user types."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.terminal.pseudo_terminal import ROOT

FIXTURES = ROOT / "fixtures"
SETTINGS = 'zone = "Europe/Warsaw"\n[staleness]\ndefault = "1 d"\n'


def cxtui(*words: object, home: Path) -> str:
    """Run a command as a user does, and return what it printed."""
    environment = os.environ | {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    done = subprocess.run(
        [sys.executable, "-m", "cxtui", *map(str, words)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the fixtures, made once by the importer."""
    folder = tmp_path_factory.mktemp("whole")
    store = folder / "floor.db"
    (folder / "settings.toml").write_text(SETTINGS)
    cxtui("store", "configure", folder / "settings.toml", "--store", store, home=folder)
    cxtui("import", FIXTURES, "--as", "canonical", "--store", store, home=folder)
    return store


@pytest.fixture
def floor(imported: Path, tmp_path: Path) -> Path:
    """Return a store of the fixtures for one test alone."""
    store = tmp_path / "floor.db"
    store.write_bytes(imported.read_bytes())
    return store
