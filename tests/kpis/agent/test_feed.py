"""An agent's feed tells nothing of anybody else, in whatever history, and its numbers are those of the floor."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui.errors import StoreTrouble, UsageError
from cxtui.kpis.agent import answers
from cxtui.kpis.agent.feed import TODAY, AgentFeed
from cxtui.kpis.agent.work import NotVisible, Tasks
from cxtui.kpis.customer import CustomerView
from cxtui.kpis.explain import Explanation, explain
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor, TicketView
from cxtui.kpis.query import Query, View
from cxtui.store.schema import specs
from tests.facts.histories import History, instant
from tests.kpis.reading.secrets import AGENTS, END, MIDDLE, Oracle, histories, leaks, texts
from tests.kpis.reading.stores import stored
from tests.store.read.test_verifier import spoiled

EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def kept(history: History) -> Iterator[Path]:
    """Yield a store of a history."""
    with TemporaryDirectory() as folder:
        yield stored(history, Path(folder) / "floor.db")


def feed(store: Path, agent: str, at: int, live: bool = False) -> AgentFeed:
    """Return an agent's feed that keeps nothing."""
    return AgentFeed(store, agent, "s", None if live else at, lambda: at, keep_board_s=0.0, keep_s=0.0)


def names(tasks: Tasks) -> set[str]:
    return {row.ticket for row in tasks.rows}


def read(store: Path, agent: str, at: int = END, live: bool = True) -> Floor:
    with closing(feed(store, agent, at, live)) as one:
        return one.read()


@EXAMPLES
@given(history=histories(), at=st.sampled_from((MIDDLE, END)))
def test_no_word_of_anybody_else_stands_in_a_floor(history: History, at: int) -> None:
    oracle = Oracle(history, at)
    with kept(history) as store:
        with closing(StoreFeed(store, at, keep_s=0.0)) as whole:
            open_now = {str(row[1]) for row in _open(whole)}
        for agent in AGENTS:
            found = read(store, agent, at, live=at == END)
            assert found.agent_work is not None
            assert names(found.agent_work.queue) == oracle.held(agent) & open_now
            assert names(found.agent_work.unassigned) == (oracle.seen(agent) - oracle.held(agent)) & open_now
            assert {row.ticket for row in found.escalations.rows} <= oracle.held(agent)
            assert all(row.agent == agent for row in found.leaderboard.rows)
            assert not leaks(found, oracle.secrets(agent))


def _open(whole: StoreFeed) -> list[tuple[object, ...]]:
    with whole.asking() as store:
        return store.tx.rows(
            "SELECT source, ticket FROM backlog_span WHERE from_at <= :at AND to_at > :at", at=store.at
        )


def test_damage_where_an_agent_reads_nothing_is_found_and_stays_said_until_it_is_mended(tmp_path: Path) -> None:
    history = History().add("agent", agent="a1", name="Ann", kind="human")
    store = stored(history.ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")
    with closing(feed(store, "a1", instant("2025-01-14 10:00"))) as one:
        one.verify()
        with closing(sqlite3.connect(store)) as con:
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = store.read_bytes()
        spoiled(store, "qa_score")
        assert one.read().title == "Ann", "nothing on the agent's floor is read from there"
        with pytest.raises(StoreTrouble) as caught:
            for _ in specs():  # as many pieces as there are tables are enough, however slow the machine
                one.verify()
        assert caught.value.trouble == "corrupt"
        with pytest.raises(StoreTrouble):
            one.read()
        store.write_bytes(whole)
        assert one.read().title == "Ann"


@EXAMPLES
@given(history=histories(), at=st.sampled_from((MIDDLE, END)))
def test_no_word_of_anybody_else_stands_in_an_answer(history: History, at: int) -> None:
    oracle = Oracle(history, at)
    with kept(history) as store:
        for agent in AGENTS:
            secrets, seen = oracle.secrets(agent), oracle.seen(agent)
            with closing(feed(store, agent, at, live=at == END)) as one:
                for ticket in (*oracle.tickets, "nowhere"):
                    found = one.answer(Query("ticket", ("s", ticket)))
                    assert isinstance(found, TicketView if ticket in seen else NotVisible), (ticket, found)
                    assert not leaks(found, secrets)
                for customer in {str(row[11]) for row in oracle.tickets.values()}:
                    found = one.answer(Query("customer", ("s", customer)))
                    own = {t for t in seen if oracle.tickets[t][11] == customer}
                    assert (found is None) == (not own)
                    if isinstance(found, CustomerView):
                        assert {row.ticket for row in found.history} == own and found.contacts == len(own)
                        assert not (found.purchases or found.money or found.contracts or found.retention)
                    assert not leaks(found, secrets)


@settings(EXAMPLES, max_examples=5)
@given(history=histories())
def test_numbers_are_those_of_the_floor_with_the_agent_as_filter(history: History) -> None:
    with kept(history) as store, closing(StoreFeed(store, END)) as whole:
        for agent in AGENTS:
            floor = read(store, agent, live=False)
            with whole.asking() as opened, closing(feed(store, agent, END)) as one:
                for name in answers.OF_ONE:
                    explanation = explain(opened, name, opened.question(name, where=answers.only("s", agent)))
                    found = one.answer(Query("number", (name,)))
                    assert (
                        isinstance(found, Explanation) and found.metric is not None and explanation.metric is not None
                    )
                    assert (found.metric.value, found.metric.n) == (explanation.metric.value, explanation.metric.n), (
                        name
                    )
                    if name in TODAY:
                        assert floor.metrics[name].value == explanation.metric.value
                    assert not leaks(found, Oracle(history, END).secrets(agent) - {agent})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which ``ag1zz`` holds T1 and ``ag2zz`` T2, while T3 of the red team has nobody."""
    h = History()
    for agent, team in AGENTS.items():
        h.add("agent", agent=agent, name=f"Name of {agent}", kind="human", team=team)
    for k, (ticket, holder) in enumerate((("T1", "ag1zz"), ("T2", "ag2zz"), ("T3", None)), 1):
        h.ticket(ticket, "2025-01-14 10:00", team="red", channel="chat", customer=f"c{k}", subject=f"About {ticket}")
        h.status(ticket, "2025-01-14 10:00", "new")
        h.says(ticket, "2025-01-14 10:00", f"c{k}")
        if holder:
            h.event(ticket, "2025-01-14 10:05", "assignee", holder)
    return stored(h, tmp_path_factory.mktemp("shop") / "floor.db")


NOON = instant("2025-01-14 12:00")


@pytest.mark.parametrize(
    "query",
    [
        Query("list", ("doubts",)),
        Query("list", ("top_customers",)),
        Query("agent", ("s", "ag2zz")),
        Query("agent_tickets", ("s", "ag2zz", "csat")),
        Query("series", ("created", "agent")),
        Query("spread", ("first_response",)),
        Query("scorecard", ("volume",)),
        Query("triggers"),
        Query("whatever", ("s",)),
        Query("number", ("retention",)),
        Query("number", ("agent_turnover",)),
        Query("number", ("created",), View(where="agent:ag2zz")),
        Query("number", ("created",), View(where="!agent:ag1zz")),
        Query("number", ("created",), View(where="About")),
    ],
    ids=lambda one: f"{one.kind} {' '.join(one.names)} {one.view.where}".strip(),
)
def test_what_is_not_the_agents_own_is_refused(shop: Path, query: Query) -> None:
    with closing(feed(shop, "ag1zz", NOON)) as one, pytest.raises(UsageError):
        one.answer(query)


def test_a_number_that_nobody_knows_is_not_there(shop: Path) -> None:
    with closing(feed(shop, "ag1zz", NOON)) as one:
        assert one.answer(Query("number", ("nonsense",))) is None


def test_other_people_are_words_in_a_timeline(shop: Path) -> None:
    with closing(feed(shop, "ag1zz", NOON)) as one:
        found = one.answer(Query("ticket", ("s", "T3")))
    assert isinstance(found, TicketView)
    assert [line.actor for line in found.timeline if line.kind == "message"] == ["the customer"]


def test_a_ticket_given_away_is_gone_and_its_page_says_so(shop: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(shop, tmp_path / "floor.db"))
    with closing(feed(store, "ag1zz", NOON, live=True)) as one:
        before = one.read()
        assert before.agent_work is not None and names(before.agent_work.queue) == {"T1"}
        assert isinstance(one.answer(Query("ticket", ("s", "T1"))), TicketView)
        later = History()
        later.event("T1", "2025-01-14 11:00", "assignee", "ag2zz", actor="ag2zz", actor_kind="agent", previous="ag1zz")
        _append(store, later)
        assert one.changed()
        after = one.read()
        assert after.agent_work is not None and not after.agent_work.queue.rows and after.version > before.version
        gone = one.answer(Query("ticket", ("s", "T1")))
        assert isinstance(gone, NotVisible) and gone.words == answers.NOT_YOURS
        assert not leaks(after, {"T1", "About T1"})


def _append(store: Path, history: History) -> None:
    from cxtui.importing.rows import apply_rows
    from cxtui.settings import defaults
    from cxtui.store.writer import Writer

    row = list(history.rows["event"][0])
    row[2] = "zz-later"
    with Writer(store) as writer:
        apply_rows(writer, {"event": [tuple(row)]}, "s", "hand", defaults())


def test_of_two_sources_with_one_id_only_the_own_counts(tmp_path: Path) -> None:
    h = History()
    for source in ("s", "t"):
        for what in ("assignee", "status"):
            h.add("coverage", source=source, what=what)
        h.add("agent", source=source, agent="ag1zz", name=f"Ann of {source}", kind="human", team="red")
        h.add("ticket", source=source, ticket="T1", created_at=NOON - 600, team="red", subject=f"About {source}")
        for n, (kind, value) in enumerate((("status", "new"), ("assignee", "ag1zz"))):
            h.add("event", source=source, ticket="T1", event=str(n), occurred_at=NOON - 500, kind=kind, value=value)
    store = stored(h, tmp_path / "floor.db")
    for source, other in (("s", "t"), ("t", "s")):
        with closing(AgentFeed(store, "ag1zz", source, NOON)) as one:
            found = one.read()
            assert found.agent_work is not None and found.title == f"Ann of {source}"
            assert [(row.source, row.subject) for row in found.agent_work.queue.rows] == [(source, f"About {source}")]
            assert isinstance(one.answer(Query("ticket", (other, "T1"))), NotVisible)
            number = one.answer(Query("number", ("backlog",)))
            assert isinstance(number, Explanation) and number.metric is not None and number.metric.value == 1
            assert not leaks(found, {f"Ann of {other}", f"About {other}"})
    with closing(AgentFeed(store, "ag1zz", at=NOON)) as one, pytest.raises(StoreTrouble, match="by --source: s, t"):
        one.read()


def test_a_store_put_in_the_place_of_another_is_read_anew(shop: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(shop, tmp_path / "floor.db"))
    with closing(AgentFeed(store, "ag1zz", "s", NOON)) as one:
        one.read()
        h = History().add("agent", agent="ag1zz", name="Ann", kind="human", team="red")
        h.ticket("T1", "2025-01-14 10:00", team="red", subject="Another one")
        h.status("T1", "2025-01-14 10:00", "new").event("T1", "2025-01-14 10:05", "assignee", "ag1zz")
        stored(h, tmp_path / "new.db").replace(store)
        found = one.read()
        assert found.agent_work is not None and found.title == "Ann"
        assert [row.subject for row in found.agent_work.queue.rows] == ["Another one"]


def test_a_live_floor_is_of_who_holds_a_ticket_now_whatever_the_clock_says(shop: Path) -> None:
    times = iter(range(instant("2025-01-14 10:01"), NOON))
    with closing(AgentFeed(shop, "ag1zz", "s", clock=lambda: next(times))) as one:
        floors = [one.read() for _ in range(3)]
    assert [names(found.agent_work.queue) for found in floors if found.agent_work] == [{"T1"}] * 3
    assert len({found.version for found in floors}) == 1


def test_an_agent_whom_the_store_does_not_have_is_denied(shop: Path) -> None:
    with closing(AgentFeed(shop, "ag9zz", at=NOON)) as one, pytest.raises(StoreTrouble) as caught:
        one.read()
    assert caught.value.trouble == "denied"
    assert "'ag9zz'" in str(caught.value) and "nearest: ag4zz" in str(caught.value)


def test_without_hints_a_denial_names_nobody(shop: Path) -> None:
    with closing(AgentFeed(shop, "ag9zz", at=NOON, hints=False)) as one, pytest.raises(StoreTrouble) as caught:
        one.answer(Query("ticket", ("s", "T1")))
    assert not leaks(str(caught.value), set(AGENTS))


def test_triggers_are_none_of_an_agents_business(shop: Path) -> None:
    with closing(feed(shop, "ag1zz", NOON)) as one:
        assert one.triggers({}) == ()


def test_every_text_is_looked_at() -> None:
    assert set(texts(Tasks(missing="why"))) == {"why"}
