"""Lists of the floor: hand-worked ones, and what they add up to on the packaged floor."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import parse_filter
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NOW = "2026-04-08 09:07"
OWN = (
    "backlog_age", "top_customers", "backlog_balance", "drivers", "drivers_by_product", "drivers_by_place",
    "automation", "heat", "channels", "teams", "priorities", "tiers", "assigned_done", "escalations_by_tier",
)  # fmt: skip


@contextmanager
def asking(store: Path, at: str) -> Iterator[StoreAsOf]:
    """Open a store to be asked as of an instant."""
    with closing(StoreFeed(store, instant(at))) as feed, feed.asking() as opened:
        yield opened


def listed(store: StoreAsOf, name: str, period: str | None = None, words: str = "") -> ListTable:
    """Return a list for a period and filter."""
    definition = LISTS[name]
    return definition.read(store, store.question_of(definition.span, period, parse_filter(words)))


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of one ticket that stays open."""
    return stored(History().ticket("t", "2025-03-01 09:00"), tmp_path_factory.mktemp("ages") / "floor.db")


@pytest.mark.parametrize("name", OWN)
def test_a_list_has_rows_as_wide_as_its_columns(packaged: Path, name: str) -> None:
    with asking(packaged, NOW) as store:
        for words in ("", "channel:chat", "!tier:none"):
            found = listed(store, name, words=words)
            assert found.name == name and found.title == LISTS[name].title and found.missing is None
            assert all(len(row) == len(found.columns) for row in found.rows)
        assert found.rows


@pytest.mark.parametrize("words", ["", "channel:email", "team:billing", "!priority:low"])
@pytest.mark.parametrize("period", ["today", "7d", "2026-03-20..2026-03-24", "2026-04-01 10:13..2026-04-08 04:44"])
def test_the_balance_closes(packaged: Path, period: str, words: str) -> None:
    with asking(packaged, NOW) as store:
        rows = listed(store, "backlog_balance", period, words).rows
        whole = {what: sum(n for w, _, n in rows if w == what) for what in ("at start", "entered", "left", "at end")}
        assert whole["at start"] + whole["entered"] - whole["left"] == whole["at end"]
        where = parse_filter(words)
        assert whole["at end"] == store.metric("backlog", store.question("backlog", period, where)).n
        assert whole["entered"] == store.metric("inflow_per_hour", store.question("inflow_per_hour", period, where)).n
        assert whole["left"] == store.metric("outflow_per_hour", store.question("outflow_per_hour", period, where)).n


def test_each_transition_has_its_name(tmp_path: Path) -> None:
    history = History()
    for ticket in ("solved", "closed", "merged", "deleted", "spam", "stays"):
        history.ticket(ticket, "2025-01-14 09:00", channel="chat")
    history.status("solved", "2025-01-14 10:00", "solved").status("solved", "2025-01-14 11:00", "open")
    history.status("closed", "2025-01-14 10:00", "closed")
    history.event("merged", "2025-01-14 10:00", "merged", "stays").status("merged", "2025-01-14 10:00", "closed")
    history.event("deleted", "2025-01-14 10:00", "deleted").event("deleted", "2025-01-14 11:00", "restored")
    history.event("spam", "2025-01-14 10:00", "spam", "1")
    with asking(stored(history, tmp_path / "floor.db"), "2025-01-14 12:00") as store:
        rows = listed(store, "backlog_balance").rows
        found = {how or what: n for what, how, n in rows if n}
        assert found == {
            "created": 6, "reopened": 1, "restored": 1, "solved": 1, "closed": 1, "merged": 1, "deleted": 1, "spam": 1,
            "at end": 3,
        }  # fmt: skip


def test_hours_and_weekdays_add_up_to_what_was_created(packaged: Path) -> None:
    with asking(packaged, NOW) as store:
        for period, words in (("quarter", ""), ("30d", "channel:chat"), ("2026-04-01 10:13..2026-04-03 04:44", "")):
            heat = listed(store, "heat", period, words)
            n = store.metric("created", store.question("created", period, parse_filter(words))).n
            assert sum(sum(row[1:]) for row in heat.rows) == n > 0
        assert [row[0] for row in heat.rows if sum(row[1:])] == ["Wednesday", "Thursday", "Friday"]


def test_topics_ages_and_customers_by_hand(tmp_path: Path) -> None:
    history = History().add("customer", customer="c1", name="Ann", tier="gold")
    for n, (day, topic) in enumerate(((13, "login"), (13, "login"), (14, "login"), (14, "bill"), (6, "bill"))):
        history.ticket(f"t{n}", f"2025-01-{day:02} 09:00", customer="c1" if n < 4 else "c2", topic=topic, product="App")
    history.status("t3", "2025-01-14 09:30", "solved")
    with asking(stored(history, tmp_path / "floor.db"), "2025-01-14 09:59") as store:
        assert listed(store, "drivers", "2d").rows == (("login", 3, 0.75, 0, 3), ("bill", 1, 0.25, 0, 1))
        assert listed(store, "drivers", "today").rows == (("bill", 1, 0.5, 0, 1), ("login", 1, 0.5, 2, -1))
        assert listed(store, "drivers_by_product", "2d").rows[0] == ("App", "login", 3, 0.75)
        ages = {band: (n, over) for band, n, _, over in listed(store, "backlog_age").rows if n}
        # The norm is 24 h: what was created on the 13th at 09:00 is 24 h and 59 min old.
        assert ages == {"under 1 h": (1, 0), "1 to 3 days": (2, 2), "7 to 14 days": (1, 1)}
        top = listed(store, "top_customers").rows
        assert top == (("s", "c1", "Ann", "gold", 3, 89_940), ("s", "c2", None, None, 1, 694_740))


@pytest.mark.parametrize(
    ("seconds", "younger", "older"),
    [
        (3_600, "under 1 h", "1 to 4 h"),
        (4 * 3_600, "1 to 4 h", "4 to 24 h"),
        (24 * 3_600, "4 to 24 h", "1 to 3 days"),
        (3 * 86_400, "1 to 3 days", "3 to 7 days"),
        (7 * 86_400, "3 to 7 days", "7 to 14 days"),
        (14 * 86_400, "7 to 14 days", "14 to 30 days"),
        (30 * 86_400, "14 to 30 days", "30 days and more"),
    ],
)
def test_a_band_of_ages_begins_at_the_second(aged: Path, seconds: int, younger: str, older: str) -> None:
    created = instant("2025-03-01 09:00")
    for age, band in ((seconds - 1, younger), (seconds, older)):
        with closing(StoreFeed(aged, created + age)) as feed, feed.asking() as store:
            assert {band: n for band, n, _, _ in listed(store, "backlog_age").rows if n} == {band: 1}


def test_automation_wants_enough_tickets_in_one_reply(tmp_path: Path) -> None:
    history = History()
    for n in range(42):
        ticket, topic = f"t{n}", "password" if n < 20 else "refund" if n < 40 else "rare"
        history.ticket(ticket, "2025-01-14 09:00", customer=f"c{n}", topic=topic).says(ticket, "2025-01-14 09:00")
        history.says(ticket, "2025-01-14 09:01", "a1")
        if n in (0, 1, 2, 3, 4) or 20 <= n < 39:
            history.says(ticket, "2025-01-14 09:02", "a1")
        history.status(ticket, "2025-01-14 09:10", "solved", "a1")
    with asking(stored(history, tmp_path / "floor.db"), "2025-01-14 12:00") as store:
        assert listed(store, "automation").rows == (("password", 20, 15, 0.75, 600), ("refund", 20, 1, 0.05, 600))


def test_parts_side_by_side_add_up(packaged: Path) -> None:
    with asking(packaged, NOW) as store:
        for name in ("channels", "teams", "priorities", "tiers"):
            found = listed(store, name, "7d")
            for place, metric in ((1, "created"), (2, "solved"), (3, "backlog")):
                whole = store.metric(metric, store.question(metric, "7d")).n
                assert sum(row[place] for row in found.rows) == whole
