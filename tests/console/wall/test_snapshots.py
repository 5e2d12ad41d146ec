"""Pictures of the wall: a page without names, an alert, the quiet, in the looks and sizes that walls have."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from cxtui.console.wall.app import WallApp, WallPlan
from cxtui.console.wall.quiet import parse_quiet
from cxtui.kpis.feeds.masked_feed import MaskedFeed
from cxtui.kpis.privacy import Privacy, Pseudonyms
from tests.console import floors
from tests.console.hand import MIDDLE, SMALL, WIDE
from tests.console.test_snapshots import drawn
from tests.console.wall.test_pages import GREAT, fed
from tests.console.wall.walls import PAGES, Time, due_in, pass_by, ready, wall

Compare = Callable[..., bool]


def later(app: WallApp, time: Time, seconds: int) -> Callable[[Pilot[None]], Any]:
    """Return what lets time run once the first picture is there."""

    async def run(pilot: Pilot[None]) -> None:
        await ready(pilot, app)
        await pass_by(pilot, app, time, seconds, step=min(60, max(1, seconds)) if seconds > 60 else 1)
        await drawn(pilot)

    return run


@pytest.mark.parametrize(
    ("size", "looks"),
    [(SMALL, {}), (MIDDLE, {}), (WIDE, {}), (GREAT, {}), (MIDDLE, {"theme": "light"}), (MIDDLE, {"ascii": True}),
     (SMALL, {"theme": "blue-orange"})],
    ids=["80x24", "120x36", "200x50", "320x90", "light", "ascii", "blue-orange"],
)  # fmt: skip
def test_the_next_half_hour_names_nobody(snap_compare: Compare, size: tuple[int, int], looks: dict[str, Any]) -> None:
    dealt = Pseudonyms(lambda keys: None)
    app, feed, time = wall(floors.busy(), make=lambda feed: MaskedFeed(feed, Privacy(), dealt), **looks)
    fed(feed)
    assert snap_compare(app, terminal_size=size, run_before=later(app, time, 0))


@pytest.mark.parametrize("page", ["queue", "escalations", "scorecard"])
def test_a_page_for_distance(snap_compare: Compare, page: str) -> None:
    dealt = Pseudonyms(lambda keys: None)
    app, _, time = wall(floors.busy(), WallPlan((page,)), make=lambda feed: MaskedFeed(feed, Privacy(), dealt))
    assert snap_compare(app, terminal_size=WIDE, run_before=later(app, time, 0))


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "200x50"])
def test_old_data(snap_compare: Compare, size: tuple[int, int]) -> None:
    app, feed, time = wall(due_in(9_000, 12_000), WallPlan(("floor",)))
    fed(feed)
    assert snap_compare(app, terminal_size=size, run_before=later(app, time, 1_000))


@pytest.mark.parametrize(
    ("size", "looks"),
    [(WIDE, {}), (MIDDLE, {"theme": "light"}), (SMALL, {"ascii": True, "no_color": True})],
    ids=["200x50", "light", "ascii"],
)
def test_an_alert(snap_compare: Compare, size: tuple[int, int], looks: dict[str, Any]) -> None:
    app, _, time = wall(due_in(-500, 1, 1, 2, 900), **looks)
    assert snap_compare(app, terminal_size=size, run_before=later(app, time, 3))


def test_the_quiet(snap_compare: Compare) -> None:
    app, _, time = wall(floors.busy(), WallPlan(PAGES, 10, quiet=parse_quiet("14:00-16:00")))
    assert snap_compare(app, terminal_size=SMALL, run_before=later(app, time, 1))
