"""What was said of a ticket, as of any instant: answers, comments, later answers, and quality reviews."""

from pathlib import Path

import pytest

from cxtui.kpis.floor import TicketView
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import opened, stored


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    h = History().add("agent", agent="a1", name="Ola Nowak", kind="human").add("customer", customer="c1", name="Acme")
    h.ticket("t", "2025-01-14 10:00", customer="c1").says("t", "2025-01-14 10:00").says("t", "2025-01-14 10:05", "a1")
    h.status("t", "2025-01-14 10:06", "solved", "a1")
    for rating, kind, sent, answered, value, low, high, comment in (
        ("r1", "csat", "11:00", "12:00", 2.0, 1.0, 5.0, "too slow"),
        ("r2", "csat", "11:00", "13:00", 5.0, 1.0, 5.0, None),
        ("r3", "nps", "14:00", None, None, 0.0, 10.0, None), ("r4", "nps", None, "15:00", 9.0, 0.0, 10.0, None),
    ):  # fmt: skip
        h.add(
            "rating", rating=rating, ticket="t", kind=kind, value=value, scale_min=low, scale_max=high, agent="a1",
            comment=comment, sent_at=None if sent is None else instant(f"2025-01-14 {sent}"),
            occurred_at=None if answered is None else instant(f"2025-01-14 {answered}"),
        )  # fmt: skip
    for category, value, critical in (("tone", 4.0, 0), ("solution", 1.0, 1), ("process", None, 0)):
        h.add("qa_score", review="q1", ticket="t", agent="a1", category=category, value=value, min=0.0, max=4.0,
              weight=1.0, critical=critical, occurred_at=instant("2025-01-15 09:00"))  # fmt: skip
    h.ticket("bare", "2025-01-14 10:00")
    return stored(h, tmp_path_factory.mktemp("ratings") / "floor.db")


def view(store: Path, at: str, ticket: str = "t") -> TicketView:
    found = opened(store, ticket, at)
    assert found is not None
    return found


def test_a_survey_is_sent_then_answered_then_answered_anew(store: Path) -> None:
    def known(at: str) -> list[tuple[object, ...]]:
        return [(one.kind, one.value, one.good, one.comment, one.superseded) for one in view(store, at).surveys]

    assert known("2025-01-14 10:30") == []
    # Both rows were sent at eleven; what they bring is not known yet.
    assert known("2025-01-14 11:30") == [("csat", None, None, None, False)] * 2
    assert ("csat", 2.0, False, "too slow", False) in known("2025-01-14 12:00")
    after = known("2025-01-14 13:00")
    assert ("csat", 5.0, True, None, False) in after and ("csat", 2.0, False, "too slow", True) in after
    assert known("2025-01-14 15:00")[0] == ("nps", 9.0, None, None, False)


def test_who_it_is_credited_to_and_when_it_came(store: Path) -> None:
    newest = view(store, "2025-01-14 15:00").surveys[0]
    assert (newest.agent, newest.answered_at, newest.sent_at) == ("Ola Nowak", instant("2025-01-14 15:00"), None)
    assert (newest.low, newest.high) == (0.0, 10.0)


def test_a_review_with_a_critical_category_under_half_is_worth_nothing(store: Path) -> None:
    assert view(store, "2025-01-15 08:59:59").reviews == ()
    (review,) = view(store, "2025-01-15 09:00").reviews
    assert (review.review, review.agent, review.score) == ("q1", "Ola Nowak", 0.0)
    assert review.categories == (("process", None, False), ("solution", 0.25, True), ("tone", 1.0, False))


def test_a_ticket_of_which_nothing_was_said(store: Path) -> None:
    bare = view(store, "2025-01-20 09:00", "bare")
    assert (bare.surveys, bare.reviews, bare.customer) == ((), (), None)
    assert view(store, "2025-01-20 09:00").customer == "c1"


def test_of_very_many_surveys_and_categories_the_first_are_shown(tmp_path: Path) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for n in range(21):
        h.add("rating", rating=f"r{n:02d}", ticket="t", kind="csat", value=5.0, scale_min=1.0, scale_max=5.0,
              sent_at=instant(f"2025-01-15 {n:02d}:00"), occurred_at=instant(f"2025-01-15 {n:02d}:30"))  # fmt: skip
    for n in range(101):
        h.add("qa_score", review="q", ticket="t", agent="a1", category=f"c{n:03d}", value=1.0, min=0.0, max=1.0,
              weight=1.0, critical=0, occurred_at=instant("2025-01-16 09:00"))  # fmt: skip
    found = view(stored(h, tmp_path / "floor.db"), "2025-01-17 09:00")
    assert [one.answered_at for one in found.surveys] == [instant(f"2025-01-15 {n:02d}:30") for n in range(20, 0, -1)]
    assert [len(review.categories) for review in found.reviews] == [100]
