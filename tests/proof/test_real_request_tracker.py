"""A real Request Tracker through a working day: the followed store is what a new one finds at the end."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.facts.histories import instant
from tests.importing.follow.following import facts, following, once, records, sources, state, until
from tests.proof.real_request_tracker import AGENTS, CUSTOMERS, RealRequestTracker, ok

TICKETS, TRANSACTIONS = 34, 300
UNTOLD = {("Set", field) for field in ("Starts", "Due", "Started", "Subject", "SLA", "Told")}
UNTOLD |= {("SetWatcher", "Owner"), ("AddWatcher", "Requestor"), ("DelWatcher", "Requestor")}
"""Transactions of which no history is kept: what RT works out, and what every ticket says itself."""

pytestmark = [pytest.mark.proof, pytest.mark.process]


class Day:
    """A working day: somebody does something every minute or so."""

    def __init__(self, rt: RealRequestTracker, seed: int) -> None:
        self._rt, self._rng = rt, random.Random(seed)
        self._people = {name: rt.client(name) for name in ("root", *AGENTS, *CUSTOMERS)}
        self._at = instant("2026-03-02 09:00")
        self.done: Counter[str] = Counter()

    def does(self, name: str, verb: str, path: str, what: str, **body: Any) -> Any:
        """Let somebody do something, a little later than the last thing."""
        self._at += self._rng.randint(20, 90)
        self._rt.turn_to(self._at)
        self.done[what] += 1
        return ok(self._people[name].request(verb, path, json=body))

    def ticket(self, number: int) -> int:
        """Let a ticket come in and be worked on, and return its id."""
        rng = self._rng
        who, agent, other = rng.choice(CUSTOMERS), *rng.sample(AGENTS, 2)
        made = self.does(
            who if number % 5 else agent, "POST", "/ticket", "create", Queue=rng.choice(("Technical", "Billing")),
            Subject=f"Problem {number} \u2014 <b>\u202e", Requestor=f"{who}@example.test", Content="it broke",
            Priority=rng.choice((10, 50, 100)),
        )  # fmt: skip
        id = int(made["id"])
        place, words = f"/ticket/{id}", {"ContentType": "text/plain"}
        self.does("root", "PUT", place, "owner", Owner=agent)
        if number % 3 == 0:
            self.does(agent, "POST", f"{place}/comment", "note", Content="private", **words)
        if number % 7 != 6:
            self.does(agent, "POST", f"{place}/correspond", "reply", Content="tried this?", **words)
        if number % 2 == 0:
            self.does(who, "POST", f"{place}/correspond", "answer", Content="still broken", **words)
            self.does(agent, "POST", f"{place}/correspond", "reply", Content="now?", **words)
        if number % 4 == 1:
            self.does("root", "PUT", place, "queue", Queue="Billing" if number % 8 == 1 else "Technical")
        if number % 6 == 2:
            self.does("root", "PUT", place, "owner", Owner=other)
            self.does("root", "PUT", place, "priority", Priority=100)
        if number % 5 == 3:
            self.does(agent, "PUT", place, "stall", Status="stalled")
        if number % 3 != 1:
            self.does(agent, "PUT", place, "resolve", Status="resolved")
        if number % 9 == 0:
            self.does(who, "POST", f"{place}/correspond", "reopen", Content="not yet", **words)
        if number % 4 == 0:
            self.does("root", "PUT", place, "survey", CustomFields={"CSAT": str(rng.randint(1, 5))})
        return id


def kinds(store: Path) -> dict[int, str]:
    """Return what kind of event or survey each transaction became."""
    with closing(sqlite3.connect(store)) as con:
        events = con.execute("SELECT CAST(substr(event, 1, 12) AS INTEGER), kind FROM event").fetchall()
        ratings = con.execute("SELECT version_seq, 'rating' FROM rating").fetchall()
    return dict([*events, *ratings])


def test_a_working_day_followed_is_what_a_new_store_finds_at_its_end(tmp_path: Path) -> None:
    with RealRequestTracker(tmp_path / "rt") as rt:
        chosen = sources(
            tmp_path,
            f'[rt]\nkind = "rt"\nurl = "{rt.url}"\nsecret = {{ file = "{rt.token("root")}" }}\nevery = "1 s"\n'
            'from = "3650 d"\ncsat = { field = "CSAT" }\n',
        )
        followed, whole = tmp_path / "followed.db", tmp_path / "whole.db"
        day, ids = Day(rt, 7), []
        with following(followed, chosen):
            for number in range(TICKETS):
                ids.append(day.ticket(number))
            day.does("root", "PUT", f"/ticket/{ids[1]}", "merge", MergeInto=ids[2])
            day.does("root", "PUT", f"/ticket/{ids[4]}", "merge", MergeInto=ids[5])
            day.does("root", "DELETE", f"/ticket/{ids[7]}", "delete")
            day.does("root", "PUT", f"/ticket/{ids[10]}", "delete", Status="deleted")
            newest = ok(rt.client("root").get("/transactions", params=_all("DESC") | {"per_page": 1}))["items"][0]
            until(lambda: int(newest["id"]) in kinds(followed), "the last transaction")
        gone = ids[13]
        shredded = rt.shred(gone)
        once(followed, chosen)
        once(whole, chosen)
        transactions = _transactions(rt)
    assert len(transactions) >= TRANSACTIONS
    known = kinds(followed)
    untold = {(one["Type"], one["Field"]) for one in transactions if int(one["id"]) not in known}
    assert untold <= UNTOLD | {("AddLink", "MergedInto")}  # the ticket that takes over has the link, too
    _same(followed, whole, {str(gone)} if shredded else set())
    if shredded:
        assert [doubt for doubt in state(followed).doubts if f"ticket {gone} is not to be read any more" in doubt]


def _same(followed: Path, whole: Path, gone: set[str]) -> None:
    """Compare two stores; who asked in a ticket that was merged away, and what was shredded, only one can know."""
    known, found = records(followed), records(whole)
    with closing(sqlite3.connect(followed)) as con:
        merged = {id for (id,) in con.execute("SELECT ticket FROM ticket WHERE merged_into IS NOT NULL")}
        deleted = {id for (id,) in con.execute("SELECT ticket FROM ticket WHERE deleted_at IS NOT NULL")}
    assert len(merged) == 2 and len(deleted) == 2 + len(gone) and gone <= deleted
    for rows in (known, found):
        rows["event"] = {(*row[:6], "", *row[7:]) if row[1] in merged else row for row in rows["event"]}
        for name in ("ticket", "event", "stated"):
            rows[name] = {row for row in rows[name] if row[1] not in gone}
    assert {name for name in found if known[name] != found[name]} == set()
    assert facts(followed, merged | gone) == facts(whole, merged | gone)


def _all(order: str, above: int = 0) -> dict[str, str]:
    query = f'[{{"field":"ObjectType","value":"RT::Ticket"}},{{"field":"id","operator":">","value":{above}}}]'
    return {"query": query, "fields": "Type,Field,ObjectId", "orderby": "id", "order": order}


def _transactions(rt: RealRequestTracker) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := ok(rt.client("root").get("/transactions", params=_all("ASC", int(found[-1]["id"]) if found else 0)))[
        "items"
    ]:
        found += page
    return found
