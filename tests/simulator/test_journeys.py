"""What holds for every ticket's history."""

from itertools import pairwise

from cxtui.clock import DAY
from cxtui.simulator import CanonicalRows, Simulator
from cxtui.simulator.journeys import LONGEST_WORK
from cxtui.simulator.people import TEAMS
from tests.simulator.looking import START, History

Tickets = dict[str, History]
LIVE = ("chat", "phone")


def test_events_are_in_order_and_their_ids_unique(rows: CanonicalRows, tickets: Tickets) -> None:
    assert len({(row[1], row[2]) for row in rows["event"]}) == len(rows["event"])
    for history in tickets.values():
        times = [event.at for event in history.events]
        assert times == sorted(times)
    by_id = sorted(rows["event"], key=lambda row: (row[1], row[2]))
    assert by_id == sorted(rows["event"], key=lambda row: (row[1], row[3], row[2]))


def test_nothing_happens_before_creation(tickets: Tickets) -> None:
    for history in tickets.values():
        assert history.events[0].at == history["created_at"]
        assert history.events[0].kind == "status"
        assert history.events[0].value == "new"


def test_each_change_starts_from_the_value_before(tickets: Tickets) -> None:
    for ticket, history in tickets.items():
        for kind in ("status", "team", "assignee"):
            changes = history.of(kind)
            for old, new in pairwise(changes):
                assert new.previous == old.value, (ticket, kind)
                assert new.value != old.value, (ticket, kind)


def test_the_ticket_row_is_what_its_events_lead_to(tickets: Tickets) -> None:
    for ticket, history in tickets.items():
        assert history["team"] == history.of("team")[-1].value, ticket
        priorities, topics = history.of("priority"), history.of("topic")
        assert history["priority"] == (priorities[-1].value if priorities else "normal")
        if topics:
            assert history["topic"] == topics[-1].value
        assert bool(history["spam"]) == bool(history.of("spam"))
        assert bool(history["deleted_at"]) == bool(history.of("deleted"))
        assert history["merged_into"] == (history.of("merged")[0].value if history.of("merged") else None)


def test_nothing_happens_after_closing_but_deletion(tickets: Tickets) -> None:
    for ticket, history in tickets.items():
        ends = [n for n, e in enumerate(history.events) if e.value == "closed" or e.kind == "deleted"]
        assert not ends or ends[0] == len(history.events) - 1, ticket


def test_agents_act_only_on_duty_or_to_finish_what_they_began(rows: CanonicalRows, tickets: Tickets) -> None:
    """A week's leftovers are worked off by the same shifts; the longest piece of work bounds the overrun."""
    duty: dict[str, list[tuple[int, int]]] = {}
    for row in rows["agent_state"]:
        if row[5] == "online" and row[6] is not None:
            duty.setdefault(row[1], []).append((row[2], row[6]))
    end = START + 27 * DAY
    acted = 0
    for history in tickets.values():
        for event in history.events:
            if event.actor_kind == "agent" and event.at < end:
                acted += 1
                assert event.actor is not None
                assert any(a <= event.at <= b + LONGEST_WORK + 400 for a, b in duty[event.actor]), event
    assert acted > 10_000


def test_a_reply_is_by_who_holds_the_ticket(tickets: Tickets) -> None:
    for ticket, history in tickets.items():
        holder = history["opened_by"]
        for event in history.events:
            if event.kind == "assignee":
                holder = event.value
            if event.kind == "message" and event.actor_kind == "agent":
                assert event.actor == holder, ticket


def test_escalations_climb_one_tier_and_move_to_a_team_of_it(tickets: Tickets) -> None:
    seen = set()
    for history in tickets.values():
        tier = 1
        for n, event in enumerate(history.events):
            if event.kind == "escalated":
                tier += 1
                assert event.value == str(tier)
                assert event.previous
                move = history.events[n + 1]
                assert move.kind == "team"
                assert move.value is not None
                assert TEAMS[move.value].tier == tier
                seen.add(tier)
    assert seen == {2, 3}


def test_every_kind_of_history_is_there(tickets: Tickets) -> None:
    counted = [h for h in tickets.values() if h.counts]
    solved = [h for h in counted if h.of("status")[-1].value in ("solved", "closed")]
    assert any(not h.replies() and not h.of("abandoned") for h in solved)
    assert any(h["opened_by_kind"] == "agent" for h in counted)
    assert any(h.of("note") for h in counted)
    assert any(e.value == "hold" for h in counted for e in h.of("status"))
    assert any(e.automated for h in counted for e in h.of("message") if e.actor_kind == "bot")
    assert any(e.automated for h in counted for e in h.of("message") if e.actor_kind == "system")
    assert not any(e.automated for h in counted for e in h.of("message") if e.actor_kind == "agent")
    two_first = [
        h for h in counted
        if [e.actor_kind for e in h.of("message") if e.actor_kind in ("customer", "agent")][:2] == ["customer"] * 2
    ]  # fmt: skip
    assert 0.05 < len(two_first) / len(counted) < 0.3
    assert len({e.actor for h in counted for e in h.replies() if len(h.replies()) > 1}) > 10


def test_merged_tickets_point_at_an_older_one_of_the_same_customer(tickets: Tickets) -> None:
    merged = [h for h in tickets.values() if h["merged_into"]]
    assert len(merged) > 20
    for history in merged:
        survivor = tickets[history["merged_into"]]
        assert survivor["customer"] == history["customer"]
        assert survivor["created_at"] < history["created_at"]


def test_a_week_after_a_week_the_backlog_does_not_grow(tickets: Tickets) -> None:
    def backlog(at: int) -> int:
        return sum(h.status(at) not in (None, "solved", "closed") for h in tickets.values() if h.counts)

    first, last = backlog(START + 9 * DAY), backlog(START + 23 * DAY)
    assert 60 < first < 260
    assert 60 < last < 260


def test_the_same_tickets_are_there_in_another_zone() -> None:
    rows = Simulator(7, START, zone="America/New_York").history(START, START + DAY)
    assert len(rows["ticket"]) > 100
