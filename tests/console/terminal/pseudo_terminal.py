"""A console in a process of its own on a pseudo-terminal, as a user's terminal runs it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[3]
LIMIT = 30.0
"""Seconds after which a test gives up; nothing is judged by how long it took."""


class Terminal:
    """A pty with a process on it. ``own`` makes the pty the process's controlling terminal."""

    def __init__(self, arguments: Sequence[str], home: Path, *, size: tuple[int, int] = (120, 36), own: bool = True):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        environment |= {"TERM": "xterm-256color", "HOME": str(home), "XDG_STATE_HOME": str(home / "state")}

        def own_terminal() -> None:
            os.setsid()
            if own:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environment, preexec_fn=own_terminal,
        )  # fmt: skip
        self.slave = slave
        self.output = b""

    def read(self, patience: float = 0.05) -> bytes:
        """Take what the process wrote."""
        taken = b""
        while select.select([self.master], [], [], patience)[0]:
            try:
                piece = os.read(self.master, 65_536)
            except OSError:
                break
            if not piece:
                break
            taken += piece
        self.output += taken
        return taken

    def until(self, text: str) -> None:
        """Read until a text was written."""
        limit = time.monotonic() + LIMIT
        while text.encode() not in self.output:
            assert time.monotonic() < limit, self.output[-2000:]
            assert self.process.poll() is None, self.output[-2000:]
            self.read()

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def ended(self) -> int:
        """Return the exit code, reading the while."""
        limit = time.monotonic() + LIMIT
        while self.process.poll() is None:
            assert time.monotonic() < limit, "it still runs"
            self.read()
        self.read()
        return self.process.returncode

    def stuck(self) -> None:
        """Wait until nothing more fits into the terminal, since nobody reads it."""
        limit = time.monotonic() + LIMIT
        while select.select([], [self.slave], [], 0)[1]:
            assert time.monotonic() < limit, "there is still room"
            time.sleep(0.02)

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = -1

    def close(self) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self.slave, self.master):
            if end >= 0:
                os.close(end)
