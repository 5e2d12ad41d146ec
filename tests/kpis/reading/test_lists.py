"""Waiting and escalated tickets: order, counts, and rows as they were at the instant."""

from pathlib import Path
from typing import Any

import pytest

from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.kpis.reading import responses
from cxtui.settings import defaults
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.kpis.reading.oracle import Life
from tests.kpis.reading.stores import floor, stored


def people() -> History:
    """Return a history of two agents, two teams and a customer."""
    history = History().add("agent", agent="a1", name="Ola Nowak").add("agent", agent="a2", name="Mei Tan")
    history.add("team", team="first", name="First line", tier=1).add("team", team="second", name="Second line", tier=2)
    return history.add("customer", customer="c1", name="Acme GmbH", tier="gold")


def waiting(seen: Floor) -> list[str]:
    """Return the waiting tickets in their order."""
    return [row.ticket for row in seen.responses.rows]


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    """Chats due after 120 s, a call after 20 s, a mail after 4 business hours; one without a promise to keep."""
    history = people()
    for ticket, created, channel in (
        ("mail", "2025-01-14 09:00", "email"), ("late chat", "2025-01-14 10:00", "chat"),
        ("chat", "2025-01-14 10:01", "chat"), ("call", "2025-01-14 10:01:30", "phone"),
        ("twin b", "2025-01-14 10:01:40", "chat"), ("twin a", "2025-01-14 10:01:40", "chat"),
        ("answered", "2025-01-14 09:30", "chat"), ("tomorrow", "2025-01-15 09:30", "chat"),
    ):  # fmt: skip
        history.ticket(ticket, created, channel=channel, customer="c1", subject=f"About {ticket}", priority="high")
        history.says(ticket, created)
    history.says("answered", "2025-01-14 10:01", "a1")
    return stored(history, tmp_path / "floor.db")


def test_next_to_breach_first_and_whole_counts(queue: Path) -> None:
    seen = floor(queue, "2025-01-14 10:02")
    assert waiting(seen) == ["call", "late chat", "chat", "twin a", "twin b", "mail"]
    assert (seen.responses.waiting, seen.responses.breached) == (6, 2)
    assert floor(queue, "2025-01-14 10:01:59").responses.breached == 1
    call, mail = seen.responses.rows[0], seen.responses.rows[-1]
    assert (call.created_at, call.due_at, call.target_s, call.calendar) == (
        instant("2025-01-14 10:01:30"), instant("2025-01-14 10:01:50"), 20, None,
    )  # fmt: skip
    assert (mail.due_at, mail.target_s, mail.calendar) == (instant("2025-01-14 13:00"), 4 * 3600, "business")
    assert (mail.subject, mail.customer, mail.customer_tier, mail.priority) == (
        "About mail", "Acme GmbH", "gold", "high",
    )  # fmt: skip
    hours = seen.calendars["business"]
    assert hours.business(instant("2025-01-14 16:00"), instant("2025-01-15 10:00")) == 7200
    # Known from 35 days before this Tuesday until 35 days after, which is a Tuesday too.
    assert (hours.from_at[0], hours.to_at[-1]) == (instant("2024-12-10 09:00"), instant("2025-02-17 17:00"))


def test_the_answered_one_waited_until_its_reply(queue: Path) -> None:
    assert waiting(floor(queue, "2025-01-14 10:00:59")) == ["answered", "late chat", "mail"]
    assert "answered" not in waiting(floor(queue, "2025-01-14 10:01"))


def test_rows_are_cut_and_counts_are_not(queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "ROWS", 2)
    seen = floor(queue, "2025-01-14 10:02")
    assert (waiting(seen), seen.responses.waiting) == (["call", "late chat"], 6)


def test_who_was_solved_or_abandoned_then_did_not_wait(tmp_path: Path) -> None:
    history = people()
    for ticket in ("solved", "abandoned"):
        history.ticket(ticket, "2025-01-14 10:00", channel="chat").says(ticket, "2025-01-14 10:00")
    history.status("solved", "2025-01-14 10:05", "solved").event("abandoned", "2025-01-14 10:05", "abandoned")
    history.says("solved", "2025-01-14 12:00", "a1").says("abandoned", "2025-01-14 12:00", "a1")
    store = stored(history, tmp_path / "floor.db")
    seen = [floor(store, f"2025-01-14 {at}").responses.waiting for at in ("10:04:59", "10:05", "11:00", "12:00")]
    assert seen == [2, 0, 0, 0]


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A ticket that changes hands, team and priority at 11:00, and is escalated at 10:30 and 12:00."""
    history = people().ticket(
        "t", "2025-01-14 10:00", channel="email", team="second", priority="urgent", topic="refund", customer="c1"
    )
    history.says("t", "2025-01-14 10:00").event("t", "2025-01-14 10:00", "team", "first")
    history.event("t", "2025-01-14 10:10", "assignee", "a1").event("t", "2025-01-14 10:30", "escalated", "2")
    history.event("t", "2025-01-14 11:00", "assignee", "a2").event("t", "2025-01-14 11:00", "team", "second")
    history.event("t", "2025-01-14 11:00", "priority", "urgent", previous="low")
    history.event("t", "2025-01-14 11:30", "assignee", None).event("t", "2025-01-14 12:00", "escalated", "3")
    history.says("t", "2025-01-16 12:00", "a2").status("t", "2025-01-16 12:00", "solved", "a2")
    return stored(history, tmp_path / "floor.db")


@pytest.mark.parametrize(
    ("at", "assignee", "team", "priority", "tier"),
    [
        ("10:05", None, "First line", "low", None),
        ("10:30", "Ola Nowak", "First line", "low", "2"),
        ("10:59:59", "Ola Nowak", "First line", "low", "2"),
        ("11:00", "Mei Tan", "Second line", "urgent", "2"),
        ("11:30", None, "Second line", "urgent", "2"),
        ("12:00", None, "Second line", "urgent", "3"),
    ],
)
def test_rows_show_what_was_then(
    moved: Path, at: str, assignee: str | None, team: str, priority: str, tier: str | None
) -> None:
    seen = floor(moved, f"2025-01-14 {at}")
    (row,) = seen.responses.rows
    assert (row.assignee, row.team, row.priority) == (assignee, team, priority)
    assert [(e.assignee, e.team, e.priority, e.tier, e.reason) for e in seen.escalations.rows] == (
        [(assignee, team, priority, tier, "refund")] if tier else []
    )


def test_escalated_the_longest_first_until_it_leaves(tmp_path: Path) -> None:
    history = people()
    for ticket, at in (("b", "10:20"), ("a", "10:20"), ("first", "10:10"), ("reopened", "10:15")):
        history.ticket(ticket, "2025-01-14 10:00", channel="chat").event(ticket, f"2025-01-14 {at}", "escalated", "2")
    history.says("first", "2025-01-14 10:01", "a1").status("first", "2025-01-14 11:00", "solved")
    history.status("reopened", "2025-01-14 10:30", "solved").status("reopened", "2025-01-14 11:00", "open")
    store = stored(history, tmp_path / "floor.db")
    lists = {
        at: [row.ticket for row in floor(store, f"2025-01-14 {at}").escalations.rows]
        for at in ("10:10", "10:20", "10:45", "11:00")
    }
    assert lists == {
        "10:10": ["first"],
        "10:20": ["first", "reopened", "a", "b"],
        "10:45": ["first", "a", "b"],
        "11:00": ["reopened", "a", "b"],
    }
    seen = floor(store, "2025-01-14 10:20").escalations
    assert (seen.open, seen.breached) == (4, 3)
    assert [row.breached for row in seen.rows] == [False, True, True, True]
    counts = {at: floor(store, f"2025-01-14 {at}").escalations for at in ("10:09:59", "10:10")}
    assert {at: (one.open, one.breached) for at, one in counts.items()} == {"10:09:59": (0, 0), "10:10": (1, 0)}


def test_a_kept_row_follows_every_change(tmp_path: Path) -> None:
    """The reader keeps rows between floors; what a batch changes in them shows at once."""
    history = people().ticket("t", "2025-01-14 10:00", channel="email").says("t", "2025-01-14 10:00")
    store = stored(history, tmp_path / "floor.db")
    feed = StoreFeed(store, clock=lambda: instant("2025-01-14 11:00"))
    assert [row.assignee for row in feed.read().responses.rows] == [None]
    more = History(()).event("t", "2025-01-14 10:30", "assignee", "a2")
    more.rows["event"] = [(*row[:2], "x1", *row[3:]) for row in more.rows["event"]]
    apply(store, more)
    assert [row.assignee for row in feed.read().responses.rows] == ["Mei Tan"]
    answered = History(()).says("t", "2025-01-14 10:40", "a2")
    answered.rows["event"] = [(*row[:2], "x2", *row[3:]) for row in answered.rows["event"]]
    apply(store, answered)
    seen = feed.read()
    assert (seen.responses.rows, seen.responses.waiting) == ((), 0)
    assert seen.metrics["first_response_mean"].value == 40 * 60
    feed.close()


def apply(store: Path, history: History) -> None:
    """Merge a history into a store."""
    with Writer(store) as writer:
        apply_rows(writer, history.rows, "s", "hand", defaults())


@pytest.mark.parametrize("at", ["2026-04-07 09:00", "2026-04-07 13:07:31", "2026-04-08 12:29"])
def test_the_packaged_lists_agree_with_the_replay(packaged: Path, lives: list[Life], at: str) -> None:
    when = instant(at)
    own = [life for life in lives if not life.excluded_at(when) and life.open_at(when)]
    quiet: list[Any] = [life.ticket for life in own if life.waits_at(when)]
    seen = floor(packaged, when)
    assert sorted(waiting(seen)) == sorted(quiet)
    assert seen.responses.waiting == len(quiet)
    due = [row.due_at for row in seen.responses.rows]
    assert due == sorted(due, key=lambda at: (at is None, at or 0))
    assert seen.responses.breached == sum(one is not None and one <= when for one in due)
