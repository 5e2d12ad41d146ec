"""Whoever was erased is in no column any more, and every number is what it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.errors import StoreError, UsageError
from cxtui.settings import defaults
from cxtui.store.people.erasure import erase_everybody, erase_one
from cxtui.store.people.keys import keys_path
from cxtui.store.people.tombstones import PREFIX
from cxtui.store.rebuilt import compare
from tests.facts.histories import History
from tests.store.people.floors import AGENT, CUSTOMER, WORDS, blank, contents, floor, store_of

EMPTIED = {
    ("ticket", "subject"), ("rating", "comment"), ("customer", "name"), ("customer", "account"), ("agent", "name"),
}  # fmt: skip


@pytest.fixture(params=["sender", "share", "assignee"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a store of the marked floor, its outcomes credited in each of the three ways."""
    return store_of(tmp_path / "floor.db", floor(), replace(defaults(), attribution=request.param))


@pytest.mark.parametrize(("kind", "id"), [("customer", CUSTOMER), ("agent", AGENT)])
def test_only_the_id_is_another(store: Path, kind: str, id: str) -> None:
    before = contents(store)
    (person,) = erase_one(store, kind, id).people  # type: ignore[arg-type]
    after = contents(store)
    assert person.pseudonym.startswith(PREFIX)
    assert not any(id in row for rows in after.values() for row in rows)
    assert blank(contents(store, {person.pseudonym: id}), EMPTIED) == blank(before, EMPTIED)


def test_of_others_nothing_goes(store: Path) -> None:
    erase_one(store, "customer", CUSTOMER)
    erase_one(store, "agent", AGENT)
    found = contents(store)
    assert {(row[1], row[12]) for row in found["ticket"]} == {("t0", None), ("t1", "Where is it"), ("t2", None)}
    assert {row[4] for row in found["agent"]} == {None, "Ben", "Bot"}
    assert {row[4:7] for row in found["customer"]} == {(None, "plus", None), ("Cleo", None, "c2 account")}
    assert {row[-1] for row in found["rating"]} == {None, "fine"}


def test_kept_facts_are_those_that_the_records_give(store: Path) -> None:
    erase_one(store, "agent", AGENT)
    erase_everybody(store)
    assert compare(store).differing == 0


def test_everybody_goes_but_machines(store: Path) -> None:
    before = contents(store)
    done = erase_everybody(store)
    called = {one.pseudonym: one.id for one in done.people}
    assert sorted(called.values()) == ["a-markerid", "a2", "c-markerid", "c2"]
    after = contents(store)
    assert {row[12] for row in after["ticket"]} == {None}
    assert {row[4] for row in after["agent"]} == {None, "Bot"}
    assert blank(contents(store, called), EMPTIED) == blank(before, EMPTIED)
    assert erase_everybody(store).people == ()


def test_a_dry_run_says_the_same_and_writes_nothing(store: Path) -> None:
    before = contents(store)
    report = erase_one(store, "customer", CUSTOMER, dry_run=True)
    assert contents(store) == before
    assert not keys_path(store).exists()
    assert report.taken == erase_one(store, "customer", CUSTOMER).taken


def test_an_agent_and_a_customer_of_one_id_are_two_people(tmp_path: Path) -> None:
    h = History().add("agent", agent="7", name="Ann", kind="human").add("customer", customer="7", name="Cleo")
    h.ticket("t", "2025-01-14 15:00", customer="7", opened_by="7", opened_by_kind="customer")
    h.event("t", "2025-01-14 15:01", "message", actor="7", actor_kind="agent", public=1)
    h.event("t", "2025-01-14 15:02", "message", actor="7", actor_kind="customer", public=1)
    h.event("t", "2025-01-14 15:03", "status", "open", actor="7")
    h.event("t", "2025-01-14 15:04", "assignee", "7")
    store = store_of(tmp_path / "floor.db", h)
    (person,) = erase_one(store, "customer", "7").people
    found = contents(store)
    assert [row[5] for row in sorted(found["event"], key=lambda row: row[3])] == ["7", person.pseudonym, "7", None]
    assert [row[1] for row in found["agent"]] == ["7"]
    assert [row[9] for row in found["event"] if row[4] == "assignee"] == ["7"]


def test_codes_that_look_like_the_id_stay(tmp_path: Path) -> None:
    h = History().add("customer", customer="2", name="Cleo").ticket("2", "2025-01-14 15:00", customer="2", team="2")
    h.event("2", "2025-01-14 15:01", "escalated", "2", previous="Cleo is waiting")
    h.event("2", "2025-01-14 15:02", "team", "2", previous="2")
    store = store_of(tmp_path / "floor.db", h)
    done = erase_one(store, "customer", "2")
    assert {row[9:11] for row in contents(store)["event"]} == {("2", "Cleo is waiting"), ("2", "2")}
    assert ("event", ("s", "2", "e0000"), "previous", "Cleo is waiting") in [
        (one.table, one.key, one.column, one.text) for one in done.mentions
    ]


def test_what_others_wrote_is_shown(tmp_path: Path) -> None:
    h = floor().ticket("t9", "2025-01-19 15:00", customer="c2", subject=f"Complaint of Markername, {WORDS}")
    done = erase_one(store_of(tmp_path / "floor.db", h), "customer", CUSTOMER)
    assert [(one.table, one.key, one.column, one.text) for one in done.mentions] == [
        ("ticket", ("s", "t9"), "subject", f"Complaint of Markername, {WORDS}")
    ]
    assert done.mentioned == 1


def test_who_is_not_there_is_a_mistake_and_who_was_erased_is_none(store: Path) -> None:
    with pytest.raises(UsageError, match=r"has no customer 'c3'; nearest: c2"):
        erase_one(store, "customer", "c3")
    with pytest.raises(UsageError, match="the source 'x' has no agent"):
        erase_one(store, "agent", AGENT, "x")
    erase_one(store, "customer", CUSTOMER)
    assert erase_one(store, "customer", CUSTOMER).people == ()
    with pytest.raises(UsageError, match="has no agent"):
        erase_one(store, "agent", CUSTOMER)


def test_an_id_of_two_sources_asks_for_one(tmp_path: Path) -> None:
    h = History().add("customer", customer="c1").add("customer", source="other", customer="c1", name="Cleo")
    store = store_of(tmp_path / "floor.db", h)
    with pytest.raises(UsageError, match="several sources have a customer 'c1'; name one by --source: other, s"):
        erase_one(store, "customer", "c1")
    (person,) = erase_one(store, "customer", "c1", "other").people
    assert {row[:2] for row in contents(store)["customer"]} == {("s", "c1"), ("other", person.pseudonym)}


def test_without_the_keys_nobody_else_is_erased(store: Path) -> None:
    erase_one(store, "customer", CUSTOMER)
    keys_path(store).unlink()
    with pytest.raises(StoreError, match="lacks a key"):
        erase_one(store, "agent", AGENT)
