"""The wall as a process on a terminal: what ends it, what does not, and a store that goes and comes back."""

import shutil
import signal
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.console.terminal.pseudo_terminal import LIMIT, Terminal
from tests.whole.screen import Screen

pytestmark = pytest.mark.process

LEFT = b"\x1b[?1049l"
KEYS = "q\x03\x1a\x1c\x04\x11\x10\x1b1234567mprt/x!?ady \t\r\x1bOP\x1b[20~"
"""Everything a hand may try: q, Ctrl-C, Ctrl-Z, Ctrl-backslash, Ctrl-D, Ctrl-Q, Ctrl-P, Escape, letters, F-keys."""


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def store(packaged: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "floor.db"
    shutil.copy(packaged, copy)
    return copy


def wall(stack: ExitStack, store: Path, *options: str) -> Terminal:
    """Return a wall whose first picture is on the terminal."""
    terminal = Terminal(("-m", "cxtui", "wall", "--store", str(store), *options), store.parent)
    stack.callback(terminal.close)
    terminal.until("waiting")
    return terminal


@pytest.mark.parametrize("option", [(), ("--locked",)], ids=["free", "locked"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_and_the_terminal_is_as_it_was(
    stack: ExitStack, store: Path, option: tuple[str, ...], number: signal.Signals, code: int
) -> None:
    terminal = wall(stack, store, *option)
    terminal.process.send_signal(number)
    assert terminal.ended() == code
    assert LEFT in terminal.output and b"Traceback" not in terminal.output
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_q_ends_it_where_it_is_not_locked(stack: ExitStack, store: Path) -> None:
    terminal = wall(stack, store)
    terminal.type("mp1q")
    assert terminal.ended() == 0


def test_no_key_does_anything_to_one_that_is_locked(stack: ExitStack, store: Path) -> None:
    terminal = wall(stack, store, "--locked", "--at", "2026-04-07 14:32")
    for key in KEYS:
        terminal.type(key)
        terminal.read(0.01)
    terminal.type(KEYS)
    for _ in range(20):
        terminal.read(0.05)
    assert terminal.process.poll() is None and LEFT not in terminal.output
    state = Path(f"/proc/{terminal.process.pid}/stat")
    if state.exists():
        assert state.read_text().rpartition(")")[2].split()[0] in "RSD", "it was not stopped"
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        terminal.process.send_signal(number)
    terminal.read(0.5)
    assert terminal.process.poll() is None


def test_a_locked_one_leaves_no_file_behind(stack: ExitStack, store: Path) -> None:
    terminal = wall(stack, store, "--locked")
    screen, limit = Screen(120, 36), time.monotonic() + LIMIT
    screen.feed(terminal.output)
    while "the desk file cannot be written" not in screen.text():  # said once it was looked after
        assert time.monotonic() < limit and terminal.process.poll() is None, screen.text()
        screen.feed(terminal.read())
    terminal.process.send_signal(signal.SIGTERM)
    terminal.ended()
    # SQLite makes its shared memory beside a store in WAL mode, whoever reads it.
    assert {path.name for path in store.parent.iterdir()} <= {"floor.db", "floor.db-wal", "floor.db-shm"}


def test_a_store_that_is_moved_away_and_back(stack: ExitStack, store: Path) -> None:
    terminal = wall(stack, store, "--dwell", "2", "--pages", "floor")
    away = store.with_name("away.db")
    store.rename(away)
    terminal.until("MISSING")
    begun = len(terminal.output)
    away.rename(store)
    limit = time.monotonic() + LIMIT
    # The store may have been made longer ago than its source is allowed to be silent.
    while not any(word in terminal.output[begun:] for word in (b"live", b"STALE")):
        assert time.monotonic() < limit and terminal.process.poll() is None
        terminal.read()
    terminal.type("q")
    assert terminal.ended() == 0


def test_a_check_on_a_terminal_says_it_fits(stack: ExitStack, tmp_path: Path) -> None:
    for size, code in (((200, 50), 0), ((60, 20), 1)):
        terminal = Terminal(("-m", "cxtui", "wall", "--check"), tmp_path, size=size)
        stack.callback(terminal.close)
        assert terminal.ended() == code
        assert f"{size[0]} x {size[1]} cells".encode() in terminal.output
        assert (b"cannot show" in terminal.output) is bool(code)
