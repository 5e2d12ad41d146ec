"""Floods of input on a terminal: what is asked for behind them is done, whatever was queued before it."""

import random
from pathlib import Path

import pytest

from tests.console import fuzzing
from tests.console.fuzzing import CONSOLES, HELP, Target
from tests.console.terminal.pseudo_terminal import LIMIT
from tests.ssh.floor import make

pytestmark = pytest.mark.process

ESCAPE = "\x1b[27u"
"""Escape as terminals write it that can tell it from the beginning of a sequence."""

MOUSE = [
    f"\x1b[<{button};{x};{y}{end}"
    for rng in [random.Random(3)]
    for button, x, y, end in [
        (rng.choice((0, 2, 35, 64, 65)), rng.randint(1, 120), rng.randint(1, 36), rng.choice("Mm"))
        for _ in range(20_000)
    ]
]
"""Reports of a mouse: moves, the wheel both ways, presses and releases."""

KEYS = ("?" + ESCAPE, "/" + ESCAPE, "234567", "m")
"""Keys that each cost a new screen or a new layout."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with an agent ``ann`` in it."""
    path = tmp_path_factory.mktemp("floods") / "store.db"
    make(path)
    return path


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "PATIENCE_S", LIMIT)


@pytest.mark.parametrize("name", [name for name in CONSOLES if not name.startswith("wall")])
def test_behind_twenty_thousand_reports_of_a_mouse_the_help_opens(name: str, store: Path, tmp_path: Path) -> None:
    target = Target(name, store, tmp_path)
    try:
        target.send("".join(MOUSE).encode())
        target.send(b"?")
        target.shows(HELP)
    finally:
        target.terminal.close()


@pytest.mark.parametrize("name", [name for name in CONSOLES if name != "wall --locked"])
@pytest.mark.parametrize("what", ["mouse", "keys"])
def test_behind_a_flood_a_console_is_left(name: str, what: str, store: Path, tmp_path: Path) -> None:
    flood = "".join(MOUSE) if what == "mouse" else "".join(random.Random(4).choices(KEYS, k=4_000))
    target = Target(name, store, tmp_path)
    try:
        target.send((flood + ESCAPE).encode())
        target.send(b"q")
        assert target.terminal.ended() == 0
    finally:
        target.terminal.close()


def test_a_locked_wall_goes_on_and_ends_by_a_signal(store: Path, tmp_path: Path) -> None:
    target = Target("wall --locked", store, tmp_path)
    try:
        target.send(("".join(MOUSE) + "q" * 4_000 + "\x03" * 100).encode())
        target.shows(b"\x1b[")
        assert target.terminal.process.poll() is None
        target.terminal.process.terminate()
        assert target.terminal.ended() == 143
    finally:
        target.terminal.close()
