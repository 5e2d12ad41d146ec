"""A console over a line of 9,600 baud: 960 bytes a second, at 80×24, with a hundred tickets that wait."""

import os
import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxtui.console.app import SLOW_S
from tests.console.terminal.pseudo_terminal import LIMIT, Terminal
from tests.ssh.floor import make
from tests.whole.console import Console
from tests.whole.screen import Screen

BAUD = 9_600
PER_S = BAUD / 10
"""Bytes a second: eight bits, a start and a stop."""

STEP = 48
"""Bytes that are carried at a time, each twentieth of a second."""

STEADY, MOST = 11.0, 600
"""Seconds of watching, two repaints among them, and the most bytes a second."""

GENEROUS_S = 5.0


class Line(Terminal):
    """A terminal that takes no more bytes than its line carries."""

    def __init__(self, home: Path, *arguments: str) -> None:
        super().__init__(("-m", "cxtui", *arguments), home, size=(80, 24))
        self.screen = Screen(80, 24)
        self.bytes = 0

    def carry(self, seconds: float) -> int:
        """Carry what comes for so long; return how much it was."""
        end, before = time.monotonic() + seconds, self.bytes
        while time.monotonic() < end:
            time.sleep(STEP / PER_S)
            if select.select([self.master], [], [], 0)[0]:
                piece = os.read(self.master, STEP)
                self.bytes += len(piece)
                self.screen.feed(piece)
        return self.bytes - before

    def shows(self, wanted: str) -> float:
        """Carry until a text is on the screen; return the seconds it took."""
        began = time.monotonic()
        while wanted not in self.screen.text():
            assert time.monotonic() - began < LIMIT and self.process.poll() is None, self.screen.text()
            self.carry(0.02)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which a hundred tickets of each of two agents wait."""
    path = tmp_path_factory.mktemp("slow") / "floor.db"
    make(path, waiting=100)
    return path


@pytest.fixture(params=[("console",), ("agent", "--id", "ann")], ids=["console", "agent"])
def line(request: pytest.FixtureRequest, store: Path, tmp_path: Path) -> Iterator[Line]:
    """Return a console on such a line."""
    line = Line(tmp_path, *request.param, "--slow", "--store", str(store))
    yield line
    line.close()


def test_a_slow_line_carries_it_and_echoes_keys(line: Line) -> None:
    line.shows("Ltd")
    line.carry(3.0)
    steady = line.carry(STEADY) / STEADY
    assert 0 < steady <= MOST
    assert line.screen.text().count("Ltd") >= 10
    line.type("\x1b[B")
    echo = line.carry(0.5)
    # Whatever is under way of a repaint, and the key after it, is through within a second.
    assert echo > 0
    assert steady * SLOW_S + echo <= PER_S
    line.type("?")
    took = line.shows(" Help ")
    assert took < GENEROUS_S
    print(f"\n9,600 baud: steady {steady:.0f} B/s, a key {echo} B, the help after {took:.2f} s")
    line.type("q")
    line.carry(1.0)
    assert line.ended() == 0


def test_it_shows_what_a_fast_line_shows(packaged: Path, tmp_path: Path) -> None:
    at = ("--at", "2026-04-07 14:32", "--theme", "16-colours")
    with Console(packaged, *at, home=tmp_path) as fast, Console(packaged, *at, "--slow", home=tmp_path) as slow:
        for keys, size in (("", None), ("x", None), ("\x1b", None), ("m", (80, 24)), ("?", None), ("\x1bm", (200, 50))):
            for console in (fast, slow):
                console.shows("AS OF")
                console.type(keys)
                console.read(0.5)
                if size is not None:
                    console.resize(*size)
                    console.read(1.0)
            fast.shows(lambda text: settled(fast, slow))
            assert fast.screen.lines() == slow.screen.lines()
        assert len(slow.output) < len(fast.output) / 3


def settled(*consoles: Console) -> bool:
    """Read what is still under way; say whether all show the same by now."""
    for console in consoles:
        console.read(0.2)
    return len({console.screen.text() for console in consoles}) == 1
