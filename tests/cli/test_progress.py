"""Progress on a terminal, and silence everywhere else."""

import io
import time

import pytest

from cxtui.cli.progress import stages


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_sees_the_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    monkeypatch.setenv("TERM", "xterm")
    with stages(patience=0.0) as stage:
        stage("reading [bold]x[/]")
        deadline = time.monotonic() + 30
        while "reading [bold]x[/]" not in seen.getvalue() and time.monotonic() < deadline:
            time.sleep(0.02)
    assert "reading [bold]x[/]" in seen.getvalue()


def test_work_that_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    with stages(patience=3600.0) as stage:
        stage("reading")
    assert seen.getvalue() == ""


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = io.StringIO()
    monkeypatch.setattr("sys.stderr", seen)
    with stages(patience=0.0) as stage:
        stage("reading")
        time.sleep(0.05)
    assert seen.getvalue() == ""
