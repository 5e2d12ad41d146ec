"""An ssh client, with a terminal that can be looked at or without one, and what it leaves behind."""

import fcntl
import json
import os
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.console.terminal.pseudo_terminal import Terminal
from tests.ssh.server import LIMIT, Server
from tests.whole.screen import Screen

HELP = " Help "
"""What stands in the frame of the help."""


@dataclass(frozen=True)
class Answer:
    """What a command without a terminal came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Way:
    """How to reach one agent's console: the server, the agent's key, and the store behind it."""

    server: Server
    key: Path
    store: Path

    def command(self, *words: str, options: Sequence[str] = ()) -> list[str]:
        """Return the command line of ssh; ``options`` stand before the host, ``words`` after it."""
        host = f"{self.server.user}@127.0.0.1"
        return ["ssh", *self.options(), "-p", str(self.server.port), *options, "--", host, *words]

    def options(self) -> list[str]:
        """Return what ssh, scp and sftp take alike."""
        set_to = {
            "BatchMode": "yes", "StrictHostKeyChecking": "yes", "IdentitiesOnly": "yes", "IdentityAgent": "none",
            "UserKnownHostsFile": str(self.server.folder / "known"), "GlobalKnownHostsFile": "/dev/null",
        }  # fmt: skip
        words = [word for name, value in set_to.items() for word in ("-o", f"{name}={value}")]
        return ["-F", "none", *words, "-i", str(self.key)]

    def run(self, *command: str, input: str = "", environment: Mapping[str, str] | None = None) -> Answer:
        """Run a command line without a terminal, to its end."""
        done = subprocess.run(
            command, input=input.encode(), capture_output=True, timeout=LIMIT, env=_environment(environment or {})
        )
        return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def consoles(self) -> list[int]:
        """Return the processes that show this way's store."""
        found = []
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = place.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--locked" in words and str(self.store).encode() in words:
                found.append(int(place.parent.name))
        return found


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "/nonexistent", "TERM": "xterm-256color", **more}


class Client(Terminal):
    """ssh on a pseudo-terminal, with what it shows."""

    def __init__(
        self,
        way: Way,
        *words: str,
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        self.way = way
        self.screen = Screen(*size)
        # Without an escape character ssh takes everything as typed.
        command = way.command(*words, options=("-e", "none", *options))
        code = "import json, os, sys; os.execvpe(sys.argv[2], sys.argv[2:], json.loads(sys.argv[1]))"
        given = json.dumps(_environment(environment or {}))
        super().__init__(("-c", code, given, *command), Path("/nonexistent"), size=size)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, patience: float = 0.05) -> bytes:
        """Take what came."""
        taken = super().read(patience)
        self.screen.feed(taken)
        return taken

    def shows(self, wanted: str | Callable[[str], object]) -> None:
        """Read until a text, or what a function asks for, is on the screen."""
        limit = time.monotonic() + LIMIT
        while not (wanted in self.screen.text() if isinstance(wanted, str) else wanted(self.screen.text())):
            assert time.monotonic() < limit and self.process.poll() is None, (self.screen.text(), self.output[-500:])
            self.read()

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing came for a moment."""
        while self.read(quiet):
            pass

    def lives(self) -> None:
        """Make sure that the console still answers: the help opens and closes."""
        self.type("?")
        self.shows(HELP)
        self.type("\x1b")
        self.shows(lambda text: HELP not in text)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self.read()
        self.screen.resize(width, height)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def environment(self) -> dict[str, str]:
        """Return the environment of the console's process."""
        (pid,) = self.way.consoles()
        pairs = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
        return dict(pair.split("=", 1) for pair in pairs if pair)
