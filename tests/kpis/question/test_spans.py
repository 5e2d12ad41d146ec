"""What of a period is covered, said of each source: worked by hand."""

from dataclasses import replace

import pytest

from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.spans import CoveredSpan
from cxtui.settings import defaults
from tests.facts.histories import instant

DAY = 86_400
MARCH = instant("2026-03-01")
BOUNDED = CoveredSpan("desk", "status", MARCH, MARCH + 10 * DAY)


def scope(*spans: CoveredSpan) -> Scope:
    """Return the scope of a store in UTC that covers so much."""
    return Scope.of(replace(defaults(), zone="UTC"), spans)


@pytest.mark.parametrize(
    ("from_day", "to_day", "missing", "partly"),
    [
        (-2, 0, True, False),  # ends where the span begins
        (-2, 1, False, True),
        (0, 10, False, False),
        (9, 11, False, True),
        (10, 12, True, False),  # begins where the span ends
    ],
)
def test_a_period_lies_in_a_span_beside_it_or_partly_in_it(
    from_day: int, to_day: int, missing: bool, partly: bool
) -> None:
    within = scope(BOUNDED).during(MARCH + from_day * DAY, MARCH + to_day * DAY)
    why, note = within.missing("status", "resolution"), within.partly(("status", "resolution"))
    words = "status history of desk from 2026-03-01 until 2026-03-11"
    assert why == (f"nothing of this period is covered: {words}" if missing else None)
    assert note == (f"covered only in part: {words}" if partly or missing else None)


def test_without_bounds_nothing_is_said_and_nothing_done() -> None:
    whole = scope(CoveredSpan("desk", "status"), CoveredSpan("desk", "messages"))
    assert whole.during(0, 1) is whole
    assert whole.during(0, 1).partly(("status",)) is None


def test_what_no_source_covers_at_all_still_says_what_to_import() -> None:
    within = scope(BOUNDED).during(MARCH, MARCH + 1)
    assert within.missing("ratings") == "no surveys in this store: import a rating table"
    assert within.lacks(("status",), ("ratings",)) == within.missing("ratings")


def test_each_source_is_told_apart_and_a_filter_asks_only_its_own() -> None:
    both = scope(BOUNDED, CoveredSpan("chat", "status"), CoveredSpan("chat", "messages", MARCH + DAY))
    before = (MARCH - DAY, MARCH)
    assert both.during(*before).missing("status") is None
    assert both.during(*before).partly(("status",)) == (
        "covered only in part: status history of desk from 2026-03-01 until 2026-03-11"
    )
    assert both.during(*before, parse_filter("source:chat")).partly(("status",)) is None
    only_desk = both.during(*before, parse_filter("!source:chat"))
    assert only_desk.missing("status") == (
        "nothing of this period is covered: status history of desk from 2026-03-01 until 2026-03-11"
    )
    assert both.during(MARCH, MARCH + 2 * DAY, parse_filter("source:desk")).missing("messages") == (
        "no messages in this store: import event rows of kind message"
    )


def test_of_two_histories_that_will_do_the_longer_one_counts() -> None:
    either = scope(CoveredSpan("desk", "messages", MARCH), CoveredSpan("desk", "first_response"))
    assert either.during(0, MARCH + 1).partly(("messages", "first_response")) is None
    assert either.during(0, MARCH + 1).partly(("messages",)) == (
        "covered only in part: messages of desk from 2026-03-01"
    )


def test_tickets_that_begin_somewhere_bound_everything() -> None:
    kept = scope(CoveredSpan("desk", "status"), CoveredSpan("desk", "tickets", MARCH + 3600))
    assert kept.during(MARCH, MARCH + 3600).lacks(()) == (
        "nothing of this period is covered: tickets of desk from 2026-03-01 01:00"
    )
    assert kept.during(MARCH, MARCH + 3600).missing("status") == kept.during(MARCH, MARCH + 3600).lacks(())
    assert kept.during(MARCH, MARCH + 3601).lacks(()) is None
    assert kept.during(MARCH, MARCH + 3601).partly(()) == (
        "covered only in part: tickets of desk from 2026-03-01 01:00"
    )


def test_more_spans_than_a_sentence_takes_are_counted() -> None:
    many = scope(*(CoveredSpan(f"s{n}", "status", MARCH + n * DAY) for n in range(1, 6)))
    assert many.during(MARCH - DAY, MARCH).missing("status") == (
        "nothing of this period is covered: status history of s1 from 2026-03-02, status history of s2 from "
        "2026-03-03, status history of s3 from 2026-03-04, and 2 more"
    )
