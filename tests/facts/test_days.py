"""Day buckets by channel, team, priority and tier: worked out by hand, and against the facts they sum."""

from collections import Counter
from typing import Any

from hypothesis import given, settings

from cxtui.facts.tables import DERIVED
from cxtui.settings import loads
from tests.facts.histories import History, instant, on_sqlite
from tests.facts.test_attribution import histories

MEASURES = DERIVED["flow_day"].measures
DIMENSIONS = ("channel", "team", "priority", "tier")

Made = dict[str, list[tuple[Any, ...]]]


def sums(made: Made, dimension: str, value: str | None = None, day: int | None = None) -> Counter[str]:
    """Return what the buckets of a dimension, a value of it and a day add up to, without zeros."""
    found: Counter[str] = Counter()
    for row in made["flow_day"]:
        one = dict(zip(DERIVED["flow_day"].names, row, strict=True))
        if one["dimension"] == dimension and value in (None, one["value"]) and day in (None, one["day"]):
            found.update({name: one[name] for name in MEASURES})
    return Counter({name: n for name, n in found.items() if n})


def two_tickets() -> History:
    """One ticket solved with one reply and surveyed; another with two, reopened, escalated, of an unknown customer."""
    h = History().add("customer", customer="c1", tier="plus", since=instant("2024-01-01"))
    h.ticket("one", "2025-01-14 10:00", channel="chat", team="first", priority="high", customer="c1", topic="login",
             opened_by_kind="customer")  # fmt: skip
    h.says("one", "2025-01-14 10:00").says("one", "2025-01-14 10:01", "a1")
    h.status("one", "2025-01-14 11:00", "solved", "a1")
    h.ticket("two", "2025-01-14 12:00", channel="email", team="second", opened_by_kind="customer")
    h.says("two", "2025-01-14 12:00").says("two", "2025-01-14 12:10", "a1").says("two", "2025-01-14 12:20", "b1")
    h.says("two", "2025-01-14 12:30").says("two", "2025-01-14 12:50", "a2")
    h.event("two", "2025-01-14 13:00", "escalated", "2").status("two", "2025-01-14 14:00", "solved", "a2")
    h.status("two", "2025-01-15 09:00", "open").says("two", "2025-01-15 09:00")
    for rating, kind, low, high, value in (
        ("r1", "csat", 1, 5, 5), ("r2", "ces", 1, 7, 4), ("r3", "nps", 0, 10, 10), ("r4", "nps", 1, 10, 3),
        ("r5", "nps", 1, 5, 5), ("r6", "csat", 1, 5, None),
    ):  # fmt: skip
        at = instant("2025-01-14 18:00")
        h.add("rating", rating=rating, ticket="one", kind=kind, sent_at=at + int(rating[1]),
              occurred_at=None if value is None else at + 60, value=value, scale_min=low, scale_max=high)  # fmt: skip
    return h


def test_what_a_day_brought_by_hand(make: Any) -> None:
    made = make(two_tickets())
    day = instant("2025-01-14")
    assert sums(made, "channel", "chat", day) == {
        "created": 1, "replied": 1, "reply_s": 60, "met": 1, "solved": 1, "resolution_s": 3600, "one_touch": 1,
        "messages": 2, "worked": 1, "turns": 1, "turn_s": 60, "csat_good": 1, "csat_answered": 1, "csat_sent": 2,
        "ces_points": 5000, "ces_answered": 1, "nps_answered": 2,
    }  # fmt: skip
    # Two human replies and three of the customer (one of them after the solve) are five public messages; the
    # bot's is neither side's.
    assert sums(made, "channel", "email", day) == {
        "created": 1, "replied": 1, "reply_s": 600, "met": 1, "solved": 1, "resolution_s": 7200, "messages": 5,
        "worked": 1, "escalated": 1, "turns": 2, "turn_s": 600 + 1200,
    }  # fmt: skip
    assert sums(made, "channel", None, instant("2025-01-15")) == {"reopened": 1}
    known = sums(made, "channel", None, instant("2025-01-21"))
    assert known == {"fcr": 1, "fcr_known": 1, "repeat_known": 1}


def test_without_messages_a_solve_counts_none(make: Any) -> None:
    h = History(coverage=("status",)).ticket("t", "2025-01-14 10:00").status("t", "2025-01-14 11:00", "solved")
    assert sums(make(h), "channel") == {"created": 1, "solved": 1, "resolution_s": 3600, "worked": 1}


def test_each_dimension_has_its_values(make: Any) -> None:
    made = make(two_tickets())
    values = {(r[1], r[2]) for r in made["flow_day"]}
    assert values == {
        ("channel", "chat"), ("channel", "email"), ("team", "first"), ("team", "second"), ("priority", "high"),
        ("priority", ""), ("tier", "plus"), ("tier", ""),
    }  # fmt: skip
    for by, value in (("team", "first"), ("priority", "high"), ("tier", "plus")):
        assert sums(made, by, value) == sums(made, "channel", "chat")


def test_an_unfinished_nps_is_the_sum_of_its_points(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for n, value in enumerate((9, 10, 7, 6)):
        h.add("rating", rating=f"r{n}", ticket="t", kind="nps", sent_at=instant(f"2025-01-14 1{n}:00"),
              value=float(value), scale_min=0.0, scale_max=10.0)  # fmt: skip
    found = sums(make(h), "channel")
    assert (found["nps_points"], found["nps_answered"]) == (100, 4)


def test_a_survey_of_an_unknown_ticket_stands_under_no_value(make: Any) -> None:
    h = History()
    h.add("rating", rating="r", ticket="lost", kind="csat", sent_at=instant("2025-01-14 11:00"), value=4.0,
          scale_min=1.0, scale_max=5.0)  # fmt: skip
    made = make(h)
    for dimension in DIMENSIONS:
        assert sums(made, dimension, "") == {"csat_good": 1, "csat_answered": 1, "csat_sent": 1}


def test_excluded_tickets_count_in_nothing(make: Any) -> None:
    h = two_tickets().event("one", "2025-01-20 10:00", "deleted").event("two", "2025-01-20 10:00", "spam")
    assert make(h)["flow_day"] == []


def test_a_day_is_the_zone_s(make: Any) -> None:
    made = make(two_tickets(), loads('zone = "Asia/Tokyo"'))
    # 14 January 11:00 UTC is 20:00 in Tokyo; the surveys of 18:00 came on the 15th there.
    assert sums(made, "channel", None, instant("2025-01-13 15:00"))["solved"] == 2
    assert sums(made, "channel", None, instant("2025-01-14 15:00"))["csat_answered"] == 1


@settings(max_examples=25, deadline=None)
@given(history=histories())
def test_every_dimension_sums_to_the_floor(history: History) -> None:
    made = on_sqlite(history)
    whole = sums(made, "channel")
    for dimension in DIMENSIONS[1:]:
        assert sums(made, dimension) == whole
    names = DERIVED["ticket_fact"].names
    facts = [dict(zip(names, row, strict=True)) for row in made["ticket_fact"]]
    solved = [f for f in facts if f["first_solved_at"] is not None]
    assert whole["created"] == len(facts) and whole["solved"] == len(solved)
    never = 10**12
    assert whole["one_touch"] == sum(
        (f["first_reply_at"] or never) <= f["first_solved_at"] < (f["second_reply_at"] or never) for f in solved
    )
    assert whole["messages"] == sum(f["customer_messages"] + f["agent_messages"] for f in solved)
    assert whole["resolution_s"] == sum(f["first_resolution_s"] for f in solved)
    assert whole["met"] + whole["missed"] == sum(f["outcome_at"] is not None for f in facts) + sum(
        row[DERIVED["earlier_wait"].names.index("outcome_at")] is not None for row in made["earlier_wait"]
    )
    assert whole["turns"] == sum(row[4] is not None for row in made["customer_turn"])
