"""Pictures of the panes: what a person would see, in several sizes and themes."""

from collections.abc import Callable
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from cxtui.console.panes.agents import AgentsPane
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.headlines import HeadlinesPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.response import ResponsePane
from cxtui.console.panes.volume import VolumePane
from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.panes.stage import Stage, settle


class Compare(Protocol):
    """The ``snap_compare`` fixture of pytest-textual-snapshot."""

    def __call__(self, app: App[None], **options: object) -> bool: ...


PANES: dict[str, Callable[[], Pane]] = {
    "volume": VolumePane,
    "agents": AgentsPane,
    "response": ResponsePane,
    "escalations": EscalationsPane,
    "headlines": HeadlinesPane,
}


@pytest.mark.parametrize("name", PANES)
@pytest.mark.parametrize(
    ("size", "theme", "ascii"),
    [((58, 15), "dark", False), ((100, 24), "light", False), ((80, 20), "mono", True)],
    ids=["two-columns-dark", "half-wall-light", "mono-ascii"],
)
def test_a_busy_pane(snap_compare: Compare, name: str, size: tuple[int, int], theme: str, ascii: bool) -> None:
    assert snap_compare(_stage(PANES[name](), floors.busy(), theme, ascii), terminal_size=size, run_before=settle)


@pytest.mark.parametrize("name", PANES)
def test_a_pane_with_hostile_text(snap_compare: Compare, name: str) -> None:
    stage = _stage(PANES[name](), floors.hostile(), "high-contrast")
    assert snap_compare(stage, terminal_size=(120, 16), run_before=settle)


def test_a_stale_pane(snap_compare: Compare) -> None:
    pane = ResponsePane()

    async def age(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pane.fade(True)

    assert snap_compare(_stage(pane, floors.busy(), "dark"), terminal_size=(80, 12), run_before=age)


def _stage(pane: Pane, floor: Floor, theme: str, ascii: bool = False) -> Stage:
    return Stage(pane, floor, theme, ascii)
