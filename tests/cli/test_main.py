"""Exit codes and what is told when something goes wrong."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxtui import __version__
from tests.cli.conftest import Run


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"cxtui {__version__}\n"
    assert run("--help").code == run("-h").code == run("import", "-h").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("imprt",), "cxtui: No such command 'imprt'. Did you mean 'import'?; see cxtui --help\n"),
        (("store",), "cxtui: Missing command; see cxtui store --help\n"),
        (("store", "chek"), "cxtui: No such command 'chek'. Did you mean 'check'?; see cxtui store --help\n"),
        (("snapshot", "--stre", "x"), "cxtui: No such option: --stre (Possible options: --at, --store)"),
        (("snapshot", "--format", "yaml"), "cxtui: Invalid value for '--format': 'yaml' is not one of"),
        (("import", "--as", "zendesk"), "cxtui: Missing argument 'PATH'"),
        (("store", "configure"), "cxtui: name the file to configure the store with"),
    ],
)
def test_a_mistake_in_the_command_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(message)
    assert answer.err.count("\n") == 1


def test_options_without_a_command_are_those_of_the_console(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Any, ...]] = []

    def console(
        store: Path, at: int | None, *, chosen: dict[str, Any], screen: str | None, debug: bool, demo: object
    ) -> int:
        assert callable(demo)
        seen.append((store.name, at, chosen, screen, debug))
        return 0

    monkeypatch.setattr("cxtui.console.run.run_console", console)
    assert run().code == 0
    assert run("--store", "x.db", "--ascii").code == 0
    assert run("console", "--theme", "light", "--language", "pl", "--no-mouse").code == 0
    assert run("--slow", "--screen", "queue", "--debug").code == 0
    assert seen == [
        ("floor.db", None, {}, None, False),
        ("x.db", None, {"ascii": True}, None, False),
        ("floor.db", None, {"theme": "light", "language": "pl", "mouse": False}, None, False),
        ("floor.db", None, {"slow": True}, "queue", True),
    ]


def test_the_console_gives_its_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxtui.console.run.run_console", lambda *a, **k: 129)
    assert run().code == 129


def test_a_theme_that_is_not_there(run: Run) -> None:
    answer = run("--theme", "drak")
    assert answer.code == 2
    assert "dark" in answer.err


def test_a_defect_is_one_line_and_a_log(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by hand\nand more")

    monkeypatch.setattr("cxtui.store.check.info", broken)
    answer = run("store", "info")
    assert (answer.code, answer.out) == (70, "")
    assert answer.err.startswith("cxtui: this should not have happened (ZeroDivisionError: by hand); details: ")
    log = Path(answer.err.strip().rpartition("details: ")[2])
    assert home in log.parents
    assert "Traceback" in log.read_text()
    assert "by hand" in log.read_text()


def test_what_an_engine_says_is_for_the_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    def broken(*_: object) -> None:
        raise duckdb.ConversionException("Conversion Error: o_4 is no BIGINT")

    monkeypatch.setattr("cxtui.store.check.info", broken)
    answer = run("store", "info")
    assert answer.code == 70
    assert answer.err.startswith("cxtui: this should not have happened; details: ")
    assert "o_4" in Path(answer.err.strip().rpartition("details: ")[2]).read_text()


@pytest.mark.process
def test_a_reader_that_left_ends_quietly(home: Path) -> None:
    talk = [sys.executable, "-m", "cxtui", "store", "configure", "--print-defaults"]
    with subprocess.Popen(talk, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (141, 1)


@pytest.mark.process
def test_a_terminal_without_unicode_gets_question_marks(home: Path, run: Run) -> None:
    (home / "tickets.csv").write_text("No,Opened,Via,Group\n1,2026-03-02 09:00,é客,desk\n")
    assert run("import", "tickets.csv", "--as", "helpdesk.toml").code == 0
    done = subprocess.run(
        [sys.executable, "-m", "cxtui", "snapshot"],
        env={"CXTUI_STORE": str(home / "floor.db"), "PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": _root()},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"?" in done.stdout


def _root() -> str:
    return str(Path(__file__).parents[2])
