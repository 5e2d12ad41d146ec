"""An agent's console on a terminal of 80 x 24 and a real store, from the first paint to the last key."""

import csv
import termios
from pathlib import Path

import pytest

from tests.whole.conftest import FIXTURES
from tests.whole.console import Console

NOON = "2026-04-07T14:32:00Z"
AGENTS = list(csv.DictReader((FIXTURES / "agent.csv").open(encoding="utf-8")))
OTHERS = [row["name"] for row in AGENTS if row["agent"] != "a06"]


class AgentConsole(Console):
    """``python -m cxtui agent --store STORE --id a06 OPTION…``."""

    COMMAND = "agent"


def opened(store: Path, home: Path, *options: str) -> AgentConsole:
    return AgentConsole(store, "--id", "a06", "--at", NOON, *options, home=home, size=(80, 24))


@pytest.mark.parametrize("options", [(), ("--locked",), ("--locked", "--slow", "--ascii")], ids=" ".join)
def test_an_agent_walks_through_the_own_work_and_leaves(floor: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    with opened(floor, tmp_path, *options) as console:
        shown = ""
        for title in ("My queue", "Unassigned in my team", "Escalations", "My score"):
            console.shows(title)
            shown += console.screen.text()
            console.type("\t")
        console.shows("My queue")
        console.type("\r")
        console.shows("Timeline")
        shown += console.screen.text()
        for key in "234567/t!r":
            console.type(key)
        console.read(0.3)
        console.shows("Timeline")
        console.type("\x1b")
        console.shows("My queue")
        assert "Aïcha Benali" in shown
        assert not [name for name in OTHERS if name in shown]
        console.type("q")
        assert console.ended() == 0
        assert not console.screen.alternate and termios.tcgetattr(console.slave) == console.before
        assert b"Traceback" not in console.output


def test_whoever_the_store_does_not_have_gets_a_line_and_no_screen(floor: Path, tmp_path: Path) -> None:
    with AgentConsole(floor, "--id", "a99", "--locked", home=tmp_path, size=(80, 24)) as console:
        assert console.ended() == 2
        assert console.output.decode().splitlines() == ["cxtui: there is no such agent in this store"]
