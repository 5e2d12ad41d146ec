"""A machine that slept for eight hours: the console goes on from then as if it had been started then."""

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.terminal.pseudo_terminal import Terminal
from tests.whole.console import Console
from tests.whole.screen import Screen

HOURS = 8
CLOCKS = f"""
import signal, time
ahead = 0.0
def slept(*_):
    global ahead
    ahead += {HOURS} * 3600.0
signal.signal(signal.SIGUSR1, slept)
for name in ("time", "monotonic", "perf_counter"):
    setattr(time, name, lambda real=getattr(time, name): real() + ahead)
"""
"""Every clock of the process jumps with a signal: those that stand still in a sleep, and those that do not."""

PICTURE = 60_000
"""Bytes that a whole picture of 160 x 45 cells stays under, with every cell in colours of its own."""


class Sleeper(Console):
    """A console whose clocks can be put ahead."""

    def __init__(self, store: Path, home: Path) -> None:
        self.screen = Screen(160, 45)
        words = ["console", "--at", "now", "--store", str(store)]
        code = f"{CLOCKS}\nimport sys\nfrom cxtui.cli import main\nsys.exit(main({words!r}))"
        Terminal.__init__(self, ("-c", code), home, size=(160, 45))

    def sleep(self) -> None:
        """Stop the process, put its clocks ahead, and let it go on."""
        self.process.send_signal(signal.SIGSTOP)
        self.process.send_signal(signal.SIGUSR1)
        time.sleep(0.2)
        self.process.send_signal(signal.SIGCONT)

    def clock(self) -> int:
        """Return the minute of the day that the header shows."""
        found = re.search(r"(\d\d):(\d\d):\d\d", self.screen.lines()[0])
        assert found, self.screen.lines()[0]
        return int(found[1]) * 60 + int(found[2])


@pytest.fixture
def sleeper(floor: Path, tmp_path: Path) -> Iterator[Sleeper]:
    """A console that shows the floor, and ends by its key without a line in its log."""
    opened = Sleeper(floor, tmp_path)
    with opened:
        opened.shows_floor()
        yield opened
        opened.type("q")
        assert opened.ended() == 0
    log = tmp_path / "state/cxtui/log/console.log"
    assert not log.exists() or log.read_text() == ""


def test_eight_hours_asleep(sleeper: Sleeper) -> None:
    before = sleeper.clock()
    sleeper.output = b""
    sleeper.sleep()
    sleeper.shows(lambda _: (sleeper.clock() - before) % 1440 in (HOURS * 60, HOURS * 60 + 1))
    sleeper.shows_floor()
    # Nothing that would have been done in those hours is made up for.
    assert len(sleeper.output) < PICTURE
    sleeper.type("?")
    sleeper.shows(" Help ")
    sleeper.type("\x1b")
    sleeper.shows(lambda text: " Help " not in text)
