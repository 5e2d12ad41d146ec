"""Running the console: no traceback reaches a user, the log does, and little is imported for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from cxtui.console import run
from cxtui.console.app import CxtuiApp
from cxtui.console.looks import usual_theme
from cxtui.console.run import run_console
from cxtui.errors import UsageError
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.terminal.pseudo_terminal import ROOT, Terminal

pytestmark = pytest.mark.process

BROKEN = """
import sys
from cxtui.console.app import CxtuiApp
from cxtui.console.run import run_app
from tests.console import floors
from tests.console.fakes import FakeFeed

class Broken(CxtuiApp):
    def tick(self):
        raise LookupError("the [b]sky[/] fell")

sys.exit(run_app(Broken(lambda: FakeFeed(floors.busy()), clock=lambda: floors.NOW)))
"""


def test_an_error_nobody_expected_ends_with_one_line_and_a_log(tmp_path: Path) -> None:
    terminal = Terminal(("-c", BROKEN), tmp_path)
    try:
        assert terminal.ended() == 1
        after = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    finally:
        terminal.close()
    log = tmp_path / "state/cxtui/log/console.log"
    assert "cxtui: the console ended by an error (LookupError: the [b]sky[/] fell). Details: " in after
    assert str(log) in after
    assert "Traceback" not in terminal.output.decode()
    assert "Traceback" in log.read_text()
    assert "the [b]sky[/] fell" in log.read_text()


def test_what_the_settings_get_wrong_is_said_before_the_screen_opens(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[keys]\npause = "q"\n')
    with pytest.raises(UsageError, match=r"settings\.toml: 'q' would do both keys\.pause and keys\.quit"):
        run_console(tmp_path / "none.db", settings=settings)
    settings.write_text("")
    with pytest.raises(UsageError, match=r"there is no theme 'drak'\. Themes: dark, light"):
        run_console(tmp_path / "none.db", settings=settings, chosen={"theme": "drak"})


def test_without_a_terminal_it_says_what_to_use_instead(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a terminal; cxtui snapshot prints"):
        run_console(tmp_path / "none.db")


def test_a_terminal_that_only_prints_lines_is_told_so(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.environ['TERM'] = 'dumb'; from cxtui.cli import main; "
        f"sys.exit(main(['console', '--store', {str(tmp_path / 'none.db')!r}]))"
    )
    terminal = Terminal(("-c", code), tmp_path)
    try:
        assert terminal.ended() == 2
        assert terminal.output.startswith(b"cxtui: this terminal only prints lines (TERM=dumb), and the console needs")
        assert b"\x1b" not in terminal.output
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("term", "colorterm", "slow", "theme"),
    [
        ("xterm-256color", "", False, "dark"),
        ("xterm", "truecolor", False, "dark"),
        ("xterm-kitty", "", False, "dark"),
        ("xterm", "", False, "16-colours"),
        ("linux", "", False, "16-colours"),
        ("xterm-256color", "truecolor", True, "16-colours"),
    ],
)
def test_the_theme_where_none_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, slow: bool, theme: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    assert usual_theme("dark", slow) == theme
    assert usual_theme("light", slow) == "light"


def test_a_missing_store_is_a_state_on_the_screen(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cxtui.console.run import run_console; "
        f"sys.exit(run_console(Path({str(tmp_path / 'none.db')!r})))"
    )
    terminal = Terminal(("-c", code), tmp_path)
    try:
        terminal.until("MISSING")
        terminal.type("q")
        assert terminal.ended() == 0
    finally:
        terminal.close()


def test_the_console_loads_no_importer() -> None:
    code = (
        "import sys, cxtui.console.app, cxtui.console.run, cxtui.kpis.reading; "
        "print([m for m in ('duckdb', 'sqlite_utils', 'plotext', 'typer', 'pandas', 'adbc_driver_sqlite', "
        "'cxtui.sources', 'cxtui.importing') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_itself_loads_nothing() -> None:
    code = "import sys, cxtui.console; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_console_that_cannot_even_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(app: CxtuiApp, mouse: bool) -> int:
        raise OSError("the terminal went away")

    monkeypatch.setattr(run, "_check_terminal", lambda locked: None)
    monkeypatch.setattr(run, "log_to_file", lambda: tmp_path / "console.log")
    monkeypatch.setattr(run, "_run", broken)
    app = CxtuiApp(lambda: FakeFeed(floors.busy()), clock=lambda: floors.NOW)
    assert run.run_app(app) == 1
    assert capsys.readouterr().err == (
        f"cxtui: the console ended by an error (could not run). Details: {tmp_path / 'console.log'}\n"
    )
