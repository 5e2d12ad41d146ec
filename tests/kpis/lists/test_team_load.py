"""How loaded whole teams are: summed up by hand."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.feeds.masked_feed import MaskedFeed, Withheld
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists.table import ListTable
from cxtui.kpis.lists.team_load import OnNow
from cxtui.kpis.privacy import Privacy, Pseudonyms
from cxtui.kpis.query import Query
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NOON = "2025-01-14 12:00"
TEAMS, ON_NOW = Query("list", ("load_by_team",)), Query("on_now")


def history(people: int) -> History:
    """Return people of a first line, half of them on, with a ticket each, and one of a second line who is off."""
    h = History().add("team", team="t1", name="First line").add("team", team="t2", name="Second line")
    for n in range(people):
        h.add("agent", agent=f"a{n}", name=f"Name {n}", kind="human", team="t1")
        h.add(
            "agent_state",
            agent=f"a{n}",
            state="online" if n % 2 else "away",
            from_at=instant("2025-01-14 09:00"),
            to_at=None,
        )
        h.ticket(f"t{n}", "2025-01-14 11:00", channel="chat", opened_by_kind="customer")
        h.says(f"t{n}", "2025-01-14 11:00").event(f"t{n}", "2025-01-14 11:01", "assignee", f"a{n}")
    h.add("agent", agent="b", name="Gone home", kind="human", team="t2")
    h.add(
        "agent_state", agent="b", state="online", from_at=instant("2025-01-14 08:00"), to_at=instant("2025-01-14 09:00")
    )
    h.ticket("z", "2025-01-14 08:30", channel="email").event("z", "2025-01-14 08:31", "assignee", "b")
    return h


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(history(6), tmp_path_factory.mktemp("teams") / "floor.db")


def test_each_team_adds_up_its_people(store: Path) -> None:
    with closing(StoreFeed(store, instant(NOON))) as feed:
        found = feed.answer(TEAMS)
    assert isinstance(found, ListTable) and [column.name for column in found.columns] == [
        "team", "agents", "on", "away", "open", "late", "per_on",
    ]  # fmt: skip
    assert found.rows == (("First line", 6, 3, 3, 6, 6, 2.0), ("Second line", 1, 0, 0, 1, 0, None))


def test_the_whole_floor_says_what_lies_with_people_who_are_off(store: Path) -> None:
    with closing(StoreFeed(store, instant(NOON))) as feed:
        assert feed.answer(ON_NOW) == OnNow(agents=7, on=3, away=3, open=7, held_by_off=1)


def test_a_wall_shows_no_team_of_fewer_than_five(store: Path) -> None:
    dealt = Pseudonyms()
    with closing(MaskedFeed(StoreFeed(store, instant(NOON)), Privacy(), dealt)) as feed:
        feed.read()
        dealt.teams = {"First line": 6, "Second line": 1}
        found = feed.answer(TEAMS)
        assert isinstance(found, ListTable) and [row[0] for row in found.rows] == ["First line"]
        assert isinstance(feed.answer(ON_NOW), OnNow)


@pytest.mark.parametrize(("people", "shown"), [(3, False), (4, True)])
def test_a_floor_of_fewer_than_five_does_not_say_who_is_on(tmp_path: Path, people: int, shown: bool) -> None:
    feed = StoreFeed(stored(history(people), tmp_path / "floor.db"), instant(NOON))
    with closing(MaskedFeed(feed, Privacy(), Pseudonyms())) as feed_of_wall:
        if shown:
            assert isinstance(feed_of_wall.answer(ON_NOW), OnNow)
        else:
            with pytest.raises(Withheld):
                feed_of_wall.answer(ON_NOW)


def test_without_states_it_says_what_to_import(tmp_path: Path) -> None:
    h = History(("status", "messages", "assignee")).ticket("t", NOON).event("t", NOON, "assignee", "a1")
    with closing(StoreFeed(stored(h, tmp_path / "floor.db"), instant(NOON))) as feed:
        found = feed.answer(ON_NOW)
    assert isinstance(found, OnNow) and found.on is None and "agent_state" in (found.missing or "")
