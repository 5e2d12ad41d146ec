"""A console ends cleanly when it is told to, and when its terminal is gone or stands still."""

import signal
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cxtui.console.terminal.signals import Leaving, terminal_lost
from tests.console.terminal.pseudo_terminal import LIMIT, Terminal

pytestmark = pytest.mark.process

STAGE = ("-m", "tests.console.stage", "busy")
LEFT = b"\x1b[?1049l"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def console(stack: ExitStack, home: Path, *options: str, own: bool = True) -> Terminal:
    terminal = Terminal((*STAGE, *options), home, own=own)
    stack.callback(terminal.close)
    terminal.until("waiting")
    return terminal


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_as_q_does(stack: ExitStack, tmp_path: Path, number: signal.Signals, code: int) -> None:
    terminal = console(stack, tmp_path)
    terminal.process.send_signal(number)
    assert terminal.ended() == code
    assert LEFT in terminal.output
    assert b"\x1b[?25h" in terminal.output
    assert termios.tcgetattr(terminal.slave) == terminal.before
    assert b"Traceback" not in terminal.output
    assert not (tmp_path / "state/cxtui/log/console.log").exists()


def test_q_ends_it_with_0(stack: ExitStack, tmp_path: Path) -> None:
    terminal = console(stack, tmp_path)
    terminal.type("q")
    assert terminal.ended() == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_a_dropped_line_ends_it(stack: ExitStack, tmp_path: Path) -> None:
    terminal = console(stack, tmp_path)
    terminal.hang_up()
    assert terminal.process.wait(LIMIT) == 129


def test_a_terminal_that_is_gone_without_a_signal_ends_it_too(stack: ExitStack, tmp_path: Path) -> None:
    terminal = console(stack, tmp_path, own=False)
    terminal.hang_up()
    assert terminal.process.wait(LIMIT) == 129


def test_a_terminal_that_stands_still_does_not_keep_it(stack: ExitStack, tmp_path: Path) -> None:
    terminal = console(stack, tmp_path, "--every", "0.05")

    def toggle_themes() -> None:
        for _ in range(60):
            terminal.type("d")
            time.sleep(0.02)

    keys = threading.Thread(target=toggle_themes, daemon=True)
    keys.start()
    keys.join(LIMIT)
    terminal.stuck()
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(LIMIT) == 143
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_a_terminal_that_is_there_is_not_lost() -> None:
    import os
    import pty

    master, slave = pty.openpty()
    assert not terminal_lost(slave)
    os.close(master)
    assert terminal_lost(slave)
    os.close(slave)
    assert terminal_lost(slave)


def test_only_the_first_reason_to_leave_counts() -> None:
    left: list[int] = []
    leaving = Leaving(left.append, patience=3600)
    leaving.now(143)
    leaving.now(129)
    assert leaving.code == 143
