"""A program on a pseudo-terminal: how much it writes, how much CPU it takes, and when it first paints."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import place

ROOT = Path(__file__).parents[2]
SIZE = (200, 50)
GIVEN_UP = 120.0


@dataclass(frozen=True, slots=True)
class Load:
    """What a running program costs: CPU seconds and bytes written per second."""

    cpu: float
    bytes: float


class Program:
    """Runs a Python command line on a terminal of 200×50 while the context is open."""

    def __init__(self, *arguments: object) -> None:
        self._arguments = [sys.executable, *map(str, arguments)]
        self.written = 0
        self._tail = b""

    def __enter__(self) -> "Program":
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        home = place.work() / "home"
        environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        environment |= {"TERM": "xterm-256color", "HOME": str(home), "XDG_STATE_HOME": str(home)}
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            self._arguments, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        while self.process.poll() is None:
            self._read(0.05)
        os.close(self._master)

    def until(self, text: bytes) -> float:
        """Read until a text was written; return the seconds since the start of the process."""
        while text not in self._tail:
            if self.process.poll() is not None or time.perf_counter() - self.began > GIVEN_UP:
                raise RuntimeError(f"{text!r} did not come: {self._tail[-500:]!r}")
            self._read(0.5)
        return time.perf_counter() - self.began

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._master, keys)

    def ended(self) -> None:
        """Read until the program ends; RuntimeError with its last words if it fails."""
        while self.process.poll() is None:
            self._read(0.2)
        if self.process.returncode:
            raise RuntimeError(f"it ended with {self.process.returncode}: {self._tail[-500:]!r}")

    def watch(self, seconds: float) -> Load:
        """Read for so long and return what the program cost meanwhile."""
        cpu, written, began = cpu_of(self.process.pid), self.written, time.perf_counter()
        while (left := began + seconds - time.perf_counter()) > 0:
            self._read(left)
        took = time.perf_counter() - began
        return Load((cpu_of(self.process.pid) - cpu) / took, (self.written - written) / took)

    def _read(self, patience: float) -> None:
        if select.select([self._master], [], [], patience)[0]:
            try:
                piece = os.read(self._master, 65_536)
            except OSError:
                return
            self.written += len(piece)
            self._tail = (self._tail + piece)[-200_000:]


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a running process has used, user and system."""
    proc = Path(f"/proc/{pid}/stat")
    if proc.exists():
        fields = proc.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    shown = subprocess.run(["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    seconds = 0.0
    for part in shown.strip().split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
