"""The leaderboard's components per agent, counted by hand."""

from pathlib import Path

import pytest

from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.leaderboard import ShareTotals
from cxtui.kpis.reading import agents
from cxtui.settings import defaults, loads
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import floor, stored

Found = dict[str, tuple[float | None, int]]


def components(board: Leaderboard, agent: str) -> Found:
    """Return value and n of an agent's components."""
    (row,) = (row for row in board.rows if row.agent == agent)
    return {c.name: (c.value, c.n) for c in row.components}


@pytest.fixture
def history() -> History:
    """Two agents in January 2025: every component of a1 can be counted below."""
    h = History().add("team", team="t1", name="First line")
    h.add("agent", agent="a1", name="Ola Nowak", kind="human", team="t1").add("agent", agent="a2", kind="human")
    h.add("agent", agent="b1", kind="bot").add("customer", customer="c1").add("customer", customer="c2")
    h.ticket("kept", "2025-01-10 10:00", channel="chat", customer="c1", topic="refund", opened_by_kind="customer")
    h.event("kept", "2025-01-10 10:00", "assignee", "a1").says("kept", "2025-01-10 10:00")
    h.says("kept", "2025-01-10 10:01", "b1").says("kept", "2025-01-10 10:02", "a1")
    h.status("kept", "2025-01-10 10:05", "solved", "a1")
    h.ticket("missed", "2025-01-11 10:00", channel="chat", customer="c2", topic="login", opened_by_kind="customer")
    h.event("missed", "2025-01-11 10:00", "assignee", "a1").says("missed", "2025-01-11 10:00")
    h.says("missed", "2025-01-11 10:04", "a2").says("missed", "2025-01-11 10:10")
    h.says("missed", "2025-01-11 10:12", "a1").status("missed", "2025-01-11 10:13", "solved", "a1")
    h.status("missed", "2025-01-12 09:00", "open").status("missed", "2025-01-12 11:00", "solved", "a1")
    h.ticket("again", "2025-01-13 10:00", channel="email", customer="c2", topic="login", opened_by_kind="customer")
    h.event("again", "2025-01-13 10:00", "assignee", "a2").says("again", "2025-01-13 10:00")
    sent = instant("2025-01-11 14:59")  # one survey, answered twice: the last answer counts
    for rating, day, score in (("r1", 11, 5.0), ("r2", 14, 2.0)):
        at = instant(f"2025-01-{day} 15:00")
        h.add("rating", rating=rating, ticket="kept", kind="csat", sent_at=sent, occurred_at=at, value=score,
              scale_min=1.0, scale_max=5.0, agent="a1")  # fmt: skip
    h.add("qa_score", review="q1", category="tone", agent="a1", occurred_at=instant("2025-01-12 08:00"), value=3.0,
          min=0.0, max=4.0, weight=1.0)  # fmt: skip
    return h


@pytest.mark.parametrize("live", [True, False])
def test_components_of_one_agent(history: History, tmp_path: Path, live: bool) -> None:
    board = floor(stored(history, tmp_path / "floor.db"), "2025-01-20 12:00", live).leaderboard
    found = components(board, "a1")
    assert found == {
        "csat": (0.0, 1), "qa": (0.75, 1), "fcr": (0.5, 2), "reopen": (0.5, 2), "repeat": (0.5, 2),
        "service_level": (0.5, 2), "reply_time": (120.0, 2),
    }  # fmt: skip
    (row,) = (row for row in board.rows if row.agent == "a1")
    assert (row.name, row.team, row.volume, row.rank) == ("Ola Nowak", "First line", 2, None)
    assert components(board, "a2")["reply_time"] == (240.0, 1)
    assert {row.agent for row in board.rows} == {"a1", "a2"}


@pytest.mark.parametrize("live", [True, False])
def test_a_shared_ticket_counts_for_each_by_its_part(history: History, tmp_path: Path, live: bool) -> None:
    store = stored(history, tmp_path / "floor.db", loads('attribution = "share"'))
    board = floor(store, "2025-01-20 12:00", live).leaderboard
    # Whole the first ticket, and half of the one that was reopened and came back: one and a half.
    found = components(board, "a1")
    assert {name: found[name] for name in ("fcr", "reopen", "repeat")} == {
        "fcr": (1 / 1.5, 2), "reopen": (0.5 / 1.5, 2), "repeat": (0.5 / 1.5, 2),
    }  # fmt: skip
    assert found["service_level"] == (0.5, 2)
    assert components(board, "a2")["reopen"][0] == 1.0


def test_outcomes_enter_when_they_are_known(history: History, tmp_path: Path) -> None:
    store = stored(history, tmp_path / "floor.db")
    by_agent = {
        at: components(floor(store, f"2025-01-{at} 00:30").leaderboard, "a1")
        for at in ("12", "13", "15", "17", "18", "19")
    }
    assert [by_agent[at]["csat"] for at in ("12", "13", "15")] == [(1.0, 1), (1.0, 1), (0.0, 1)]
    assert by_agent["12"]["service_level"] == by_agent["19"]["service_level"] == (0.5, 2)
    assert [by_agent[at]["reopen"] for at in ("12", "13")] == [(0.0, 2), (0.5, 2)]
    assert [by_agent[at].get("fcr", (None, 0))[1] for at in ("17", "18", "19")] == [0, 1, 2]


def test_a_promise_that_breaks_later_today_is_not_broken_yet(history: History, tmp_path: Path) -> None:
    history.ticket("today", "2025-01-20 12:00", channel="chat", opened_by_kind="customer")
    history.says("today", "2025-01-20 12:00").event("today", "2025-01-20 12:00", "assignee", "a1")
    store = stored(history, tmp_path / "floor.db")
    before, after = (floor(store, f"2025-01-20 {at}", live=True).leaderboard for at in ("12:01:59", "12:02:00"))
    assert components(before, "a1")["service_level"] == (0.5, 2)
    assert components(after, "a1")["service_level"] == (1 / 3, 3)


def test_the_period_is_thirty_local_days_and_the_running_one(history: History, tmp_path: Path) -> None:
    store = stored(history, tmp_path / "floor.db")
    board = floor(store, "2025-02-09 12:00", live=True).leaderboard
    assert (board.from_at, board.to_at) == (instant("2025-01-10"), instant("2025-02-09 12:00:01"))
    assert components(board, "a1")["reply_time"] == (120.0, 2)
    board = floor(store, "2025-02-10 12:00", live=True).leaderboard
    assert components(board, "a1")["reply_time"] == (120.0, 1)
    assert components(board, "a1")["service_level"] == (0.0, 1)


def test_a_clock_a_little_ahead_of_ours_does_not_end_the_day(history: History, tmp_path: Path) -> None:
    history.ticket("soon", "2025-01-20 12:01", channel="chat")
    board = floor(stored(history, tmp_path / "floor.db"), "2025-01-20 12:00", live=True).leaderboard
    assert board.to_at == instant("2025-01-20 12:00:01")


def test_a_kept_board_and_kept_days(history: History, tmp_path: Path) -> None:
    """The board stays for its seconds; ranked anew it has what came today, from kept sums of the days before."""
    store = stored(history, tmp_path / "floor.db")
    lazy, eager = (
        StoreFeed(store, clock=lambda: instant("2025-01-20 12:00"), keep_board_s=keep) for keep in (1e9, 0.0)
    )
    first = lazy.read().leaderboard, eager.read().leaderboard
    more = History(()).add(
        "qa_score", review="q2", category="tone", agent="a1", occurred_at=instant("2025-01-20 08:00"), value=4.0,
        min=0.0, max=4.0, weight=1.0,
    )  # fmt: skip
    with Writer(store) as writer:
        apply_rows(writer, more.rows, "s", "hand", defaults())
    second = lazy.read().leaderboard, eager.read().leaderboard
    assert second[0] is first[0]
    assert [components(board, "a1")["qa"] for board in (first[1], second[1])] == [(0.75, 1), (0.875, 2)]
    assert components(floor(store, "2025-01-20 12:00", live=True).leaderboard, "a1") == components(second[1], "a1")
    lazy.close()
    eager.close()


def test_replaced_answers_alone_are_no_satisfaction() -> None:
    """Of three answers two were good: one left of them counts, none left is no component at all."""
    sums = [0] * 17
    sums[12], sums[13] = 2, 3
    assert agents.components(sums, superseded=(1, 2)) == {"csat": ShareTotals(1, 1)}
    assert agents.components(sums, superseded=(2, 3)) == {}
