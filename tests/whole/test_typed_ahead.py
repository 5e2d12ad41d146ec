"""Keys typed faster than the console opens what they are meant for."""

from pathlib import Path

import pytest

from tests.whole.console import Console

BUSY = "2026-04-08T12:30:00Z"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("/channel:chat\r", "─ First response ·"),
        ("2/channel:chat\r", "─ Queue by channel"),
        ("/channel:chat\r2", "─ Queue by channel"),
    ],
)
def test_a_burst_does_what_the_same_keys_do_one_by_one(floor: Path, tmp_path: Path, keys: str, shown: str) -> None:
    with Console(floor, "--at", BUSY, home=tmp_path) as console:
        console.shows("─ First response ·")
        console.type(keys)
        console.shows(lambda text: shown in text and "─ Filter" not in text and "all teams" not in text)
        assert "· channel:chat" in console.screen.lines()[0]
        console.type("q")
        assert console.ended() == 0
