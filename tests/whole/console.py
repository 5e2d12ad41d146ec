"""A console on a real store, in a process of its own, whose terminal can be looked at."""

import fcntl
import re
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

from cxtui.console.freshness import WORDS
from tests.console.terminal.pseudo_terminal import LIMIT, Terminal
from tests.whole.screen import Screen

WAITING = re.compile(r"First response [·-] (\d+) waiting")
TROUBLES = (*WORDS.values(), "STALE")


class Console(Terminal):
    """``python -m cxtui console --store STORE OPTION…`` on a terminal of a size."""

    COMMAND = "console"

    def __init__(
        self,
        store: Path,
        *options: str,
        home: Path,
        size: tuple[int, int] = (160, 45),
        environment: dict[str, str] | None = None,
    ) -> None:
        self.screen = Screen(*size)
        # The stores of the tests ended long ago: what is tried is a floor of now, unless an instant is asked for.
        now = () if self.COMMAND != "console" or "--at" in options else ("--at", "now")
        words = [self.COMMAND, "--store", str(store), *now, *options]
        code = f"import os, sys; os.environ.update({environment or {}!r}); from cxtui.cli import main; "
        command = ("-m", "cxtui", *words) if environment is None else ("-c", f"{code}sys.exit(main({words!r}))")
        super().__init__(command, home, size=size)

    def __enter__(self) -> "Console":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, patience: float = 0.05) -> bytes:
        """Take what the process wrote, until it is silent for ``patience`` seconds."""
        taken = super().read(patience)
        self.screen.feed(taken)
        return taken

    def shows(self, wanted: str | Callable[[str], object], limit: float = LIMIT) -> float:
        """Read until a text, or what a function asks for, is on the screen; return the seconds it took."""
        began = time.monotonic()
        while not (wanted in self.screen.text() if isinstance(wanted, str) else wanted(self.screen.text())):
            assert time.monotonic() - began < limit, self.screen.text()
            assert self.process.poll() is None, self.output[-2000:]
            self.read()
        return time.monotonic() - began

    def shows_floor(self) -> None:
        """Read until a live floor is on the screen as a whole."""
        self.shows(lambda text: "live" in self.screen.lines()[0] and self.tickets() and WAITING.search(text))
        self.read(0.2)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, as a window does."""
        self.read()
        self.screen.resize(width, height)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def tickets(self) -> int | None:
        """Return how many tickets the line of sources says there are."""
        found = re.search(r"([\d,]+) tickets", self.screen.text())
        return None if found is None else int(found[1].replace(",", ""))

    def waiting(self) -> int:
        """Return how many tickets wait for a first response by the title of their pane."""
        found = WAITING.search(self.screen.text())
        assert found, self.screen.text()
        return int(found[1])

    def troubles(self) -> list[str]:
        """Return the words of trouble on the header."""
        return [word for word in TROUBLES if word in self.screen.lines()[0]]
