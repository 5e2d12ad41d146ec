"""A ticket opened: its clock and why it stands so, its facts as of the instant, and its timeline with gaps."""

from pathlib import Path

import pytest

from cxtui.kpis.floor import TicketView
from cxtui.kpis.reading import ticket as ticket_reading
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import opened, stored


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A mail with 4 business hours (Mon–Fri 09–17) from Tuesday 15:00, a chat with 120 s, and others."""
    h = History().add("agent", agent="a1", name="Ola Nowak", kind="human").add("team", team="first", name="First line")
    h.ticket("mail", "2025-01-14 15:00", channel="email", team="first", opened_by_kind="customer", priority="high")
    h.says("mail", "2025-01-14 15:00").event("mail", "2025-01-14 16:00", "assignee", "a1")
    h.says("mail", "2025-01-15 12:00", "a1").status("mail", "2025-01-15 12:30", "solved", "a1")
    h.status("mail", "2025-01-15 13:00", "open").status("mail", "2025-01-15 14:00", "solved", "a1")
    h.ticket("chat", "2025-01-14 15:00", channel="chat").says("chat", "2025-01-14 15:00")
    h.says("chat", "2025-01-14 15:02:00", "a1")
    h.ticket("left", "2025-01-14 15:00", channel="chat").says("left", "2025-01-14 15:00")
    h.status("left", "2025-01-14 15:01", "solved", "a1")
    h.ticket("late", "2025-01-14 15:00", channel="chat").says("late", "2025-01-14 15:00")
    h.status("late", "2025-01-14 15:05", "solved", "a1")
    return stored(h, tmp_path / "floor.db")


def view(store: Path, ticket: str, at: str) -> TicketView:
    """Return a ticket that is there."""
    found = opened(store, ticket, at)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ticket", "at", "state", "left", "why"),
    [
        ("mail", "2025-01-14 15:30", "running", 3 * 3600 + 1800, "no human has answered yet"),
        ("mail", "2025-01-14 20:00", "paused", 2 * 3600, "the calendar business is shut now"),
        ("mail", "2025-01-15 10:59:59", "running", 1, "no human has answered yet"),
        ("mail", "2025-01-15 11:00", "breached", 0, "nobody has answered and it was due"),
        ("mail", "2025-01-15 11:30", "breached", -1800, "nobody has answered and it was due"),
        ("mail", "2025-01-15 12:00", "breached", None, "answered after it was due"),
        ("chat", "2025-01-14 15:01:00", "running", 60, "no human has answered yet"),
        ("chat", "2025-01-14 15:02:00", "met", None, "answered in time"),
        ("left", "2025-01-14 15:02", "unanswered", None, "it left the backlog without a reply"),
        ("late", "2025-01-14 15:04", "breached", -120, "nobody has answered and it was due"),
        ("late", "2025-01-14 15:05", "breached", None, "it was due and nobody answered"),
    ],
)
def test_clocks(store: Path, ticket: str, at: str, state: str, left: int | None, why: str) -> None:
    (clock,) = view(store, ticket, at).clocks
    assert (clock.metric, clock.state, clock.remaining_s, clock.why) == ("first_response", state, left, why)
    due = instant("2025-01-15 11:00") if ticket == "mail" else instant("2025-01-14 15:02")
    assert clock.due_at == due


@pytest.mark.parametrize(
    ("at", "facts"),
    [
        ("2025-01-14 15:30", {"Status": "new", "Human replies": "0"}),
        ("2025-01-14 16:00", {"Status": "new", "Assignee": "Ola Nowak", "Human replies": "0"}),
        (
            "2025-01-15 12:30",
            {"Status": "solved", "Assignee": "Ola Nowak", "Solved": "once", "Human replies": "1"},
        ),
        (
            "2025-01-15 13:00",
            {
                "Status": "open", "Assignee": "Ola Nowak", "Solved": "once", "Reopened": "once",
                "Human replies": "1",
            },
        ),
        (
            "2025-01-15 14:00",
            {
                "Status": "solved", "Assignee": "Ola Nowak", "Solved": "2 times", "Reopened": "once",
                "Human replies": "1",
            },
        ),
    ],
)  # fmt: skip
def test_facts_are_those_of_the_instant(store: Path, at: str, facts: dict[str, str]) -> None:
    fixed = {"Channel": "email", "Team": "First line", "Priority": "high"}
    assert dict(view(store, "mail", at).facts) == fixed | facts


def test_the_timeline_ends_at_the_instant_and_tells_gaps(store: Path) -> None:
    lines = view(store, "mail", "2025-01-15 12:30").timeline
    assert [(line.kind, line.since_s, line.actor, line.value) for line in lines] == [
        ("created", 0, None, None),
        ("message", 0, "c1", None),
        ("assignee", 3600, None, "Ola Nowak"),
        ("message", 20 * 3600, "Ola Nowak", None),
        ("status", 1800, "Ola Nowak", "solved"),
    ]
    assert len(view(store, "mail", "2025-01-15 14:00").timeline) == 7


def test_a_long_timeline_keeps_its_newest_lines(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_reading, "LINES", 2)
    seen = view(store, "mail", "2025-01-15 14:00")
    assert (seen.cut, [line.value for line in seen.timeline[1:]]) == (4, ["open", "solved"])


def test_a_state_log_is_told_as_its_changes(tmp_path: Path) -> None:
    h = History(("status", "assignee", "team", "priority")).ticket("t", "2025-01-14 09:00", team="second")
    for seq, (at, status, team) in enumerate(
        (("09:00", "new", "first"), ("10:00", "open", "first"), ("11:00", "open", "second"), ("12:00", "solved", None))
    ):
        h.add("state", ticket="t", from_at=instant(f"2025-01-14 {at}"), seq=seq, status=status, team=team)
    store = stored(h, tmp_path / "floor.db")
    lines = view(store, "t", "2025-01-14 12:00").timeline
    assert [(line.kind, line.value) for line in lines if line.kind != "created"] == [
        ("status", "new"), ("team", "first"), ("status", "open"), ("team", "second"), ("status", "solved"),
    ]  # fmt: skip
    assert {at: dict(view(store, "t", f"2025-01-14 {at}").facts)["Team"] for at in ("10:30", "11:00")} == {
        "10:30": "first", "11:00": "second",
    }  # fmt: skip


def test_a_ticket_that_is_not_there_or_came_later(store: Path) -> None:
    assert opened(store, "nobody's", "2025-01-15 12:00") is None
    assert opened(store, "mail", "2025-01-14 14:59:59") is None
