"""An agent one period earlier, and what the components of the score count, by hand and against the leaderboard."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.answers.agent import MOST, AgentBefore, AgentTickets
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Ranked
from cxtui.kpis.query import Query, View
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import floor, stored

NOW = "2025-03-10 12:00"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ola solves one chat in January, one in February that is reopened, and two in March; Ivan one in March."""
    h = History().add("team", team="t1", name="First line").add("customer", customer="c1", name="Acme")
    h.add("agent", agent="a1", name="Ola Nowak", kind="human", team="t1").add("agent", agent="a2", kind="human")
    h.add("agent", agent="a3", name="New Hand", kind="human")
    for ticket, day, who, good, seconds in (
        ("jan", "2025-01-15", "a1", 5.0, 30), ("feb", "2025-02-05", "a1", 2.0, 300),
        ("mar1", "2025-03-01", "a1", 4.0, 60), ("mar2", "2025-03-03", "a1", 1.0, 20),
        ("mar3", "2025-03-04", "a2", 5.0, 10),
    ):  # fmt: skip
        h.ticket(ticket, f"{day} 10:00", channel="chat", customer="c1", subject=f"about {ticket}", topic=ticket,
                 opened_by_kind="customer")  # fmt: skip
        h.event(ticket, f"{day} 10:00", "assignee", who).says(ticket, f"{day} 10:00")
        h.says(ticket, f"{day} 10:{seconds // 60:02}:{seconds % 60:02}", who)
        h.status(ticket, f"{day} 11:00", "solved", who)
        at = instant(f"{day} 12:00")
        h.add("rating", rating=f"r-{ticket}", ticket=ticket, kind="csat", sent_at=at - 60, occurred_at=at, value=good,
              scale_min=1.0, scale_max=5.0, agent=who)  # fmt: skip
    h.status("feb", "2025-02-06 09:00", "open").status("feb", "2025-02-06 09:30", "solved", "a1")
    h.add("qa_score", review="q1", category="tone", agent="a1", ticket="mar1", occurred_at=instant("2025-03-02 08:00"),
          value=3.0, min=0.0, max=4.0, weight=1.0)  # fmt: skip
    return stored(h, tmp_path_factory.mktemp("agents") / "floor.db")


def earlier(store: Path, agent: str, at: str = NOW, view: View | None = None) -> AgentBefore | None:
    """Return the agent one period earlier."""
    with closing(StoreFeed(store, instant(at))) as feed:
        found = feed.answer(Query("agent", ("s", agent), view or View()))
    assert found is None or isinstance(found, AgentBefore)
    return found


def counted(store: Path, agent: str, number: str, at: str = NOW, view: View | None = None) -> AgentTickets:
    """Return what a component counts of an agent."""
    with closing(StoreFeed(store, instant(at))) as feed:
        found = feed.answer(Query("agent_tickets", ("s", agent, number), view or View()))
    assert isinstance(found, AgentTickets)
    return found


def parts(row: Ranked | None) -> dict[str, tuple[float | None, int]]:
    """Return value and n of each component."""
    assert row is not None
    return {part.name: (part.value, part.n) for part in row.components}


def known(found: AgentTickets) -> list[tuple[str | None, float | None]]:
    """Return tickets and values."""
    return [(one.unit.ticket, one.unit.value) for one in found.rows]


def test_the_period_before_ends_where_the_present_one_begins(store: Path) -> None:
    found = earlier(store, "a1")
    assert found is not None and (found.name, found.team) == ("Ola Nowak", "First line")
    # Thirty days before 10 March are from 8 February; the thirty before them from 9 January.
    assert (found.from_at, found.to_at) == (instant("2025-01-09"), instant("2025-02-08"))
    assert parts(found.row)["csat"] == (0.5, 2)
    assert parts(found.row)["reopen"] == (0.5, 2)
    assert parts(found.row)["reply_time"] == ((30 + 300) / 2, 2)
    assert (found.ranked, found.min_n) == (0, 20)


def test_it_is_the_leaderboard_that_was_shown_then(packaged: Path) -> None:
    at = instant("2026-04-07 12:00")
    with closing(StoreFeed(packaged, at)) as feed:
        now = feed.read().leaderboard
        for row in now.rows[:3]:
            found = feed.answer(Query("agent", (row.source, row.agent), View(period="7d")))
            assert isinstance(found, AgentBefore)
            week = View(period="2026-03-25..2026-03-31")
            with closing(StoreFeed(packaged, at)) as other:
                then = other.read(week).leaderboard
            assert (found.from_at, found.to_at) == (then.from_at, instant("2026-03-31 12:00:01"))
            assert found.row is not None and found.row.name == row.name


def test_with_a_filter_both_are_narrowed_down(store: Path) -> None:
    mails = earlier(store, "a1", view=View(where="channel:email"))
    chats = earlier(store, "a1", view=View(where="channel:chat"))
    assert mails is not None and mails.row is None
    assert chats is not None and parts(chats.row)["csat"] == (0.5, 2)
    assert counted(store, "a1", "csat", view=View(where="channel:email")).n == 0
    assert counted(store, "a1", "csat", view=View(where="channel:chat")).n == 2
    march = View(period="2025-03-02..2025-03-10")
    assert known(counted(store, "a1", "csat", view=march)) == [("mar2", 0)]
    february = earlier(store, "a1", view=View(period="2025-03"))
    assert february is not None and february.from_at == instant("2025-01-29")
    assert parts(february.row)["csat"] == (0.0, 1)


def test_who_is_new_has_no_row_and_who_is_nobody_is_not_there(store: Path) -> None:
    found = earlier(store, "a3")
    assert found is not None and (found.name, found.team, found.row) == ("New Hand", None, None)
    assert earlier(store, "a9") is None


def test_the_worst_stand_first_and_of_these_the_latest(store: Path) -> None:
    csat = counted(store, "a1", "csat")
    assert (known(csat), csat.n, csat.above) == ([("mar2", 0), ("mar1", 1)], 2, None)
    assert [(one.subject, one.customer) for one in csat.rows] == [("about mar2", "Acme"), ("about mar1", "Acme")]
    assert known(counted(store, "a1", "reply_time")) == [("mar1", 60), ("mar2", 20)]
    assert known(counted(store, "a1", "qa")) == [("mar1", 0.75)]
    assert known(counted(store, "a1", "service_level")) == [("mar2", 1), ("mar1", 1)]


def test_of_what_is_reopened_the_ones_above_the_line_are_shown(store: Path) -> None:
    then = counted(store, "a1", "reopen", "2025-02-10 12:00")
    assert (known(then), then.n, then.above) == ([("feb", 1)], 2, 1)
    now = counted(store, "a1", "reopen")
    assert (known(now), now.n, now.above) == ([], 2, 0)


def test_nothing_later_than_the_instant_counts(store: Path) -> None:
    assert known(counted(store, "a1", "csat", "2025-03-03 11:59:59")) == [("feb", 0), ("mar1", 1)]
    # An answer of that very second does, as on the leaderboard.
    assert known(counted(store, "a1", "csat", "2025-03-03 12:00")) == [("mar2", 0), ("feb", 0), ("mar1", 1)]


@pytest.mark.parametrize(
    ("clock", "until"),
    [
        ("2025-03-03 13:00", "2025-03-03"),
        ("2025-03-04 11:57:59", "2025-03-04"),
        ("2025-03-04 11:58:00", "2025-03-04 11:58:01"),
    ],
)
def test_a_running_day_counts_only_while_the_store_is_not_ahead(store: Path, clock: str, until: str) -> None:
    """The newest is an answer of 4 March, 12:00; two minutes ahead of a clock is only another clock."""
    with closing(StoreFeed(store, clock=lambda: instant(clock))) as feed:
        found = feed.answer(Query("agent_tickets", ("s", "a1", "csat")))
    assert isinstance(found, AgentTickets)
    assert found.to_at == instant(until)
    assert ("mar2" in [one.unit.ticket for one in found.rows]) == (clock >= "2025-03-04")


def test_n_is_what_the_leaderboard_says(store: Path) -> None:
    board = floor(store, NOW).leaderboard
    (row,) = (row for row in board.rows if row.agent == "a1")
    for name in ("csat", "qa", "reopen", "service_level", "reply_time"):
        assert counted(store, "a1", name).n == parts(row)[name][1], name


def test_numbers_without_units_and_without_data(tmp_path: Path, store: Path) -> None:
    with closing(StoreFeed(store, instant(NOW))) as feed:
        assert feed.answer(Query("agent_tickets", ("s", "a1", "score"))) is None
        assert feed.answer(Query("agent_tickets", ("s", "a1", "nothing"))) is None
        with pytest.raises(UsageError):
            feed.answer(Query("agent_tickets", ("s", "a1", "csat"), View(period="no day")))
    bare = stored(History(("messages",)).ticket("t", "2025-03-01 10:00"), tmp_path / "bare.db")
    found = counted(bare, "a1", "csat")
    assert (found.n, found.rows) == (0, ())


def test_the_list_is_cut(packaged: Path) -> None:
    with closing(StoreFeed(packaged, instant("2026-04-07 12:00"))) as feed:
        row = feed.read().leaderboard.rows[0]
        found = feed.answer(Query("agent_tickets", (row.source, row.agent, "reply_time")))
    assert isinstance(found, AgentTickets) and len(found.rows) == MOST < found.n
    values = [one.unit.value for one in found.rows]
    assert values == sorted(values, key=lambda value: -(value or 0))
