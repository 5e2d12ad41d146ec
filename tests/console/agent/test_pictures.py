"""Pictures of an agent's screen, at the sizes and in the looks that agents have."""

from dataclasses import replace

import pytest

from cxtui.kpis.agent.work import AgentWork
from cxtui.kpis.floor import Leaderboard
from tests.console.agent.work import console, floor
from tests.console.test_snapshots import LARGE, MIDDLE, SMALL, Compare, pressed


@pytest.mark.parametrize(
    ("size", "theme", "ascii", "keys"),
    [
        (SMALL, "dark", False, ()),
        (SMALL, "16-colours", True, ("shift+tab",)),
        (MIDDLE, "mono", True, ()),
        (LARGE, "light", False, ()),
    ],
    ids=["small", "score-16-colours-ascii", "middle-mono-ascii", "large-light"],
)
def test_picture(snap_compare: Compare, size: tuple[int, int], theme: str, ascii: bool, keys: tuple[str, ...]) -> None:
    app, _ = console(ascii=ascii)
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=pressed(*keys))


def test_picture_of_an_agent_who_has_not_done_anything(snap_compare: Compare) -> None:
    app, _ = console(replace(floor(), metrics={}, leaderboard=Leaderboard(), agent_work=AgentWork("Ann", "Lamps")))
    assert snap_compare(app, terminal_size=MIDDLE, run_before=pressed())
