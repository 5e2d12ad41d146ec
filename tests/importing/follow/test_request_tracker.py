"""A followed Request Tracker: what its transactions become, and that it does not matter when they come."""

import random
import time
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from tests.importing.follow.following import facts, following, once, records, rt, state, until
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import NOW, RtStub


def column(store: Path, table: str, *names: str) -> set[tuple[object, ...]]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(store)) as con:
        return set(con.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall())


def test_transactions_become_history_and_facts(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    stub.own(1, NOW - 4900, "ann")
    stub.add(1, NOW - 4850, "ann", "Comment")
    stub.reply(1, NOW - 4640, "ann")
    stub.reply(1, NOW - 4000, "carl")
    stub.status(1, NOW - 3000, "ann", "resolved")
    stub.rate(1, NOW - 2000, "carl", "4")
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    assert column(store, "ticket_fact", "ticket", "status", "first_reply_at") == {("1", "solved", NOW - 4640)}
    assert column(store, "event", "kind", "occurred_at", "actor", "actor_kind", "value") == {
        ("message", NOW - 5000, "carl", "customer", None), ("assignee", NOW - 4900, "ann", "agent", "ann"),
        ("note", NOW - 4850, "ann", "agent", None), ("message", NOW - 4640, "ann", "agent", None),
        ("message", NOW - 4000, "carl", "customer", None), ("status", NOW - 3000, "ann", "agent", "solved"),
    }  # fmt: skip
    assert column(store, "rating", "ticket", "value", "occurred_at") == {("1", 4.0, NOW - 2000)}
    assert column(store, "ticket", "team", "priority", "customer", "opened_by_kind") == {
        ("General", "normal", "carl", "customer")
    }
    assert column(store, "agent", "agent", "name", "kind") == {("ann", "Ann", "human")}
    assert column(store, "team", "team") == {("General",), ("Billing",)}


def test_whoever_asks_is_the_customer_also_where_privileged(tmp_path: Path, stub: RtStub) -> None:
    """In a helpdesk of a company everybody may be privileged: the requestor's words are no reply."""
    stub.create(1, NOW - 5000, by="bob")
    stub.reply(1, NOW - 4000, "bob")
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    assert column(store, "event", "actor_kind") == {("customer",)}
    assert column(store, "ticket_fact", "first_reply_at") == {(None,)}


def test_who_asks_can_turn_out_later_and_what_was_said_before_is_told_anew(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000, by="carl")
    stub.reply(1, NOW - 4000, "bob")
    chosen = rt(tmp_path, stub)
    store = once(tmp_path / "floor.db", chosen)
    assert column(store, "ticket_fact", "first_reply_at") == {(NOW - 4000,)}
    stub.ask(1, NOW - 3000, "ann", who="bob")
    once(store, chosen)
    assert column(store, "event", "actor", "actor_kind") == {("carl", "customer"), ("bob", "customer")}
    assert column(store, "ticket_fact", "first_reply_at") == {(None,)}


def test_what_is_merged_deleted_or_gone_is_known_although_no_search_shows_it(tmp_path: Path, stub: RtStub) -> None:
    for ticket in (1, 2, 3, 4):
        stub.create(ticket, NOW - 5000)
    stub.merge(1, 2, NOW - 400, "ann")
    stub.status(3, NOW - 300, "ann", "deleted")
    chosen = rt(tmp_path, stub)
    store = once(tmp_path / "floor.db", chosen)
    assert column(store, "ticket", "ticket", "merged_into", "deleted_at") == {
        ("1", "2", None), ("2", None, None), ("3", None, NOW - 300), ("4", None, None)
    }  # fmt: skip
    stub.shred(4)
    once(store, chosen)
    (deleted,) = (at for ticket, at in column(store, "ticket", "ticket", "deleted_at") if ticket == "4")
    assert deleted is not None
    assert [doubt for doubt in state(store).doubts if "ticket 4 is not to be read any more" in doubt]


def test_half_of_a_helpdesk_is_not_taken_for_deleted(tmp_path: Path, stub: RtStub) -> None:
    for ticket in range(1, 31):
        stub.create(ticket, NOW - 5000)
    chosen = rt(tmp_path, stub)
    store = once(tmp_path / "floor.db", chosen)
    stub.hidden = set(range(1, 21))
    once(store, chosen)
    assert column(store, "ticket", "deleted_at") == {(None,)}
    assert [doubt for doubt in state(store).doubts if "20 open tickets such as 1 cannot be read" in doubt]


def test_transactions_that_the_token_may_not_see_hide_none_behind_them(tmp_path: Path, stub: RtStub) -> None:
    """RT takes them out of a page after it is cut: a page may be empty in the middle."""
    stub.create(1, NOW - 9000, status="resolved")
    for _ in range(150):
        stub.add(2, NOW - 8000, "ann", "Comment")
    stub.create(3, NOW - 7000, status="resolved")
    stub.hidden = {2}
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    assert column(store, "ticket", "ticket") == {("1",), ("3",)}


def test_a_status_of_their_own_is_a_doubt_until_it_is_told(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    stub.status(1, NOW - 4000, "ann", "parked")
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    assert state(store).doubts == (
        'status "parked" is none that we know, as in ticket 1: '
        'say what it means, such as statuses = { "parked" = "open" }',
    )
    named = once(tmp_path / "told.db", rt(tmp_path, stub, 'statuses = { parked = "hold" }\n'))
    assert column(named, "ticket_fact", "status") == {("hold",)}


@pytest.mark.parametrize(("late_by", "found"), [(60, True), (61, False)])
def test_a_transaction_committed_late_is_found_within_the_overlap(
    tmp_path: Path, stub: RtStub, late_by: int, found: bool
) -> None:
    stub.create(1, NOW - 5000)
    early, later = 1000, 1001
    stub.add(1, NOW, "ann", "Correspond", id=later)
    chosen = rt(tmp_path, stub)
    store = once(tmp_path / "floor.db", chosen)
    stub.clock = lambda: NOW + late_by - 1
    once(store, chosen)
    stub.add(1, NOW, "bob", "Correspond", id=early)
    stub.clock = lambda: NOW + late_by
    once(store, chosen)
    assert (("bob",) in column(store, "event", "actor")) is found


def test_a_clock_five_minutes_off_costs_nothing_and_is_told(tmp_path: Path, stub: RtStub) -> None:
    stub.clock = lambda: int(time.time()) + 300
    stub.create(1, int(time.time()) + 290)
    chosen = rt(tmp_path, stub)
    store = once(tmp_path / "floor.db", chosen)
    stub.reply(1, int(time.time()) + 299, "ann")
    once(store, chosen)
    assert len(rows_of(store, "event")) == 2
    assert abs((state(store).skew_s or 0) - 300) <= 2
    assert (state(store).lag_s or 0) <= 2


def act(stub: RtStub, rng: random.Random, at: int, step: int) -> None:
    """Do something that people do on a helpdesk."""
    there = [id for id, one in stub.tickets.items() if "into" not in one and one["Status"] != "deleted"]
    ticket = rng.choice(there) if there and rng.random() < 0.8 else 0
    who = rng.choice(("ann", "bob"))
    if not ticket:
        stub.create(step + 1, at, by=rng.choice(("carl", "dora", "bob")), queue=rng.choice(stub.queues))
        return
    kind = rng.randrange(9)
    if kind == 0:
        stub.own(ticket, at, who)
    elif kind in (1, 2):
        stub.reply(ticket, at, who)
    elif kind == 3:
        stub.reply(ticket, at, stub.tickets[ticket]["Requestor"][0])
    elif kind == 4:
        stub.add(ticket, at, who, "Comment")
    elif kind == 5:
        stub.status(ticket, at, who, rng.choice(("open", "stalled", "resolved", "deleted")))
    elif kind == 6:
        stub.rate(ticket, at, "carl", str(rng.randint(1, 5)))
    elif kind == 7:
        new = rng.choice(stub.queues)
        old, stub.tickets[ticket]["Queue"] = stub.tickets[ticket]["Queue"], new
        stub.add(ticket, at, who, "Set", "Queue", str(stub.queues.index(old) + 1), str(stub.queues.index(new) + 1))
    elif len(there) > 1:
        stub.merge(ticket, rng.choice([id for id in there if id != ticket]), at, who)


@pytest.mark.parametrize("seed", range(3))
def test_followed_from_look_to_look_it_ends_like_one_look_at_the_end(tmp_path: Path, stub: RtStub, seed: int) -> None:
    rng = random.Random(seed)
    chosen = rt(tmp_path, stub)
    for step in range(90):
        act(stub, rng, NOW - 20_000 + step * 30 + rng.randrange(2), step)
        if rng.random() < 0.15:
            once(tmp_path / "followed.db", chosen)
    once(tmp_path / "followed.db", chosen)
    once(tmp_path / "whole.db", chosen)
    followed, whole = tmp_path / "followed.db", tmp_path / "whole.db"
    known, found = records(followed), records(whole)
    # Who asked in a ticket that was merged away is told by RT only before.
    assert found.pop("customer") <= known.pop("customer")
    merged = {ticket for (ticket,) in column(whole, "ticket WHERE merged_into IS NOT NULL", "ticket")}
    for rows in (known, found):
        rows["event"] = {(*row[:6], "", *row[7:]) if row[1] in merged else row for row in rows["event"]}
    assert {name for name in found if known[name] != found[name]} == set()
    assert facts(followed, merged) == facts(whole, merged)


def test_a_resident_process_shows_a_reply_within_its_interval(tmp_path: Path, stub: RtStub) -> None:
    stub.clock = lambda: int(time.time())
    stub.create(1, int(time.time()) - 100)
    store = tmp_path / "floor.db"
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) == 1, "the first message")
        stub.reply(1, int(time.time()), "ann")
        until(lambda: len(rows_of(store, "event")) == 2, "the reply")
    assert state(store).state == "stopped"


def test_a_quiet_source_commits_nothing(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    store = tmp_path / "floor.db"
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) == 1)
        requests, runs = len(stub.requests), rows_of(store, "import_run")
        until(lambda: len(stub.requests) > requests + 3)
        assert rows_of(store, "import_run") == runs
        before = state(store).ok_at
        until(lambda: (state(store).ok_at or 0) > (before or 0))


def test_a_store_of_another_address_is_not_mixed(tmp_path: Path, stub: RtStub) -> None:
    from cxtui.errors import StoreError

    stub.create(1, NOW - 5000)
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    text = (tmp_path / "sources.toml").read_text().replace(stub.url, "http://127.0.0.1:9")
    (tmp_path / "sources.toml").write_text(text)
    from cxtui.importing.follow.configured import read_sources

    with pytest.raises(StoreError, match=r"came from rt http://127\.0\.0\.1"):
        once(store, read_sources(tmp_path / "sources.toml"))


def test_what_answers_is_no_request_tracker(tmp_path: Path, stub: RtStub) -> None:
    from tests.sources.live.rt_stub import login_page

    stub.faults = [login_page]
    with pytest.raises(SourceError, match="answers with a page, not with data: is the url right"):
        once(tmp_path / "floor.db", rt(tmp_path, stub))
