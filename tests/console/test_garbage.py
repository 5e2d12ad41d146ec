"""Every console on a terminal that sends garbage: it goes on, answers a key, ends as it should, and stays small.

The long run is ``python -m tests.console.fuzzing``; this is a small share of it, from a fixed seed.
"""

import fcntl
import struct
import termios
from pathlib import Path

import pytest

from tests.console.fuzzing import CONSOLES, Target, attack
from tests.console.garbage import KILLERS
from tests.ssh.floor import make

BYTES = 2_000
GROWN = 60_000_000
"""Bytes of memory that no size may cost: the largest that is drawn takes 5 million, 65,535 x 65,535 took 770."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store whose agent ``ann`` has tickets that wait."""
    path = tmp_path_factory.mktemp("garbage") / "store.db"
    make(path)
    return path


@pytest.mark.parametrize("name", CONSOLES)
def test_a_console_outlives_garbage(name: str, store: Path, tmp_path: Path) -> None:
    report = attack(name, store, tmp_path, seed=list(CONSOLES).index(name), size=BYTES)
    assert report.sent >= BYTES


@pytest.mark.parametrize("name", ["wall --locked", "agent --locked"])
def test_a_locked_console_outlives_what_ended_it(name: str, store: Path, tmp_path: Path) -> None:
    target = Target(name, store, tmp_path)
    try:
        for killer in KILLERS:
            target.send(killer)
        target.answers()
        target.ends()
    finally:
        target.terminal.close()


def test_a_size_that_nobody_has_costs_little(store: Path, tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("needs /proc")
    target = Target("console", store, tmp_path)
    try:
        before = target.resident()
        fcntl.ioctl(target.terminal.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 65_535, 65_535, 0, 0))
        target.watch(2)
        target.send(b"\x1b[48;65535;65535;0;0t")
        target.watch(2)
        assert 0 < target.resident() < before + GROWN
        target.answers()
        target.ends()
    finally:
        target.terminal.close()
