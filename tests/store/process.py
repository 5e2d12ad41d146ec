"""Other processes for store tests: SQLite's locks mean nothing inside one process."""

import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]

PRELUDE = """
import os, sys, sqlite3, time, urllib.parse
from pathlib import Path
from cxtui.canonical import TABLES
from cxtui.store.publish import build
from cxtui.store.read import Reader, StoreTrouble
from cxtui.store.upsert import merge
from cxtui.store.writer import Writer

path = Path(sys.argv[1])

def say(*words):
    print(*words, flush=True)

def wait():
    return sys.stdin.readline().strip()
"""


SETTLED_NS = 200_000_000
"""Nanoseconds without a write after which a reader tells by sizes and times that nothing changed."""


def settled(*files: Path) -> None:
    """Wait until files that are there were written long enough ago."""
    for file in files:
        while file.exists() and time.time_ns() - file.stat().st_mtime_ns < SETTLED_NS:
            time.sleep(0.01)


class Other:
    """A Python process that runs ``code`` after the prelude above and talks by lines."""

    def __init__(self, code: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + code, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def hear(self) -> str:
        """Return the next line it says; an empty string once it has ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, line: str = "") -> str:
        """Say a line to it and return its answer."""
        self.tell(line)
        return self.hear()

    def tell(self, line: str = "") -> None:
        """Say a line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Close its input, wait for its end and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(timeout=60)

    def __enter__(self) -> "Other":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
