"""Which words stand on the headline cards."""

from dataclasses import replace

from cxtui.console.panes.cards import HeadlineCard, cards
from cxtui.kpis.floor import Escalations, Floor, Metric, Responses
from cxtui.kpis.query import View
from tests.console import floors


def by_title(floor: Floor, ascii: bool = False) -> dict[str, HeadlineCard]:
    return {card.title: card for card in cards(floor, ascii)}


def test_a_busy_floor_in_words() -> None:
    shown = by_title(floors.busy())
    assert shown["Open"] == HeadlineCard(
        "backlog", "Open", "Open", "347", "warn", "▲ 41", ("in 62/h  out 55/h", "norm 320")
    )
    assert shown["First response"].words == ("p90 11:40 · 34 wait", "with waiting 4:21")
    assert shown["Escalated"].words == ("21 open, 3 late", "norm 5 %")
    assert shown["Created today"].words == ("solved 371", "reopened 4.3 %")


def test_marks_of_quantiles_that_are_not_exact() -> None:
    floor = floors.busy()
    numbers = dict(floor.metrics)
    numbers["first_response_median"] = replace(numbers["first_response_median"], approximate=True)
    numbers["first_response_waiting_median"] = replace(numbers["first_response_waiting_median"], at_least=True)
    marked = by_title(replace(floor, metrics=numbers))["First response"]
    assert marked.value == "≈4:12"
    assert marked.words[1] == "with waiting >4:21"
    assert by_title(replace(floor, metrics=numbers), ascii=True)["First response"].value == "~4:12"


def test_what_is_missing_is_never_a_zero() -> None:
    floor = replace(
        floors.busy(),
        metrics={"csat": Metric("csat", None, "ratio", 0, missing="no ratings: import a rating table")},
        responses=Responses(missing="no messages"),
        escalations=Escalations(missing="no tiers"),
    )
    shown = by_title(floor)
    assert (shown["CSAT"].value, shown["CSAT"].missing) == ("–", "no ratings: import a rating table")
    assert (shown["Open"].value, shown["Open"].missing) == ("–", "none today")
    bare = replace(floor, tickets=0)
    assert by_title(bare)["Open"].missing == "no data yet"
    ranged = replace(floor, view=View(period="7d"))
    assert by_title(ranged)["Open"].missing == "none in this period"
    gap = replace(floors.busy(), responses=floor.responses, escalations=floor.escalations)
    assert by_title(gap)["First response"].words == ("p90 11:40", "with waiting 4:21")
    assert by_title(gap)["Escalated"].words == ("norm 5 %",)
