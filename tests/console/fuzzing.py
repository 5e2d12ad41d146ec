"""Send garbage to every console on a terminal: ``python -m tests.console.fuzzing [--seed N] [--bytes N] [NAME …]``.

``--bytes`` are those of each console. Prints what was sent and what became of the console; the exit code is 1 if one
ended that should not have, or answered no more.
"""

import argparse
import os
import select
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.console.garbage import garbage
from tests.console.terminal.pseudo_terminal import Terminal
from tests.ssh.floor import make

CONSOLES: dict[str, tuple[str, ...]] = {
    "console": ("console",),
    "wall": ("wall", "--dwell", "2"),
    "wall --locked": ("wall", "--dwell", "2", "--locked"),
    "agent": ("agent", "--id", "ann"),
    "agent --locked": ("agent", "--id", "ann", "--locked"),
}
"""Every console there is, by name."""

HELP = b" Help "
WHOLE = b"\x1b[48;36;120;0;0t"
"""A size that is large enough for everything, as a terminal reports it."""

PATIENCE_S = 120.0

TICK = 2_000
"""Bytes that are more than a second's clocks write."""


class Broken(Exception):
    """A console ended, or answered no more."""


@dataclass
class Told:
    """What became of a console: bytes sent, how often it was left by a command, resident bytes before and after."""

    name: str
    sent: int = 0
    left: int = 0
    before: int = 0
    after: int = 0
    seconds: float = 0.0
    logged: list[str] = field(default_factory=list)


class Target:
    """One console under fire, on a copy of a store."""

    def __init__(self, name: str, store: Path, home: Path) -> None:
        self.name = name
        self._store, self._home = home / "floor.db", home
        shutil.copy(store, self._store)
        self.start()

    def start(self) -> None:
        """Start it and wait for its first picture."""
        words = ("-m", "cxtui", *CONSOLES[self.name], "--store", str(self._store))
        self.terminal = Terminal(words, self._home)
        self.terminal.until("My work" if self.name.startswith("agent") else "waiting")

    def send(self, data: bytes) -> None:
        """Send all of it, taking what the console writes meanwhile."""
        ends = time.monotonic() + PATIENCE_S
        while data:
            if self.terminal.process.poll() is not None:
                return
            if time.monotonic() > ends:
                raise Broken(f"{self.name} takes nothing any more")
            master = self.terminal.master
            reads, writes, _ = select.select([master], [master], [], 0.1)
            if reads:
                self.take()
            if writes:
                os.set_blocking(master, False)
                try:
                    data = data[os.write(master, data[:512]) :]
                except BlockingIOError:
                    time.sleep(0.005)
                finally:
                    os.set_blocking(master, True)

    def take(self) -> None:
        """Take one piece of what it writes; only the end is kept, since hours of it are no use."""
        with suppress(OSError):
            self.terminal.output = self.terminal.output[-20_000:] + os.read(self.terminal.master, 65_536)

    def watch(self, seconds: float) -> None:
        """Take what it writes for so long."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0 and self.terminal.process.poll() is None:
            if select.select([self.terminal.master], [], [], min(left, 0.05))[0]:
                self.take()

    def resident(self) -> int:
        """Return the bytes of memory that it holds, 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self.terminal.process.pid}/statm").read_text().split()[1])
        except OSError:
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    def shows(self, wanted: bytes) -> None:
        """Read until a text is written from now on."""
        self.terminal.output = b""
        ends = time.monotonic() + PATIENCE_S
        while wanted not in self.terminal.output:
            if self.terminal.process.poll() is not None:
                raise Broken(f"{self.name} ended with {self.terminal.process.returncode}")
            if time.monotonic() > ends:
                raise Broken(f"{self.name} does not show {wanted!r}: {self.terminal.output[-300:]!r}")
            self.watch(0.02)

    def settle(self) -> None:
        """Leave everything, until all is done that the garbage happened to ask for and only clocks run."""
        ends, quiet = time.monotonic() + PATIENCE_S, 0
        while quiet < 3:
            # A palette that searches never rests by itself.
            self.send(b"\x1b")
            self.terminal.output = b""
            self.watch(0.4)
            quiet = quiet + 1 if len(self.terminal.output) < TICK else 0
            if time.monotonic() > ends:
                raise Broken(f"{self.name} does not come to rest")

    def answers(self) -> None:
        """Make sure that it still does what a hand asks for, or where no hand counts that it still draws."""
        self.send(b"\x1b[201~" + WHOLE)
        if not self.name.startswith("wall"):
            self.settle()
            self.send(b"?")
            self.shows(HELP)
            self.send(b"\x1b")
            self.settle()
        self.watch(0.5)
        if self.name.startswith("wall"):
            self.shows(b"\x1b[")

    def ends(self) -> None:
        """Make sure that it ends as it should: by its key, where none counts by a signal."""
        if self.name == "wall --locked":
            self.terminal.process.terminate()
        ends = time.monotonic() + PATIENCE_S
        while self.terminal.process.poll() is None:
            if time.monotonic() > ends:
                raise Broken(f"{self.name} does not end: {self.terminal.output[-3000:]!r}")
            # What the garbage asked for may still be on its way, and open a line that takes a q as a letter.
            if self.name != "wall --locked":
                self.send(b"\x1b")
                self.watch(0.3)
                self.send(b"q")
            self.watch(1)
        self.watch(0.1)
        code = self.terminal.process.returncode
        if code != (143 if self.name == "wall --locked" else 0):
            raise Broken(f"{self.name} ended with {code}")
        if b"Traceback" in self.terminal.output or b"ended by an error" in self.terminal.output:
            raise Broken(f"{self.name} ended badly: {self.terminal.output[-500:]!r}")


def attack(name: str, store: Path, home: Path, seed: int, size: int) -> Told:
    """Send so much to a console, see that it answers and leave it; Broken where it does not hold."""
    report, target, began = Told(name), Target(name, store, home), time.monotonic()
    try:
        report.before = target.resident()
        for piece in garbage(seed, size):
            target.send(piece)
            report.sent += len(piece)
            if target.terminal.process.poll() is not None:
                report.left += _left(target, piece)
                target.start()
        target.answers()
        report.after = target.resident()
        target.ends()
    finally:
        report.seconds = time.monotonic() - began
        target.terminal.close()
    log = home / "state/cxtui/log/console.log"
    if log.exists():
        lines = log.read_text(errors="replace").splitlines()
        report.logged = [line for line in lines if line[:1].isalpha() and ("Error" in line or "Exception" in line)]
    return report


def _left(target: Target, piece: bytes) -> int:
    """Count a console that was left by a command that the garbage happened to be; Broken if it was anything else."""
    code = target.terminal.ended()
    if code or target.name == "wall --locked":
        raise Broken(f"{target.name} ended with {code} after {piece!r}: {target.terminal.output[-500:]!r}")
    target.terminal.close()
    return 1


def main() -> int:
    """Attack what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.console.fuzzing", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(CONSOLES)} (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int, default=210_000)
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="cxtui-fuzz-") as folder:
        store = Path(folder) / "store.db"
        make(store)
        for number, name in enumerate(arguments.names or CONSOLES):
            home = Path(folder) / str(number)
            home.mkdir()
            try:
                report = attack(name, store, home, arguments.seed + number, arguments.bytes)
            except Broken as broken:
                failed += 1
                print(f"BROKEN {broken}", flush=True)
                log = home / "state/cxtui/log/console.log"
                print(log.read_text(errors="replace")[-3000:] if log.exists() else "no log", flush=True)
                continue
            print(
                f"{name}: {report.sent:,} bytes (seed {arguments.seed + number}) in {report.seconds:.0f} s, then it "
                f"answered and ended; left by a command {report.left} times; {report.before / 1e6:.0f} MB before, "
                f"{report.after / 1e6:.0f} after; {len(report.logged)} errors logged: {sorted(set(report.logged))[:5]}",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
