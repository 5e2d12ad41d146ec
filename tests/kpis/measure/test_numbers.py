"""Numbers of small days, worked out by hand."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import parse_filter
from cxtui.settings import StoreSettings, loads
from tests.facts.histories import ALL, History, instant
from tests.kpis.reading.stores import stored

MINUTE, HOUR = 60, 3_600


@contextmanager
def asking(history: History, folder: Path, at: str, settings: StoreSettings | None = None) -> Iterator[StoreAsOf]:
    """Publish a history and open it to be asked as of an instant."""
    store = stored(history, folder / "floor.db", settings)
    with closing(StoreFeed(store, instant(at))) as feed, feed.asking() as opened:
        yield opened


def read(store: StoreAsOf, name: str, period: str | None = "today", words: str = "") -> Metric:
    """Return a number for a period and filter."""
    return store.metric(name, store.question(name, period, parse_filter(words)))


def opened(history: History, ticket: str, when: str, **values: object) -> None:
    """Add a ticket of a customer with its first message."""
    history.ticket(ticket, when, **{"customer": "c1", "opened_by_kind": "customer", **values}).says(ticket, when)


def test_replies_after_six_and_eight_minutes_give_seven(tmp_path: Path) -> None:
    history = History().add("agent", agent="a1", kind="human")
    opened(history, "t", "2025-01-14 09:00")
    history.says("t", "2025-01-14 09:03").says("t", "2025-01-14 09:06", "a1")
    history.says("t", "2025-01-14 16:56").says("t", "2025-01-14 17:04", "a1").says("t", "2025-01-14 17:10")
    with asking(history, tmp_path, "2025-01-14 18:00") as store:
        assert (read(store, "reply_time").value, read(store, "reply_time").n) == (7 * MINUTE, 2)
        assert read(store, "reply_time").waiting == 1
        assert read(store, "reply_time_median").value == 7 * MINUTE
        assert read(store, "slowest_reply").value == 8 * MINUTE
        # Opening hours end at 17:00: of the second turn four minutes lie in them.
        assert read(store, "reply_time_business").value == 5 * MINUTE


def test_resolutions_and_whom_tickets_wait_for(tmp_path: Path) -> None:
    """Solved at 10:00, open again from 11:00 to 12:00; pending from 09:10 to 09:30, on hold until 09:40."""
    history = History()
    opened(history, "t", "2025-01-14 09:00")
    for when, status in (("09:10", "pending"), ("09:30", "hold"), ("09:40", "open"), ("10:00", "solved")):
        history.status("t", f"2025-01-14 {when}", status, "a1")
    history.status("t", "2025-01-14 11:00", "open").status("t", "2025-01-14 12:00", "solved", "a1")
    opened(history, "open", "2025-01-14 09:00")
    with asking(history, tmp_path, "2025-01-14 18:00") as store:
        first = read(store, "first_resolution_mean")
        assert (first.value, first.n, first.waiting, first.target) == (HOUR, 1, 1, 24 * HOUR)
        assert (read(store, "full_resolution_median").value, read(store, "solve_time").value) == (3 * HOUR, 2 * HOUR)
        assert read(store, "requester_wait").value == (10 + 10 + 20 + 60) * MINUTE
        assert (read(store, "agent_wait").value, read(store, "on_hold").value) == (20 * MINUTE, 10 * MINUTE)
        for name in ("first_resolution_business_mean", "full_resolution_business_p90", "solve_time_business"):
            assert read(store, name).value == read(store, name.replace("_business", "")).value
        assert read(store, "first_resolution_mean", "yesterday").value is None


def test_who_left_without_a_reply(tmp_path: Path) -> None:
    history = History()
    for ticket, reply, left in (("a", "09:01", None), ("b", None, "09:05"), ("c", None, None), ("d", None, "09:01")):
        opened(history, ticket, "2025-01-14 09:00", channel="chat")
        if reply:
            history.says(ticket, f"2025-01-14 {reply}", "a1")
        if left:
            history.event(ticket, f"2025-01-14 {left}", "abandoned")
            history.status(ticket, f"2025-01-14 {left}", "solved")
    with asking(history, tmp_path, "2025-01-14 10:00") as store:
        left_without = read(store, "abandonment_rate")
        assert left_without.value == pytest.approx(2 / 3)
        assert (left_without.n, left_without.waiting) == (3, 1)
        # Kept: a. Missed: b, abandoned after T, and c. Abandoned before T: d has no outcome.
        assert read(store, "service_level").value == pytest.approx(1 / 3)
        assert read(store, "service_level").n == 3
        assert (read(store, "breaches").value, read(store, "breached_now").value) == (2, 1)


def test_handle_time_is_by_ticket_and_for_an_agent_the_own_part(tmp_path: Path) -> None:
    history = History()
    for ticket in ("t", "u"):
        opened(history, ticket, "2025-01-14 09:00", channel="phone")
    for number, (ticket, agent, kind, start, end) in enumerate(
        (("t", "a1", "talk", "09:00", "09:04"), ("t", "a1", "wrap", "09:04", "09:05"),
         ("t", "a2", "work", "09:30", "09:40"),
         ("u", "a2", "talk", "09:50", "09:55"), ("u", "a2", "talk", "23:50", "23:59"))
    ):  # fmt: skip
        history.add(
            "handle", handle=f"h{number}", ticket=ticket, agent=agent, kind=kind,
            from_at=instant(f"2025-01-14 {start}"), to_at=instant(f"2025-01-14 {end}"),
        )  # fmt: skip
    with asking(history, tmp_path, "2025-01-14 18:00") as store:
        found = [read(store, "handle_time", words=words) for words in ("", "agent:a1", "agent:a2", "channel:chat")]
        assert [(m.value, m.n) for m in found] == [(10 * MINUTE, 2), (5 * MINUTE, 1), (7.5 * MINUTE, 2), (None, 0)]


def test_customers_who_come_back_with_the_topic(tmp_path: Path) -> None:
    """c1 came back with the topic within seven days, c2 after eight, c3 with another one, c4 not."""
    history = History()
    for number, (customer, day, topic) in enumerate(
        (
            ("c1", 2, "x"),
            ("c1", 9, "x"),
            ("c2", 2, "x"),
            ("c2", 10, "x"),
            ("c3", 2, "x"),
            ("c3", 3, "y"),
            ("c4", 2, "x"),
        )
    ):
        channel = "chat" if customer == "c1" else "email"
        opened(history, f"t{number}", f"2025-01-{day:02} 09:00", customer=customer, topic=topic, channel=channel)
    with asking(history, tmp_path, "2025-01-12 09:00") as store:
        whole = read(store, "repeat_rate", "7d")
        assert (whole.value, whole.n, whole.waiting, whole.state) == (1 / 4, 4, 2, "bad")
        assert [read(store, "repeat_rate", "7d", w).value for w in ("channel:chat", "channel:email")] == [1, 0]
        by_ticket = read(store, "repeat", "7d")
        assert (by_ticket.value, by_ticket.n) == (1 / 5, 5)


def test_contacts_of_a_hundred_active_customers(tmp_path: Path) -> None:
    """Active: c1 bought, c2 has a contract. c3 bought too long ago, c4 gave back, c5's contract is over."""
    history = History()
    for number, (customer, day, kind) in enumerate(
        (("c1", "2024-12-20", "new"), ("c3", "2024-10-01", "new"), ("c4", "2025-01-10", "refund"))
    ):
        history.add(
            "purchase",
            purchase=f"p{number}",
            customer=customer,
            occurred_at=instant(f"{day} 09:00"),
            amount=1.0,
            kind=kind,
        )
    for customer, end in (("c2", None), ("c5", instant("2025-01-01 00:00"))):
        history.add("contract", contract=customer, customer=customer, from_at=instant("2024-01-01 00:00"), to_at=end)
        history.add("customer", customer=customer, tier="gold")
    for number in range(3):
        opened(history, f"t{number}", "2025-01-14 09:00", customer="c2")
    with asking(history, tmp_path, "2025-01-14 18:00") as store:
        assert (read(store, "contacts_per_100_customers").value, read(store, "contacts_per_100_customers").n) == (
            150,
            3,
        )
        assert read(store, "contacts_per_100_customers", words="tier:gold").value == 300


def test_surveys_of_three_kinds(tmp_path: Path) -> None:
    history = History()
    opened(history, "t", "2025-01-10 09:00")
    answers: tuple[tuple[str, float | None, float, float, int], ...] = (
        ("csat", None, 1, 5, 1), ("csat", 4, 1, 5, 1), ("csat", None, 1, 5, 1), ("csat", 2, 1, 5, 1),
        ("ces", 1, 1, 5, 0), ("ces", 4, 1, 7, 1), ("nps", 10, 0, 10, 1), ("nps", 9, 1, 10, 1), ("nps", 7, 0, 10, 1),
        ("nps", 6, 0, 10, 1),
    )  # fmt: skip
    for number, (kind, value, low, high, up) in enumerate(answers):
        opened(history, f"t{number}", "2025-01-14 08:00", customer=f"c{number}")
        sent = instant("2025-01-14 09:00")
        history.add(
            "rating", rating=f"r{number}", ticket=f"t{number}", kind=kind, sent_at=sent, value=value,
            occurred_at=sent + HOUR if value is not None else None, scale_min=float(low), scale_max=float(high),
            higher_is_better=up,
        )  # fmt: skip
    with asking(history, tmp_path, "2025-01-14 18:00") as store:
        assert (read(store, "csat_response_rate").value, read(store, "csat_response_rate").n) == (0.5, 4)
        # No effort at all is 100; 4 on 1 to 7 is the middle.
        assert (read(store, "ces").value, read(store, "ces").n) == (75, 2)
        nps = read(store, "nps")
        assert (nps.value, nps.n, nps.note, nps.target) == (25, 4, "1 answered on a scale of 1–10", 50)


def test_clocks_kept_and_broken(tmp_path: Path) -> None:
    settings = loads('[[target]]\nmetric = "resolution"\nwithin = "2 h"')
    history = History()
    for ticket, solved in (("quick", "10:00"), ("slow", "12:00"), ("open", None), ("soon", None)):
        opened(history, ticket, "2025-01-14 10:30" if ticket == "soon" else "2025-01-14 09:00")
        if solved:
            history.status(ticket, f"2025-01-14 {solved}", "solved", "a1")
    with asking(history, tmp_path, "2025-01-14 12:00", settings) as store:
        kept = read(store, "resolution_kept")
        assert kept.value == pytest.approx(1 / 3)
        assert (kept.n, kept.waiting) == (3, 1)
        assert (read(store, "breaches").value, read(store, "breached_now", None).value) == (2, 1)
        assert read(store, "due_within_hour", None).value == 1
        assert read(store, "next_reply_kept").value is None


def test_the_norm_of_chats_is_another_one(tmp_path: Path) -> None:
    history = History()
    opened(history, "t", "2025-01-14 09:00", channel="chat")
    history.says("t", "2025-01-14 09:02", "a1")
    with asking(history, tmp_path, "2025-01-14 10:00") as store:
        chat, all_of_them = (read(store, "first_response_median", words=words) for words in ("channel:chat", ""))
        assert (chat.target, chat.state, all_of_them.target, all_of_them.state) == (60, "bad", None, "none")


def test_what_is_not_covered_says_what_to_import(tmp_path: Path) -> None:
    history = History([what for what in ALL if what != "topic"]).ticket("t", "2025-01-14 09:00", topic="x")
    with asking(history, tmp_path, "2025-01-14 10:00") as store:
        for name in ("fcr", "repeat_rate", "repeat"):
            assert "no topics in this store" in (read(store, name).missing or ""), name


def test_many_waits_are_read_from_buckets(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(StoreFeed(packaged, instant("2026-04-08 09:07"))) as feed, feed.asking() as store:
        names = [name for name in DEFINITIONS if name.startswith("first_response_waiting")]
        exact = [read(store, name, "20d") for name in names]
        monkeypatch.setattr("cxtui.kpis.quantiles.EXACT", 100)
        for one, name in zip(exact, names, strict=True):
            near = read(store, name, "20d")
            assert near.approximate and not one.approximate
            assert (near.n, near.waiting) == (one.n, one.waiting)
            assert near.value == pytest.approx(one.value, rel=0.02)
