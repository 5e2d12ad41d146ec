"""A customer opened: by hand, as of instants before and after, and at one with the numbers of retention."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.clock import DAY
from cxtui.kpis.answers import customer as reading
from cxtui.kpis.customer import Answer, CustomerView
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.query import Query
from cxtui.settings import defaults
from cxtui.store.read import units
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored


def opened(store: Path, customer: str, at: str) -> CustomerView | None:
    """Return a customer as of an instant."""
    with closing(StoreFeed(store, at=instant(at))) as feed:
        found = feed.answer(Query("customer", ("s", customer)))
    assert found is None or isinstance(found, CustomerView)
    return found


def view(store: Path, customer: str, at: str) -> CustomerView:
    """Return a customer that is there."""
    found = opened(store, customer, at)
    assert found is not None
    return found


def bought(found: CustomerView) -> list[tuple[str, int, float, float]]:
    """Return the money of a customer."""
    return [(one.currency, one.purchases, one.whole, one.recent) for one in found.money]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A customer of three tickets, of which one is spam; another who only has a name, and one without even that."""
    h = History().add("agent", agent="a1", name="Ola Nowak", kind="human").add("team", team="first", name="First line")
    h.add(
        "customer", customer="c1", name="Acme GmbH", tier="gold", account="acme", since=instant("2024-06-01"),
        left_at=instant("2025-03-01"),
    )  # fmt: skip
    h.add("customer", customer="c2", name="Later Ltd", since=instant("2025-06-01"))
    h.ticket("one", "2025-01-10 09:00", channel="chat", customer="c1", topic="login", subject="I cannot log in")
    h.says("one", "2025-01-10 09:00").says("one", "2025-01-10 09:03", "a1")
    h.status("one", "2025-01-10 10:00", "solved", "a1").status("one", "2025-01-11 10:00", "open")
    h.status("one", "2025-01-12 10:00", "solved", "a1")
    h.ticket(
        "two", "2025-01-20 09:00", channel="chat", customer="c1", topic="bill", team="first", priority="high",
        subject="Wrong bill",
    )  # fmt: skip
    h.says("two", "2025-01-20 09:00").event("two", "2025-01-20 09:30", "assignee", "a1", previous=None)
    h.ticket("three", "2025-01-21 09:00", channel="email", customer="c1", spam=1)
    h.ticket("else", "2025-01-21 10:00", channel="email", customer="c9")
    for kind, value, when in (("csat", 2.0, "2025-01-10 11:00"), ("nps", 9.0, "2025-01-12 11:00")):
        h.add(
            "rating", rating=f"r-{kind}", ticket="one", kind=kind, value=value, scale_min=1.0, scale_max=5.0,
            higher_is_better=1, sent_at=instant(when), occurred_at=instant(when),
        )  # fmt: skip
    for n, (when, kind, amount) in enumerate(
        (("2024-10-01", "new", 100.0), ("2025-02-01", "renewal", 40.0), ("2025-02-02", "refund", 15.0))
    ):
        h.add("purchase", purchase=f"p{n}", customer="c1", occurred_at=instant(when), amount=amount, currency="EUR",
              kind=kind)  # fmt: skip
    h.add("contract", contract="k1", customer="c1", from_at=instant("2024-06-01"), to_at=instant("2025-02-15"),
          value=900.0, version_at=instant("2025-02-10"))  # fmt: skip
    return stored(h, tmp_path / "floor.db")


def test_who_it_is_and_what_is_open(store: Path) -> None:
    found = view(store, "c1", "2025-01-20 10:00")
    assert (found.name, found.tier, found.account, found.since) == ("Acme GmbH", "gold", "acme", instant("2024-06-01"))
    assert (found.contacts, found.recent, found.first_contact_at) == (2, 2, instant("2025-01-10 09:00"))
    (two,) = found.open
    assert (two.ticket, two.team, two.assignee, two.priority) == ("two", "First line", "Ola Nowak", "high")
    assert (two.status, two.subject, two.created_at) == ("new", "Wrong bill", instant("2025-01-20 09:00"))
    (clock,) = two.clocks
    # A chat is promised within 120 s: at 10:00 that was 58 minutes ago.
    assert (clock.metric, clock.state, clock.remaining_s) == ("first_response", "breached", -58 * 60)


def test_the_history_is_the_newest_first(store: Path) -> None:
    three, two, one = view(store, "c1", "2025-01-22 12:00").history
    assert (three.ticket, three.counts, three.open) == ("three", False, False)
    assert (two.ticket, two.open, two.first_response_s, two.in_time, two.counts) == ("two", True, None, False, True)
    assert (one.first_response_s, one.in_time, one.resolution_s) == (180, False, 3600)
    assert (one.reopened, one.open, one.topic, one.channel) == (True, False, "login", "chat")
    assert isinstance(one.answer, Answer)
    # The later answer is of another kind: satisfaction is what is shown. 2 of 5 is not satisfied.
    assert (one.answer.kind, one.answer.value, one.answer.high, one.answer.good) == ("csat", 2.0, 5.0, False)


def test_nothing_later_than_the_instant_shows(store: Path) -> None:
    found = view(store, "c1", "2025-01-10 09:01")
    (one,) = found.history
    assert (one.open, one.reopened, one.answer) == (True, False, None)
    assert (one.first_response_s, one.in_time, one.resolution_s) == (None, None, None)
    assert found.left_at is None and found.contacts == found.open_count == 1
    assert [p.at for p in found.purchases] == [instant("2024-10-01")]
    assert bought(found) == [("EUR", 1, 100.0, 0.0)]
    # Nobody had told of the contract's end by then.
    assert [(c.to_at, c.live) for c in found.contracts] == [(None, True)]
    assert view(store, "c1", "2025-01-10 09:02:01").history[0].in_time is False
    assert view(store, "c1", "2025-01-10 10:30").history[0].open is False
    assert view(store, "c1", "2025-01-11 10:30").history[0].open is True


def test_a_later_topic_does_not_show_before_it_was_told(tmp_path: Path) -> None:
    h = History().ticket("one", "2025-01-10 09:00", customer="c1", topic="bill")
    h.event("one", "2025-01-11 09:00", "topic", "bill", previous="login")
    store = stored(h, tmp_path / "floor.db")
    assert view(store, "c1", "2025-01-10 10:00").history[0].topic == "login"
    assert view(store, "c1", "2025-01-12 10:00").history[0].topic == "bill"


def test_money_and_contracts(store: Path) -> None:
    found = view(store, "c1", "2025-02-20 12:00")
    # 100 + 40 − 15; the first purchase is 142 days old.
    assert bought(found) == [("EUR", 3, 125.0, 25.0)]
    assert [(p.kind, p.amount) for p in found.purchases] == [("refund", -15.0), ("renewal", 40.0), ("new", 100.0)]
    (contract,) = found.contracts
    assert (contract.to_at, contract.value, contract.live) == (instant("2025-02-15"), 900.0, False)
    assert view(store, "c1", "2025-02-12").contracts[0].to_at == instant("2025-02-15"), "told on the 10th"


@pytest.mark.parametrize(
    ("at", "state", "why", "when"),
    [
        # The last contact is the ticket of the 20th (spam is none), its horizon ends on 20 April at 09:00.
        ("2025-01-25", "on_course", "contract_live", None),
        ("2025-02-01 12:00", "retained", "bought", "2025-02-01"),
        ("2025-04-21", "retained", "bought", "2025-02-01"),
    ],
)
def test_whether_the_customer_stays(store: Path, at: str, state: str, why: str, when: str | None) -> None:
    found = view(store, "c1", at).retention
    assert found is not None
    assert (found.state, found.why, found.at) == (state, why, None if when is None else instant(when))
    assert (found.contact_at, found.known_at) == (instant("2025-01-20 09:00"), instant("2025-04-20 09:00"))
    if at == "2025-04-21":
        assert view(store, "c1", at).left_at == instant("2025-03-01")


def test_who_is_nobody_yet(store: Path) -> None:
    assert opened(store, "c2", "2025-05-31") is None
    later = view(store, "c2", "2025-06-01")
    assert (later.name, later.contacts, later.history, later.open, later.first_contact_at) == (
        "Later Ltd", 0, (), (), None,
    )  # fmt: skip
    assert later.retention is not None and later.retention.state == "none"
    unnamed = view(store, "c9", "2025-02-01")
    assert (unnamed.name, unnamed.tier, unnamed.contacts) == (None, None, 1)
    assert opened(store, "c9", "2025-01-21 09:59") is None
    assert opened(store, "nobody", "2025-02-01") is None


def test_without_purchases_it_says_what_to_import(tmp_path: Path) -> None:
    h = History(("messages", "status", "customers")).ticket("one", "2025-01-10 09:00", customer="c1")
    found = view(stored(h, tmp_path / "floor.db"), "c1", "2025-02-01")
    assert found.retention is None and "import a purchase or contract table" in str(found.missing)


def test_of_many_the_counts_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    h = History()
    for n in range(9):
        h.ticket(f"t{n}", f"2025-01-1{n} 09:00", customer="c1")
    for n in range(9, 12):
        h.ticket(f"t{n}", "2025-01-10 09:00", customer="c2")
    store = stored(h, tmp_path / "floor.db")
    monkeypatch.setattr(reading, "OPEN", 2)
    monkeypatch.setattr(reading, "HISTORY", 3)
    found = view(store, "c1", "2025-01-20")
    assert [one.ticket for one in found.open] == ["t0", "t1"] and found.open_count == 9
    assert [one.ticket for one in found.history] == ["t8", "t7", "t6"] and found.contacts == 9
    # Both ways to the open tickets find the same ones.
    key = {"source": "s", "customer": "c1", "at": instant("2025-01-20"), "most": 5}
    with closing(StoreFeed(store, at=instant("2025-01-20"))) as feed, feed.asking() as opened:
        one, other = (opened.tx.rows(name, **key) for name in ("customer_open", "customer_open_of_backlog"))
    assert one == other == [(f"t{n}", 9) for n in range(5)]


@pytest.mark.parametrize("at", ["2026-04-02 12:00", "2026-04-08 09:07", "2026-07-03 12:00", "2026-07-10 12:00"])
def test_standings_are_those_that_the_rates_count(packaged: Path, at: str) -> None:
    with closing(StoreFeed(packaged, at=instant(at))) as feed, feed.asking() as store:
        level = store.question("lost_known").level(defaults())
        lost = {row[0] for row in units.rows(store.tx, "lost_known", level, ("ticket",))}
        outcomes: dict[str, Any] = {}
        last: dict[str, str] = {}
        for customer, ticket, retained in store.tx.rows(
            "SELECT f.customer, f.ticket, f.retained FROM ticket_fact f WHERE f.excluded = 0 AND f.customer IS NOT NULL"
            " AND f.created_at <= :at ORDER BY f.created_at, f.ticket",
            at=store.at,
        ):
            last[customer], outcomes[customer] = ticket, retained
        early = set()
        for customer, ticket in last.items():
            found = reading.read(store, "simulator", customer)
            assert found is not None and found.retention is not None and found.retention.known_at is not None
            if found.retention.known_at <= store.at:
                assert found.retention.state == ("retained" if outcomes[customer] else "lost"), customer
            elif found.retention.state == "lost":
                early.add(ticket)
            elif found.retention.state == "retained":
                assert outcomes[customer] == 1, customer
    assert early == lost
    assert len(last) > 50 and (len(early) > 0) == (at.startswith("2026-04"))


def test_the_horizon_is_the_stores(tmp_path: Path) -> None:
    assert defaults().retention_days == 90
    h = History().ticket("one", "2025-01-10 09:00", customer="c1").ticket("two", "2025-02-10 09:00", customer="c1")
    store = stored(h, tmp_path / "floor.db")
    late = view(store, "c1", "2025-04-12")
    assert (late.contacts, late.recent, late.days) == (2, 1, 90)
    assert late.retention is not None and late.retention.known_at == instant("2025-02-10 09:00") + 90 * DAY
