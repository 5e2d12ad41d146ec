"""An agent's queue: which promise breaks next, in which order tickets stand, and the team without names."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from cxtui.kpis.agent.feed import AgentFeed
from cxtui.kpis.agent.identity import AgentIdentity
from cxtui.kpis.agent.work import Task
from cxtui.kpis.agent.work_reader import peers
from cxtui.kpis.floor import Leaderboard, Ranked, TicketView
from cxtui.kpis.query import Query
from cxtui.settings import StoreSettings, Target, defaults
from tests.facts.histories import History, instant
from tests.kpis.reading.secrets import AGENTS, END, histories
from tests.kpis.reading.stores import stored

PROMISES = replace(
    defaults(),
    targets=(
        Target("first_response", 3600, False),
        Target("next_reply", 1800, False),
        Target("resolution", 4 * 3600, True),
        Target("agent_work", 2 * 3600, False),
    ),
)
ME = AgentIdentity("s", "a1", "Ann", "red", "Team red")


def queue(store: Path, at: str) -> dict[str, Task]:
    """Return the tasks of agent a1 by ticket, in their order."""
    with closing(AgentFeed(store, "a1", at=instant(at))) as feed:
        found = feed.read().agent_work
    assert found is not None
    assert found.queue.open == len(found.queue.rows)
    return {row.ticket: row for row in found.queue.rows}


def made(tmp_path: Path, rules: StoreSettings = PROMISES) -> Path:
    """Return a store of four tickets that a1 holds: unanswered, asked again, waiting for the customer, on hold."""
    h = History().add("agent", agent="a1", name="Ann", kind="human", team="red")
    h.add("agent", agent="a2", name="Bob", kind="human", team="red")
    for k, ticket in enumerate(("fresh", "again", "pending", "hold")):
        h.ticket(ticket, f"2025-01-14 10:0{k}", team="red", channel="chat", customer=f"c{k}", subject=ticket)
        h.status(ticket, f"2025-01-14 10:0{k}", "new").says(ticket, f"2025-01-14 10:0{k}", f"c{k}")
        h.event(ticket, f"2025-01-14 10:1{k}", "assignee", "a1")
    for ticket in ("again", "pending", "hold"):
        h.says(ticket, "2025-01-14 10:20", "a1").status(ticket, "2025-01-14 10:20", "open", "a1")
    h.says("again", "2025-01-14 10:40", "c1")
    h.status("pending", "2025-01-14 10:30", "pending", "a1")
    h.status("hold", "2025-01-14 10:30", "hold", "a1")
    return stored(h, tmp_path / "floor.db", rules)


def test_opening_hours_are_known_for_five_weeks_on_both_sides(tmp_path: Path) -> None:
    with closing(AgentFeed(made(tmp_path), "a1", at=instant("2025-01-14 10:50"))) as feed:
        hours = feed.read().calendars["business"]
    # Open from Monday to Friday; 10 December and 18 February are Tuesdays, the second no longer known.
    assert (hours.from_at[0], hours.to_at[-1]) == (instant("2024-12-10 09:00"), instant("2025-02-17 17:00"))


def test_the_promise_that_breaks_next_leads(tmp_path: Path) -> None:
    only_replies = replace(PROMISES, targets=PROMISES.targets[:2])
    found = queue(made(tmp_path, only_replies), "2025-01-14 10:50")
    assert list(found) == ["fresh", "again", "pending", "hold"]
    fresh, again = found["fresh"], found["again"]
    assert (fresh.promise, fresh.due_at, fresh.target_s) == ("first_response", instant("2025-01-14 11:00"), 3600)
    assert fresh.asked_at == instant("2025-01-14 10:00")
    assert (again.promise, again.due_at, again.target_s) == ("next_reply", instant("2025-01-14 11:10"), 1800)
    assert again.asked_at == instant("2025-01-14 10:40") and again.status == "open"
    for one in (found["pending"], found["hold"]):
        assert (one.promise, one.due_at, one.asked_at) == (None, None, None)


def test_a_clock_that_stands_says_why_and_what_is_left(tmp_path: Path) -> None:
    work = replace(PROMISES, targets=(Target("agent_work", 2 * 3600, False),))
    found = queue(made(tmp_path, work), "2025-01-14 10:50")
    # Worked from 10:02 until 10:30, that is 28 minutes of two hours; on hold it is our turn no more either.
    pending = found["pending"]
    assert (pending.promise, pending.stands, pending.due_at) == ("agent_work", "pending", None)
    assert pending.left_s == 2 * 3600 - 28 * 60


def test_without_promises_whoever_waits_longest_leads(tmp_path: Path) -> None:
    found = queue(made(tmp_path, replace(PROMISES, targets=())), "2025-01-14 10:50")
    assert list(found) == ["fresh", "again", "pending", "hold"]
    assert [one.asked_at is not None for one in found.values()] == [True, True, False, False]


def test_a_queue_of_the_past_is_as_it_stood(tmp_path: Path) -> None:
    found = queue(made(tmp_path), "2025-01-14 10:15")
    assert {ticket: row.status for ticket, row in found.items()} == dict.fromkeys(found, "new")
    assert len(found) == 4
    assert not queue(made(tmp_path / "b"), "2025-01-14 10:09")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories())
def test_the_next_promise_is_that_of_the_tickets_page(history: History) -> None:
    with TemporaryDirectory() as folder:
        store = stored(history, Path(folder) / "floor.db", PROMISES)
        for agent in AGENTS:
            with closing(AgentFeed(store, agent, at=END)) as feed:
                work = feed.read().agent_work
                assert work is not None
                for row in (*work.queue.rows, *work.unassigned.rows):
                    page = feed.answer(Query("ticket", ("s", row.ticket)))
                    assert isinstance(page, TicketView)
                    alive = [c for c in page.clocks if c.remaining_s is not None]
                    dues = sorted((c.due_at, c.metric) for c in alive if c.due_at is not None)
                    if dues:
                        assert (row.due_at, row.promise) == dues[0]
                    else:
                        assert row.due_at is None and (row.stands is not None) == bool(alive)
                        assert row.left_s == min(
                            (c.remaining_s for c in alive if c.remaining_s is not None), default=None
                        )


def ranked(agent: str, score: float | None, team: str = "Team red", source: str = "s") -> Ranked:
    return Ranked(source, agent, f"Name {agent}", team, 1, False, score, None, None, 30, 30)


def test_a_teams_scores_have_no_names_and_are_in_order() -> None:
    scores = {"a1": 61.24, "a2": 40.0, "a3": 88.86, "a4": 61.26, "a5": 12.0}
    others = (ranked("b1", 99.0, "Team blue"), ranked("a9", 1.0, source="t"), ranked("a6", None))
    found = peers(Leaderboard((*(ranked(a, s) for a, s in scores.items()), *others)), ME)
    assert found.scores == (12.0, 40.0, 61.2, 61.3, 88.9)
    assert (found.own, found.missing) == (2, None)


def test_a_team_too_small_keeps_its_scores() -> None:
    found = peers(Leaderboard(tuple(ranked(f"a{k}", 50.0 + k) for k in range(1, 5))), ME)
    assert (found.scores, found.own) == ((), None)
    assert found.missing == "your team's scores are shown, without names, once at least 5 of it have one"


def test_an_agent_without_a_score_sees_the_teams() -> None:
    found = peers(Leaderboard(tuple(ranked(f"b{k}", 50.0 + k) for k in range(5))), ME)
    assert len(found.scores) == 5 and found.own is None


def test_an_agent_of_no_team_has_no_peers() -> None:
    assert peers(Leaderboard(), replace(ME, team=None, team_name=None)).missing
