"""Who is on and loaded: states, open tickets and an hour's work, counted by hand."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.question.filters import parse_filter
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

DAY = "2025-01-14"
NOON = f"{DAY} 12:00"


def at(time: str) -> int:
    return instant(f"{DAY} {time}")


@pytest.fixture(scope="module")
def history() -> History:
    """Ola on since ten with two chats at once, Ivan away, Mei gone home with a ticket, Sam gone without."""
    h = History().add("team", team="t1", name="First line")
    for agent, name in (("a1", "Ola"), ("a2", "Ivan"), ("a3", "Mei"), ("a4", "Sam")):
        h.add("agent", agent=agent, name=name, kind="human", team="t1" if agent == "a1" else None)
    h.add("agent", agent="b1", name="Bot", kind="bot")
    for agent, state, begun, ended in (
        ("a1", "online", "09:00", "10:00"), ("a1", "busy", "10:00", None), ("a2", "online", "09:00", "11:30"),
        ("a2", "away", "11:30", None), ("a3", "online", "09:00", "11:00"), ("a4", "online", "09:00", "10:00"),
        ("b1", "online", "09:00", None),
    ):  # fmt: skip
        h.add("agent_state", agent=agent, state=state, from_at=at(begun), to_at=None if ended is None else at(ended))
    for n, (agent, begun, ended) in enumerate((
        ("a1", "10:50", "11:10"), ("a1", "11:05", "11:20"), ("a1", "11:45", "12:15"), ("a2", "11:00", "11:15"),
    )):  # fmt: skip
        h.add("handle", handle=f"h{n}", ticket="t1", agent=agent, kind="work", from_at=at(begun), to_at=at(ended))
    for ticket, who, opened in (
        ("t1", "a1", "11:50"),
        ("t2", "a1", "08:00"),
        ("t3", "a3", "10:00"),
        ("t4", None, "11:00"),
    ):
        h.ticket(ticket, f"{DAY} {opened}", channel="chat", opened_by_kind="customer").says(ticket, f"{DAY} {opened}")
        if who:
            h.event(ticket, f"{DAY} {opened}", "assignee", who)
    return h


@pytest.fixture(scope="module")
def store(history: History, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(history, tmp_path_factory.mktemp("load") / "floor.db")


def load(store: Path, when: str = NOON, words: str = "") -> ListTable:
    """Return the list as of an instant."""
    with closing(StoreFeed(store, instant(when))) as feed, feed.asking() as opened:
        definition = LISTS["load"]
        return definition.read(opened, opened.question_of(definition.span, None, parse_filter(words)))


def rows(found: ListTable) -> list[dict[str, object]]:
    return [dict(zip((one.name for one in found.columns), row, strict=True)) for row in found.rows]


def test_who_is_on_stands_first_with_what_they_hold(store: Path) -> None:
    found = load(store)
    assert [(row["name"], row["state"], row["for_s"], row["open"], row["oldest_s"]) for row in rows(found)] == [
        ("Ola", "busy", 2 * 3600, 2, 4 * 3600),
        ("Ivan", "away", 1800, 0, None),
        ("Mei", "offline", 3600, 1, 2 * 3600),
    ]
    assert found.note == "1 on, 1 away; 1 open tickets are nobody's"


def test_work_on_several_contacts_at_once_counts_once_and_only_while_on(store: Path) -> None:
    ola, ivan, mei = rows(load(store))
    # 11:00-11:20 of the hour before noon, and what is over only later is not known of yet; Ivan was on until half
    # past, and worked half of that.
    assert (ola["busy"], ivan["busy"], mei["busy"]) == (pytest.approx(20 / 60), pytest.approx(15 / 30), None)


def test_promises_that_are_broken_are_late(store: Path) -> None:
    # A chat is to be answered in two minutes; t1 came at ten to twelve.
    assert [row["late"] for row in rows(load(store))] == [2, 0, 1]
    assert rows(load(store, f"{DAY} 11:51"))[0]["late"] == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [("agent:a1", ["Ola"]), ("!agent:a1", ["Ivan", "Mei"]), ("team:t1", ["Ola"]), ("team:'First line'", ["Ola"]),
     ("team:none", ["Ivan", "Mei"]), ("source:other", [])],
)  # fmt: skip
def test_agents_of_a_filter(store: Path, words: str, names: list[str]) -> None:
    assert [row["name"] for row in rows(load(store, words=words))] == names


def test_tickets_of_a_filter(store: Path) -> None:
    assert [(row["name"], row["open"]) for row in rows(load(store, words="channel:email"))] == [("Ola", 0), ("Ivan", 0)]


def test_before_anybody_came(store: Path) -> None:
    assert load(store, f"{DAY} 07:00").rows == ()


def test_without_states_it_says_what_to_import(tmp_path: Path) -> None:
    h = History(("status", "messages", "assignee"))
    h.ticket("t", NOON).event("t", NOON, "assignee", "a1").status("t", NOON, "new")
    found = load(stored(h, tmp_path / "floor.db"), f"{DAY} 12:10")
    (row,) = rows(found)
    assert (row["name"], row["agent"], row["state"], row["open"], row["busy"]) == ("a1", "a1", None, 1, None)
    assert found.note is not None and found.note.startswith("nothing says who is on: import an agent_state table")


def test_without_handle_times_it_says_so(tmp_path: Path) -> None:
    h = History().add("agent", agent="a1", name="Ola", kind="human")
    h.add("agent_state", agent="a1", state="online", from_at=at("10:00")).ticket("t", f"{DAY} 11:00")
    found = load(stored(h, tmp_path / "floor.db"))
    assert rows(found)[0]["busy"] is None
    assert found.note == (
        "1 on, 0 away; 1 open tickets are nobody's; nothing says how busy they are: import a handle table "
        "(talk, hold, wrap or work)"
    )
