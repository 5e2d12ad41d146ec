"""What a view is of, in words, in the header at every width."""

from dataclasses import replace

import pytest

from cxtui.console.draw.strips import width_of
from cxtui.console.freshness import judge
from cxtui.console.header import top
from cxtui.console.scope import before_words, range_words, tickets_words
from cxtui.kpis.query import WHOLE, View
from tests.console import floors
from tests.console.floors import HOSTILE, NOW


@pytest.mark.parametrize(
    ("view", "time", "before"),
    [
        (WHOLE, "", "last week"),
        (View(where="x"), "", "last week"),
        (View("today"), "today", "yesterday"),
        (View("yesterday"), "yesterday", "the day before"),
        (View("1d"), "last 1 day", "the 1 day before"),
        (View(" 30D "), "last 30 days", "the 30 days before"),
        (View("30d", "", "weekdays"), "last 30 days", "the same weekdays before"),
        (View("quarter"), "this quarter", "the period before"),
        (View("2016-03"), "2016-03", "the period before"),
    ],
)
def test_words_of_a_view(view: View, time: str, before: str) -> None:
    assert (range_words(view), before_words(view)) == (time, before)


def test_the_tickets_are_those_of_the_filter_or_all() -> None:
    floor = floors.busy()
    assert tickets_words(WHOLE, floor) == "all teams"
    assert tickets_words(View(where=" team:a "), floor) == "team:a"
    # Numbers of the last filter stand under the title of the next view.
    assert tickets_words(WHOLE, replace(floor, title="team:a", view=View(where="team:a"))) == "all teams"
    assert "\x1b" not in tickets_words(View(where=HOSTILE[0]), floor)


@pytest.mark.parametrize("where", ["", "team:billing channel:chat !priority:low acme", HOSTILE[3], HOSTILE[5]])
@pytest.mark.parametrize("period", [None, "30d", "2026-11-01 09:00..2026-11-05 17:00"])
@pytest.mark.parametrize("ascii", [False, True])
def test_every_width_is_one_line_that_says_how_people_look(where: str, period: str | None, ascii: bool) -> None:
    floor = floors.busy()
    freshness = judge(floor, None, None, NOW)
    for width in range(40, 221):
        line = top("Support floor", floor, freshness, NOW, width, ascii, view=View(period, where))
        text = "".join(cell.text for cell in line)
        assert width_of(line) == width
        assert freshness.word in text
        if period == "30d":
            assert "30d" in text or "30 days" in text
        elif where:
            assert text[1:3] != "  "


def test_at_80_columns_the_age_stays_whole_beside_range_and_filter() -> None:
    floor = floors.busy()
    line = top("Support floor", floor, judge(floor, None, None, NOW), NOW, 80, view=View("7d", "team:billing"))
    text = "".join(cell.text for cell in line)
    assert text.startswith(" team:billing · last 7 days ") and "● live 2 s · event 14 s" in text
