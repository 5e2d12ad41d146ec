"""A headline number is named where it is defined, read and put on a card: all faces have it from there."""

from pathlib import Path

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.panes.cards import CARDS, CardPlan
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.query import View
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.kpis.value import Value
from cxtui.report.document import document
from cxtui.report.text import as_text
from tests.console.fakes import EAGER, QUICK
from tests.console.hand import screen_text, shown
from tests.facts.histories import instant
from tests.kpis.reading.test_viewed import viewed

AT = instant("2026-04-07 14:32")
ONE_MORE = "csat_response_rate"
"""A number that is defined and measured, and no headline."""


@pytest.fixture(autouse=True)
def one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it a headline, with a card."""
    assert ONE_MORE not in HEADLINES
    monkeypatch.setitem(HEADLINES, ONE_MORE, lambda day, now: Value(0.42, 50))
    monkeypatch.setattr("cxtui.console.panes.cards.CARDS", [CardPlan(ONE_MORE, "Answered surveys", "Ans"), *CARDS])


def test_the_floor_and_snapshots_have_it(packaged: Path) -> None:
    feed = StoreFeed(packaged, at=AT)
    floor = feed.read()
    feed.close()
    metric = floor.metrics[ONE_MORE]
    assert (metric.value, metric.n, metric.unit, metric.better) == (0.42, 50, "ratio", "up")
    [line] = [line for line in as_text(floor, AT) if "Survey response rate" in line]
    assert "42 %" in line and "50" in line
    found = document(floor)["metrics"][ONE_MORE]
    assert (found["value"], found["n"], found["unit"]) == (0.42, 50, "ratio")


def test_another_view_measures_it(packaged: Path) -> None:
    found = viewed(packaged, "2026-04-07 14:32", View(where="channel:chat")).metrics[ONE_MORE]
    assert found.n > 0 and found.value is not None and 0 < found.value <= 1


@pytest.mark.parametrize(("size", "words"), [((200, 50), "Answered surveys"), ((80, 24), "Ans 42 %")])
async def test_screens_show_its_card(packaged: Path, size: tuple[int, int], words: str) -> None:
    app = CxtuiApp(lambda: StoreFeed(packaged, at=AT), clock=lambda: AT, pace=QUICK, rest=EAGER)
    async with app.run_test(size=size) as pilot:
        await shown(pilot)
        assert words in screen_text(app)
