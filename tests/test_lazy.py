"""What is heavy is loaded only where it is needed: seen in ``sys.modules`` of fresh processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stores import copied

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "duckdb", "plotext", "sqlite_utils", "adbc_driver_manager", "pandas", "rich", "platformdirs",
         "pydantic")  # fmt: skip

BUSY = "2026-04-07 14:32"
"""An instant of the fixtures at which every pane has something to show."""

LOADED = """
import json, sys
{before}
from cxtui.cli import main
code = main({arguments!r})
print("\\n" + json.dumps([code, sorted(name.partition(".")[0] for name in sys.modules)]))
"""

HEADLESS = """
import cxtui.console.run

def show(app, *, mouse):
    async def look(pilot):
        while app.picture.newest is None and app.picture.trouble is None:
            await pilot.pause(0.02)
        assert app.picture.trouble is None, app.picture.trouble
        for key in ("m", "m", "tab", "tab", "tab", "enter", "escape", "question_mark", "escape"):
            await pilot.press(key)
        app.exit(return_code=0)
    app.run(headless=True, size=(160, 50), auto_pilot=look)
    return app.return_code or 0

cxtui.console.run.run_app = show
"""


def loaded(folder: Path, *arguments: str, before: str = "") -> tuple[int, set[str]]:
    """Run a command in a fresh process; return its code and the packages that were loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(before=before, arguments=list(arguments))],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "CXTUI_STORE": str(folder / "floor.db"), "HOME": str(folder)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    code, names = json.loads(done.stdout.splitlines()[-1])
    return code, set(names)


@pytest.fixture(scope="module")
def store(packaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of the fixtures."""
    return copied(packaged, tmp_path_factory.mktemp("lazy") / "floor.db").parent


@pytest.mark.process
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("import", "--help"),
        ("console", "--help"),
        ("wall", "--help"),
        ("store", "check", "--help"),
        ("review", "--help"),
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, names = loaded(tmp_path, *arguments)
    assert code == 0
    assert names.isdisjoint(HEAVY)
    assert "sqlite3" not in names


@pytest.mark.process
def test_the_console_reads_and_shows_without_the_importer(store: Path) -> None:
    code, names = loaded(store, "console", "--at", BUSY, before=HEADLESS)
    assert code == 0
    assert {"textual", "plotext"} <= names
    assert names.isdisjoint({"duckdb", "sqlite_utils", "adbc_driver_manager", "pandas", "pyarrow", "pydantic"})


@pytest.mark.process
def test_a_snapshot_loads_neither_screens_nor_the_importer(store: Path) -> None:
    code, names = loaded(store, "snapshot", "--at", BUSY)
    assert code == 0
    assert names.isdisjoint({"textual", "plotext", "duckdb", "sqlite_utils", "adbc_driver_manager", "pandas"})


@pytest.mark.process
def test_a_review_loads_neither_screens_nor_the_importer(store: Path) -> None:
    code, names = loaded(store, "review", "--at", BUSY)
    assert code in (0, 1)
    assert names.isdisjoint({"textual", "plotext", "duckdb", "sqlite_utils", "adbc_driver_manager", "pandas"})


@pytest.mark.process
def test_only_an_import_loads_duckdb(store: Path) -> None:
    code, names = loaded(store, "import", str(ROOT / "fixtures"), "--as", "canonical", "--dry-run")
    assert code == 0
    assert "duckdb" in names
    assert names.isdisjoint({"textual", "plotext"})
