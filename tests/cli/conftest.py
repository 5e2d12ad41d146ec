"""What tests of the command line share: a store of their own, and commands run in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from cxtui.cli import main
from tests.stores import copied

TICKETS = """\
No,Opened,Via,Group
1,2026-03-02 09:00,email,desk
2,2026-03-02 10:30,chat,desk
3,never,chat,desk
"""
MAPPING = """\
kind = "state"
zone = "Europe/Warsaw"
ticket = { ticket = "No", created_at = "Opened", channel = "Via", team = "Group" }
"""


@dataclass(frozen=True)
class Answer:
    """What a command left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in an empty folder where store, settings and logs are nobody's, with a file and its mapping."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXTUI_STORE", str(tmp_path / "floor.db"))
    monkeypatch.delenv("CXTUI_SETTINGS", raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "tickets.csv").write_text(TICKETS)
    (tmp_path / "helpdesk.toml").write_text(MAPPING)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in ``home``."""

    def go(*arguments: str) -> Answer:
        capsys.readouterr()
        code = main(arguments)
        output = capsys.readouterr()
        return Answer(code, output.out, output.err)

    return go


@pytest.fixture(scope="session")
def _imported_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("imported")


@pytest.fixture
def import_once(run: Run, home: Path, _imported_before: Path) -> Callable[[str, str], Path]:
    """Return what fills the store of ``home`` as ``cxtui import FILE --as MAPPING``: done once, and copied since.

    When that was is not when the test began: where it matters, a test says when.
    """

    def fill(file: str, mapping: str) -> Path:
        store = home / "floor.db"
        words = "\n".join((file, (home / file).read_text(), mapping, (home / mapping).read_text()))
        made = _imported_before / f"{sha256(words.encode()).hexdigest()}.db"
        if made.exists():
            return copied(made, store)
        assert run("import", file, "--as", mapping).code == 0
        copied(store, made)
        return store

    return fill


@pytest.fixture
def imported(import_once: Callable[[str, str], Path]) -> Path:
    """Return the store of ``home`` with its tickets imported."""
    return import_once("tickets.csv", "helpdesk.toml")
