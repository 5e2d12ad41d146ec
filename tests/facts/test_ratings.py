"""What an answer to a survey says, on every scale that is known and in both directions."""

from typing import Any

import pytest

from cxtui.facts.tables import DERIVED
from tests.facts.histories import History, instant

Answer = tuple[str, float | None, float | None, float | None, int | None]


def ratings(make: Any, answers: list[Answer]) -> list[dict[str, Any]]:
    """Return the facts of answers ``(kind, low, high, value, higher_is_better)``, a ticket each, in their order."""
    h = History()
    for n, (kind, low, high, value, higher) in enumerate(answers):
        h.ticket(f"t{n:02}", "2025-01-14 10:00")
        h.add(
            "rating", rating=f"r{n:02}", ticket=f"t{n:02}", kind=kind, sent_at=instant("2025-01-14 11:00"),
            value=value, scale_min=low, scale_max=high, higher_is_better=higher,
        )  # fmt: skip
    names = DERIVED["rating_fact"].names
    return [dict(zip(names, row, strict=True)) for row in make(h)["rating_fact"]]


SCALES = {
    (1, 5): "00011", (1, 7): "0000011", (0, 1): "01", (1, 2): "01", (1, 3): "001", (1, 4): "0001",
    (1, 10): "0000000111", (0, 10): "00000000111",
}  # fmt: skip
"""By scale, whether each of its values, from the lowest, is a satisfied one where high is good."""


@pytest.mark.parametrize("higher", [1, None, 0])
def test_satisfied_on_every_scale_and_in_both_directions(make: Any, higher: int | None) -> None:
    answers: list[Answer] = [("csat", *scale, v, higher) for scale in SCALES for v in range(scale[0], scale[1] + 1)]
    wanted = "".join(good[::-1] if higher == 0 else good for good in SCALES.values())
    assert "".join(str(r["good"]) for r in ratings(make, answers)) == wanted


def test_an_answer_outside_its_scale_or_without_one_says_nothing(make: Any) -> None:
    found = ratings(
        make,
        [
            ("csat", 1, 5, 6, 1), ("csat", 1, 5, 0, 1), ("csat", None, None, 5, 1), ("csat", 5, 5, 5, 1),
            ("ces", 1, 7, 8, 1), ("ces", 1, None, 5, 1), ("nps", 0, 10, 11, 1), ("nps", None, None, 9, 1),
            ("csat", 1, 5, None, 1), ("nps", 0, 10, None, 1), ("ces", 1, 7, None, 0),
        ],
    )  # fmt: skip
    assert {(r["good"], r["points"], r["flagged"]) for r in found} == {(None, None, 0)}
    assert [r["answered_at"] is None for r in found] == [False] * 8 + [True] * 3


def test_effort_becomes_ease_whichever_way_it_is_asked(make: Any) -> None:
    found = ratings(
        make,
        [
            ("ces", 1, 7, 7, 1), ("ces", 1, 7, 1, 1), ("ces", 1, 7, 4, 1), ("ces", 1, 7, 6, 1), ("ces", 1, 7, 6, None),
            ("ces", 1, 5, 1, 0), ("ces", 1, 5, 5, 0), ("ces", 1, 5, 2, 0), ("ces", 0, 100, 62.5, 1),
        ],
    )  # fmt: skip
    # 6 of 1-7 is 5/6 of the way: 83.33. Effort 2 of 1-5 is a quarter of the way: ease 75.
    assert [r["points"] for r in found] == [10000, 0, 5000, 8333, 8333, 10000, 0, 7500, 6250]
    assert {(r["good"], r["flagged"]) for r in found} == {(None, 0)}


def test_promoters_and_detractors(make: Any) -> None:
    proper: list[Answer] = [("nps", 0, 10, v, 1) for v in range(11)]
    assert [(r["points"], r["flagged"]) for r in ratings(make, proper)] == (
        [(-100, 0)] * 7 + [(0, 0)] * 2 + [(100, 0)] * 2
    )
    short: list[Answer] = [("nps", 1, 10, v, None) for v in range(1, 11)]
    assert [(r["points"], r["flagged"]) for r in ratings(make, short)] == (
        [(-100, 1)] * 6 + [(0, 1)] * 2 + [(100, 1)] * 2
    )
    foreign: list[Answer] = [("nps", 1, 5, 5, 1), ("nps", 0, 100, 95, 1), ("nps", 2, 10, 9, 1)]
    assert [(r["points"], r["flagged"], r["good"]) for r in ratings(make, foreign)] == [(None, 0, None)] * 3


@pytest.mark.parametrize("sending", [None, "2025-01-14 10:30"])
@pytest.mark.parametrize(("kind", "high"), [("csat", 5), ("ces", 7), ("nps", 10)])
def test_a_later_answer_to_the_same_survey_replaces_an_earlier_one(
    make: Any, kind: str, high: int, sending: str | None
) -> None:
    low = 0 if kind == "nps" else 1
    h = History().ticket("t", "2025-01-14 10:00")
    common = {"ticket": "t", "scale_min": float(low), "scale_max": float(high)}
    sent = None if sending is None else instant(sending)
    for rating, hour, value in (("r1", 11, 2.0), ("r3", 12, 99.0), ("r2", 13, 5.0)):
        at = instant(f"2025-01-14 {hour}:00")
        h.add("rating", rating=rating, kind=kind, sent_at=sent, occurred_at=at, value=value, **common)
    h.add("rating", rating="r4", kind=kind, sent_at=instant("2025-01-14 14:00"), **common)
    other = "nps" if kind == "csat" else "csat"
    h.add("rating", rating="r5", kind=other, sent_at=sent, occurred_at=instant("2025-01-14 15:00"), value=3.0, **common)
    # Another survey of the same ticket: each of both answers counts.
    again = instant("2025-01-15 10:00")
    h.add("rating", rating="r6", kind=kind, sent_at=again, occurred_at=again + 60, value=4.0, **common)
    names = DERIVED["rating_fact"].names
    found = {
        r["rating"]: r["superseded_at"] for r in (dict(zip(names, r, strict=True)) for r in make(h)["rating_fact"])
    }
    # Neither an answer outside the scale, nor an unanswered survey, nor another kind takes an answer's place.
    replaced = instant("2025-01-14 13:00")
    assert found == {"r1": replaced, "r2": None, "r3": None, "r4": None, "r5": None, "r6": None}


def test_a_survey_of_a_ticket_that_was_let_go_at_its_solve_is_whose_it_was(make: Any) -> None:
    """Of "reopened" nobody knows whom it was about; "passed on" had been let go before the solve."""
    h = History()
    for ticket, let_go in (("t", "10:30"), ("later", "10:45"), ("reopened", "10:30"), ("passed on", "10:29:59")):
        h.ticket(ticket, "2025-01-14 10:00").event(ticket, "2025-01-14 10:01", "assignee", "a1")
        h.status(ticket, "2025-01-14 10:30", "solved", "a1").event(ticket, f"2025-01-14 {let_go}", "assignee", None)
        h.add("rating", rating=ticket, ticket=ticket, kind="csat", sent_at=instant("2025-01-14 11:00"), value=5.0,
              scale_min=1.0, scale_max=5.0)  # fmt: skip
    h.status("reopened", "2025-01-14 10:50", "open")
    names = DERIVED["rating_fact"].names
    found = {row["rating"]: row["agent"] for row in (dict(zip(names, r, strict=True)) for r in make(h)["rating_fact"])}
    assert found == {"t": "a1", "later": "a1", "reopened": None, "passed on": None}


def test_what_several_answer_was_sent_once(make: Any) -> None:
    """Answers that name no sending are one each; what nobody dates was never sent."""
    h = History().ticket("t", "2025-01-14 10:00")
    sent, at = instant("2025-01-14 11:00"), instant("2025-01-14 12:00")
    for rating, sent_at, occurred_at in (
        ("first", sent, at), ("second", sent, at + 60), ("unanswered", sent + 1, None),
        ("third", None, at), ("fourth", None, at + 60), ("undated", None, None),
    ):  # fmt: skip
        h.add("rating", rating=rating, ticket="t", kind="csat", sent_at=sent_at, occurred_at=occurred_at,
              value=None if occurred_at is None else 5.0, scale_min=1.0, scale_max=5.0)  # fmt: skip
    names = DERIVED["rating_fact"].names
    found = {row["rating"]: row["sent"] for row in (dict(zip(names, r, strict=True)) for r in make(h)["rating_fact"])}
    assert found == {"first": 1, "second": 0, "unanswered": 1, "third": 1, "fourth": 1, "undated": 0}
