"""Running tests in a process of their own on a private copy of the checkout."""

import importlib.util
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

import pytest

COPIED = ("cxtui", "tests", "fixtures", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
LOADED = ("hypothesis", "textual.app", "textual.widgets", "rich.console", "duckdb", "typer", "plotext")
"""Packages of others that a process has before it is forked, which saves their time in each."""

OPTIONS = (
    "-x", "-q", "--no-header", "--tb=no", "-rfE", "--disable-warnings", "-p", "no:cacheprovider",
    "--hypothesis-seed=0", "--snapshot-warn-unused",
)  # fmt: skip
"""One failure is enough, nothing is left behind, and pictures that other tests use are no failure."""

HANGS = 40
"""Seconds of CPU of one test after which it is taken to go on for ever."""

WALL = 5
"""How many times its CPU time a run may last, on a machine that does other things too."""

Outcome = Literal["passed", "failed", "timed out"]


@dataclass(frozen=True, slots=True)
class Run:
    """How tests ended, the first that failed (empty: nothing could be loaded), and seconds of wall time."""

    outcome: Outcome
    failed: str
    seconds: float


class PrivateCopy:
    """A copy of the checkout in which one file at a time is changed; nothing else ever is."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = Path(tempfile.mkdtemp(prefix="mutants-"))
        for name in COPIED:
            source = root / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, self._folder / name)
        self._pid = 0
        self._since = 0.0
        self._limit = 0
        self._changed: str | None = None

    def start(self, tests: Sequence[str], seconds: float, file: str | None = None, text: str = "") -> None:
        """Begin to run tests until one fails, with another text of a file; none begins after so many seconds of CPU."""
        self._changed, self._since, self._limit = file, time.monotonic(), int(seconds + HANGS)
        if file is not None:
            self._path(file).write_text(text, "utf-8")
        self._pid = os.fork()
        if not self._pid:
            code = 70
            try:
                code = self._child(tests, seconds)
            finally:
                os._exit(code)

    def result(self) -> Run | None:
        """Return how the tests ended, None while they run; the file is then as it was."""
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        lasted = time.monotonic() - self._since
        if not pid:
            if lasted < self._limit * WALL:
                return None
            os.killpg(self._pid, signal.SIGKILL)
            _, status = os.waitpid(self._pid, 0)
        self._pid = 0
        code = os.waitstatus_to_exitcode(status)
        if self._changed is not None:
            self._restore(self._changed)
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return Run("timed out", "", lasted)
        found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", self._log.read_text("utf-8", "replace"), re.M)
        return Run("failed" if code else "passed", found[1] if found else "", lasted)

    def remove(self) -> None:
        """End what still runs and delete the copy."""
        if self._pid:
            os.killpg(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _log(self) -> Path:
        return self._folder / "pytest.log"

    def _path(self, file: str) -> Path:
        return self._folder / file

    def _restore(self, file: str) -> None:
        shutil.copy2(self._root / file, self._path(file))
        # Two changes of one size within one second would share their bytecode.
        Path(importlib.util.cache_from_source(str(self._path(file)))).unlink(missing_ok=True)

    def _child(self, tests: Sequence[str], seconds: float) -> int:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (self._limit, self._limit + 5))
        log = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
            os.dup2(target, stream)
        os.chdir(self._folder)
        os.environ["PYTHONPATH"] = str(self._folder)
        for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "cxtui")]:
            del sys.modules[name]
        sys.path[:] = [str(self._folder), *(place for place in sys.path if Path(place).resolve() != self._root)]
        code, budget = 0, Budget(seconds)
        # File by file, so that none is read before those nearer have passed.
        for _, of_file in groupby(tests, lambda test: test.partition("::")[0]):
            if not code and not budget.spent():
                code = int(pytest.main([*OPTIONS, *of_file], [budget]))
        sys.stdout.flush()
        return code


class Budget:
    """A plugin of pytest: no test begins once the process has had so many seconds of CPU."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> bool | None:
        """Leave a test out, as if it were done."""
        return True if self.spent() else None

    def spent(self) -> bool:
        """Return whether nothing is left."""
        return time.process_time() > self._seconds


def load() -> None:
    """Import the packages of others once, before anything is forked."""
    for name in LOADED:
        importlib.import_module(name)
