"""The triggers' pane: what stands fired first with whose it is, then how every other one reads."""

from dataclasses import replace

import pytest

from cxtui.console.panes.triggers import TriggersPane
from cxtui.console.reviewing import Review
from cxtui.desk import Acknowledged, DeskState, Firing
from cxtui.kpis.query import Query
from tests.console import floors, people
from tests.console.panes.stage import shown, staged, subtitle, title, widths
from tests.console.parts import NOW
from tests.console.people import answered

FIRED = Firing(1, "replies", "Replies are slower than in the period before", NOW - 7200, "nine minutes, five before", 0)
TAKEN = Firing(2, "csat", "Customer satisfaction is down", NOW - 90_000, "80 % of 90 answers", 3, None,
               Acknowledged("ola", NOW - 80_000, "Ivan", "2026-12-01", None))  # fmt: skip
RESTED = Firing(3, "nps", "NPS is down", NOW - 900_000, "20 of 30", 3, NOW - 1000)


def review(*firings: Firing, why: str | None = None) -> Review:
    return Review(DeskState(firings=firings), keeps=True, why=why)


def tell(pane: TriggersPane) -> None:
    answered(pane, Query("triggers"), people.readings())


async def test_until_it_is_read_it_says_so() -> None:
    pane = TriggersPane()
    async with staged(pane, floors.busy(), (60, 20)):
        assert any("reading…" in line for line in shown(pane))
        assert title(pane) == "Triggers"


async def test_each_reading_has_a_mark_its_title_and_its_evidence() -> None:
    pane = TriggersPane()
    async with staged(pane, floors.busy(), (70, 20)):
        tell(pane)
        text = shown(pane)
        assert text[0] == "! Replies are slower than in the period before"
        assert text[1].startswith("  9 min of 1,204 turns in the last seven days")
        heads = [line for line in text if not line.startswith("   ") and line[:1] in "!✓X "]
        assert "✓ Customer satisfaction: steady" in heads
        assert text.index("  NPS is down while active customers grow") > text.index("✓ Customer satisfaction: steady")


async def test_what_stands_fired_comes_first_with_whose_it_is_and_is_not_read_twice() -> None:
    pane = TriggersPane()
    async with staged(pane, floors.busy(), (70, 24)):
        tell(pane)
        pane.reviewed(review(FIRED, TAKEN, RESTED))
        text = shown(pane)
        assert text[:6] == [
            "X Replies are slower than in the period before",
            "  nine minutes, five before",
            "  since 2026-11-21 12:32:07, not acknowledged",
            "X Customer satisfaction is down",
            "  80 % of 90 answers",
            "  since 2026-11-20 13:32:07, taken up by Ivan until 2026-12-01",
        ]
        assert sum("Replies are slower" in line for line in text) == 1
        assert (title(pane), subtitle(pane)) == ("Triggers: 2 stand fired", "r opens the review")
        assert any("NPS is down while" in line for line in text)


async def test_where_lines_are_few_each_trigger_has_as_many() -> None:
    pane = TriggersPane()
    long = tuple(replace(one, evidence="word " * 60, acknowledged=None) for one in (FIRED, TAKEN))
    async with staged(pane, floors.busy(), (70, 8)):
        pane.reviewed(review(*long))
        text = shown(pane)
        # Six lines: of each its title, one of evidence, and since when.
        assert [line[:1] for line in text] == ["X", " ", " ", "X", " ", " "]
        assert [line[2:7] for line in text] == ["Repli", "word ", "since", "Custo", "word ", "since"]


async def test_trouble_with_the_desk_is_said_where_nothing_else_is() -> None:
    pane = TriggersPane()
    async with staged(pane, floors.busy(), (60, 12)):
        pane.reviewed(review(why="the desk file is damaged"))
        assert any("the desk file is damaged" in line for line in shown(pane))


@pytest.mark.parametrize("size", [(40, 6), (40, 12), (58, 15), (80, 24)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_title_has_a_place_at_every_size(size: tuple[int, int], ascii: bool) -> None:
    pane = TriggersPane()
    async with staged(pane, floors.busy(), size, ascii=ascii):
        tell(pane)
        pane.reviewed(review(TAKEN))
        assert widths(pane) == {pane.content_size.width}
        marks = [line[:1] for line in shown(pane) if line[:1].strip()]
        assert marks[:2] == ["X", "!"]
