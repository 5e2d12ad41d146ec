"""The gaming audit of histories whose every count can be checked by reading them."""

from pathlib import Path
from typing import Any

import pytest

from cxtui.canonical import COVERAGE
from cxtui.kpis.audit import Audit, AuditRow
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading import audit
from cxtui.settings import defaults
from cxtui.store.read import Reader
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

AT = "2025-01-20 12:00"


def audited(store: Path, at: str | int = AT) -> Audit:
    """Return the audit as of an instant."""
    reader = Reader(store)
    with reader.transaction() as tx:
        newest = tx.value("SELECT MAX(newest_event_at) FROM source_state")
        covered = frozenset(what for _, what, *_ in tx.rows("coverage"))
        when = instant(at) if isinstance(at, str) else at
        found = audit.read(tx, Moment.of(when, "UTC", newest), Scope(defaults(), covered))
    reader.close()
    return found


def counts(found: Audit, suspicion: str) -> dict[str, tuple[int, int]]:
    """Return hits and n of each agent."""
    return {row.agent: (row.hits, row.n) for row in found.rows if row.suspicion == suspicion}


class Desk(History):
    """Tickets on a desk of two people, a bot and a system user."""

    def __init__(self, *without: str) -> None:
        super().__init__(what for what in COVERAGE if what not in without)
        for agent, kind in (("a1", "human"), ("a2", "human"), ("b1", "bot"), ("sys", "system")):
            self.add("agent", agent=agent, kind=kind, name=agent.upper())

    def opened(self, ticket: str, when: str, **values: object) -> "Desk":
        """Open a ticket with the customer's message."""
        self.ticket(ticket, when, **{"opened_by_kind": "customer", "team": "t1", **values})
        self.says(ticket, when)
        return self

    def held(self, ticket: str, when: str, agent: str | None, by: str | None = None) -> "Desk":
        """Let a ticket be assigned, by the agent's own hand unless told."""
        self.event(ticket, when, "assignee", agent, actor=by or agent)
        return self


@pytest.fixture
def desk() -> Desk:
    return Desk()


def solve(desk: Desk, ticket: str, day: int, agent: str, replies: int = 1, **values: object) -> None:
    """Let an agent take, answer and solve a ticket within minutes of a day in January."""
    desk.opened(ticket, f"2025-01-{day:02} 10:00", **values).held(ticket, f"2025-01-{day:02} 10:01", agent)
    for n in range(replies):
        desk.says(ticket, f"2025-01-{day:02} 10:{5 + 10 * n:02}", agent)
        if n + 1 < replies:
            desk.says(ticket, f"2025-01-{day:02} 10:{9 + 10 * n:02}")
    desk.status(ticket, f"2025-01-{day:02} 11:00", "solved", agent)


def test_solves_without_a_reply(desk: Desk, tmp_path: Path) -> None:
    solve(desk, "answered", 10, "a1")
    solve(desk, "silent", 11, "a1", replies=0)
    solve(desk, "late word", 12, "a1", replies=0)
    desk.says("late word", "2025-01-12 11:30", "a1")
    solve(desk, "outbound", 13, "a1", replies=0, opened_by_kind="agent")
    solve(desk, "by the bot", 13, "b1", replies=0)
    solve(desk, "spam", 14, "a1", replies=0, spam=1)
    desk.event("spam", "2025-01-14 12:00", "spam", "1")
    solve(desk, "a colleague's", 10, "a2", replies=0)
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "zero_reply") == {"a1": (2, 3), "a2": (1, 1)}
    assert (found.from_at, found.to_at) == (instant("2024-12-21"), instant("2025-01-20 12:00:01"))


def test_a_period_of_thirty_days(desk: Desk, tmp_path: Path) -> None:
    solve(desk, "before", 9, "a1", replies=0)
    solve(desk, "inside", 10, "a1", replies=0)
    store = stored(desk, tmp_path / "floor.db")
    assert counts(audited(store, "2025-02-09 12:00"), "zero_reply") == {"a1": (1, 1)}
    assert counts(audited(store, "2025-01-10 09:00"), "zero_reply") == {"a1": (1, 1)}


def test_reopened_within_a_day(desk: Desk, tmp_path: Path) -> None:
    for ticket, when in (("soon", "2025-01-11 11:00"), ("later", "2025-01-11 11:00:01"), ("never", None)):
        solve(desk, ticket, 10, "a1")
        if when:
            desk.status(ticket, when, "open")
    solve(desk, "young", 19, "a1")
    desk.status("young", "2025-01-19 18:00", "open")
    store = stored(desk, tmp_path / "floor.db")
    # At noon of the 20th the day of the young one is over, in the settled picture of a live floor.
    assert counts(audited(store), "reopened_soon") == {"a1": (2, 4)}
    assert counts(audited(store, "2025-01-19 19:00"), "reopened_soon") == {"a1": (1, 3)}


def test_surveys_not_sent(desk: Desk, tmp_path: Path) -> None:
    for n, ticket in enumerate(("asked", "answered", "forgotten", "forgotten too")):
        solve(desk, ticket, 10, "a1" if n < 3 else "a2")
    desk.add("rating", rating="r1", ticket="asked", kind="csat", sent_at=instant("2025-01-10 12:00"))
    desk.add("rating", rating="r2", ticket="answered", kind="nps", occurred_at=instant("2025-01-11 12:00"), value=9.0,
             scale_min=0.0, scale_max=10.0)  # fmt: skip
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "unsurveyed") == {"a1": (1, 3), "a2": (1, 1)}


def test_a_source_of_answers_alone_cannot_say_what_was_not_sent(desk: Desk, tmp_path: Path) -> None:
    solve(desk, "answered", 10, "a1")
    desk.add("rating", rating="r", ticket="answered", kind="csat", occurred_at=instant("2025-01-11 12:00"), value=5.0,
             scale_min=1.0, scale_max=5.0)  # fmt: skip
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "unsurveyed") == {}
    assert dict(found.missing)["unsurveyed"].startswith("every survey in this store was answered")


def test_first_replies_that_only_acknowledge(desk: Desk, tmp_path: Path) -> None:
    day = "2025-01-10"

    def ticket(name: str) -> Desk:
        return desk.opened(name, f"{day} 10:00").held(name, f"{day} 10:01", "a1")

    ticket("two in a row").says("two in a row", f"{day} 10:05", "a1").says("two in a row", f"{day} 10:30", "a1")
    ticket("a colleague").says("a colleague", f"{day} 10:05", "a1").says("a colleague", f"{day} 10:30", "a2")
    talk = ticket("a talk").says("a talk", f"{day} 10:05", "a1").says("a talk", f"{day} 10:20")
    talk.says("a talk", f"{day} 10:30", "a1")
    wait = ticket("a reminder").says("a reminder", f"{day} 10:05", "a1")
    wait.status("a reminder", f"{day} 10:05", "pending", "a1").says("a reminder", "2025-01-13 10:00", "a1")
    up = ticket("escalated").says("escalated", f"{day} 10:05", "a1")
    up.event("escalated", f"{day} 10:10", "escalated", "2", actor="a1").says("escalated", f"{day} 11:00", "a2")
    after = ticket("after the solve").says("after the solve", f"{day} 10:05", "a1")
    after.status("after the solve", f"{day} 10:06", "solved", "a1").says("after the solve", f"{day} 10:30", "a1")
    ticket("one").says("one", f"{day} 10:05", "a1").says("one", f"{day} 10:30", "b1")
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "acknowledged") == {"a1": (2, 7)}


def test_given_away_before_the_solve(desk: Desk, tmp_path: Path) -> None:
    def passed(ticket: str, to: str | None, by: str, solver: str = "a2") -> None:
        desk.opened(ticket, "2025-01-10 10:00").held(ticket, "2025-01-10 10:01", "a1")
        desk.held(ticket, "2025-01-10 10:30", to, by)
        if to != solver:
            desk.held(ticket, "2025-01-10 11:00", solver)
        desk.says(ticket, "2025-01-10 11:30", solver).status(ticket, "2025-01-10 11:30", "solved", solver)

    passed("to a colleague", "a2", by="a1")
    passed("to the queue", None, by="a1")
    passed("taken over", "a2", by="a2")
    passed("by a rule", "a2", by="sys")
    passed("came back", "a2", by="a1", solver="a1")
    passed("up", "a2", by="a1")
    desk.event("up", "2025-01-10 10:30", "escalated", "2", actor="a1")
    solve(desk, "own", 10, "a1")
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "handed_away") == {"a1": (2, 4), "a2": (0, 5)}


def test_hand_overs_by_nobody_known_say_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.opened("x", "2025-01-10 10:00").held("x", "2025-01-10 10:01", "a1", by="somebody")
    desk.held("x", "2025-01-10 10:30", "a2", by="somebody").status("x", "2025-01-10 11:30", "solved", "a2")
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "handed_away") == {}
    assert dict(found.missing)["handed_away"].startswith("no hand-over names a known agent")


def test_hand_overs_of_a_state_log(desk: Desk, tmp_path: Path) -> None:
    desk.ticket("log", "2025-01-10 10:00", opened_by_kind="customer")
    for seq, (when, status, who, by) in enumerate(
        (("10:01", "open", "a1", "a1"), ("10:10", "open", "a1", "a1"), ("10:30", "open", "a2", "a1"),
         ("11:00", "solved", "a2", "a2"))
    ):  # fmt: skip
        desk.add("state", ticket="log", from_at=instant(f"2025-01-10 {when}"), seq=seq, status=status, assignee=who,
                 actor=by)  # fmt: skip
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert counts(found, "handed_away") == {"a1": (1, 1), "a2": (0, 1)}


def test_easy_topics_against_what_was_offered(desk: Desk, tmp_path: Path) -> None:
    """Passwords are solved with one reply, outages with two: a1 takes nearly all of the passwords."""
    for n in range(30):
        solve(desk, f"p{n}", 10 + n % 5, "a1" if n < 27 else "a2", topic="password")
        solve(desk, f"o{n}", 10 + n % 5, "a1" if n < 3 else "a2", replies=2, topic="outage")
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert found.easy == ("password",)
    assert counts(found, "easy_topics") == {"a1": (27, 30), "a2": (3, 30)}
    by_agent: dict[str, AuditRow] = {row.agent: row for row in found.rows if row.suspicion == "easy_topics"}
    assert (by_agent["a1"].usual, by_agent["a1"].stands_out, by_agent["a2"].stands_out) == (0.5, True, False)


def test_what_a_store_lacks_is_named_and_not_counted(tmp_path: Path) -> None:
    desk = Desk("messages", "ratings", "topic", "assignee")
    solve(desk, "x", 10, "a1", replies=0)
    found = audited(stored(desk, tmp_path / "floor.db"))
    assert {row.suspicion for row in found.rows} == {"reopened_soon"}
    assert [name for name, _ in found.missing] == [
        "zero_reply", "easy_topics", "handed_away", "acknowledged", "unsurveyed"
    ]  # fmt: skip
    assert dict(found.missing)["zero_reply"].startswith("no messages in this store")


def test_topics_and_agents_add_up_over_the_rows_of_solved_tickets() -> None:
    # source, agent, team, topic, tickets, with one reply, of customers, without a reply, over, reopened, unsurveyed
    counted: tuple[tuple[Any, ...], ...] = (
        ("s", "a1", "t1", "login", 5, 3, 5, 1, 4, 2, 1),
        ("s", "a1", "t2", "login", 2, None, 2, None, 2, 1, None),
        ("s", "a2", "t1", "login", 1, 1, 1, 0, 1, 0, 1),
        ("s", "a2", "t1", None, 9, 9, 9, 9, 9, 9, 9),
        ("other", "a1", "t1", "login", 7, 7, 7, 7, 7, 7, 7),
    )
    solved = [audit.SolvedTickets(*row) for row in counted]
    assert audit._topics(solved) == {("s", "login"): (4, 8), ("other", "login"): (7, 7)}
    silent = {
        who: (share.hits, share.n)
        for who, share in audit._summed(solved, {"s"}, hits="no_reply", n="of_customers").items()
    }
    assert silent == {("s", "a1"): (1, 7), ("s", "a2"): (9, 10)}
    created = [("s", "t1", "login", 6), ("s", "t1", "outage", 2), ("s", None, "login", 1)]
    easy = audit._easy(solved, created, frozenset({("s", "login")}), {"s"})
    assert {who: (share.hits, share.n) for who, share in easy.items()} == {("s", "a1"): (7, 7), ("s", "a2"): (1, 1)}
    # Of the tickets of the first team 6 of 8 were easy; the second got none.
    assert [share.usual for share in easy.values()] == [0.75, 0.75]
    handed = [("s", "a1", 3, 1, 1), ("s", "a3", 2, 1, 1), ("other", "a1", 9, 1, 1)]
    given = {who: (share.hits, share.n) for who, share in audit._handed(solved, handed, {"s"}).items()}
    assert given == {("s", "a1"): (3, 10), ("s", "a2"): (0, 10), ("s", "a3"): (2, 2)}
