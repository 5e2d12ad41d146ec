"""A followed Zendesk: what its exports become, and that it does not matter when they are read."""

import random
from pathlib import Path

import pytest

from tests.importing.follow.following import facts, once, records, sources, state
from tests.importing.follow.zendesk_source import QUICK, column, zendesk
from tests.importing.stores import rows_of
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW
from tests.sources.live.zendesk_stub import ANN, BILLING, BOB, CARL, DORA, GENERAL, ZendeskStub


def test_updates_become_history_and_facts(tmp_path: Path, desk: ZendeskStub) -> None:
    """A mail, taken over at 40 s, answered at 360 s, asked again at 1000 s, solved at 2000 s and rated good."""
    began = NOW - 5000
    desk.create(1, began, group=BILLING)
    desk.change(1, began + 40, ANN, assignee_id=ANN, priority="high")
    desk.reply(1, began + 50, ANN, public=False)
    desk.reply(1, began + 360, ANN, status="pending")
    desk.reply(1, began + 1000, CARL, status="open")
    desk.reply(1, began + 2000, ANN, status="solved")
    rating = desk.offer(1, began + 2100)
    desk.rate(rating, began + 2500, "good", "quick")
    store = once(tmp_path / "floor.db", zendesk(tmp_path, desk))
    assert column(store, "ticket_fact", "ticket", "status", "first_reply_at", "first_reply_s") == {
        ("1", "solved", began + 360, 360)
    }
    assert column(store, "event", "occurred_at", "kind", "actor", "actor_kind", "public", "value", "previous") == {
        (began, "message", "21", "customer", 1, None, None), (began, "status", "21", "customer", None, "new", None),
        (began, "team", "21", "customer", None, "501", None), (began + 40, "assignee", "11", "agent", None, "11", None),
        (began + 40, "priority", "11", "agent", None, "high", None), (began + 50, "note", "11", "agent", 0, None, None),
        (began + 360, "message", "11", "agent", 1, None, None),
        (began + 360, "status", "11", "agent", None, "pending", "new"),
        (began + 1000, "message", "21", "customer", 1, None, None),
        (began + 1000, "status", "21", "customer", None, "open", "pending"),
        (began + 2000, "message", "11", "agent", 1, None, None),
        (began + 2000, "status", "11", "agent", None, "solved", "open"),
    }  # fmt: skip
    assert column(store, "rating", "ticket", "value", "sent_at", "occurred_at", "agent", "comment") == {
        ("1", 1.0, began + 2100, began + 2500, "11", "quick")
    }
    assert column(store, "ticket", "channel", "team", "priority", "customer", "opened_by_kind", "subject") == {
        ("email", "501", "high", "21", "customer", "Subject 1")
    }
    assert column(store, "agent", "agent", "name", "kind") == {
        ("10", "Root", "human"), ("11", "Ann", "human"), ("12", "Bob", "human")
    }  # fmt: skip
    assert column(store, "customer", "customer", "name", "since") == {("21", "Carl", NOW - 20_000_000)}
    assert column(store, "team", "team", "name") == {("501", "Billing"), ("502", "General")}


def test_an_open_ticket_has_its_whole_history_although_it_is_older_than_what_is_asked_for(
    tmp_path: Path, desk: ZendeskStub
) -> None:
    """Audits name their fields in another way than the export does; events of both are the same rows."""
    desk.create(1, NOW - 5_000_000, group=BILLING)
    desk.change(1, NOW - 4_000_000, ANN, assignee_id=ANN, type="incident")
    desk.reply(1, NOW - 3000, ANN, status="pending")
    chosen = zendesk(tmp_path, desk, QUICK + "tiers = { Billing = 2 }\n")
    whole = once(tmp_path / "whole.db", chosen)
    short = (tmp_path / "sources.toml").read_text().replace("3650 d", "1 d")
    store = once(tmp_path / "floor.db", sources(tmp_path, short))
    assert len(rows_of(store, "event")) == 7
    assert rows_of(store, "event") == rows_of(whole, "event")
    assert ("501", 2) in column(store, "team", "team", "tier")


def test_merged_deleted_restored_and_shredded_tickets_are_known(tmp_path: Path, desk: ZendeskStub) -> None:
    for ticket in (1, 2, 3, 4, 5):
        desk.create(ticket, NOW - 5000)
    desk.merge(1, 2, NOW - 400, ANN)
    desk.delete(3, NOW - 300, ANN)
    desk.delete(4, NOW - 290, ANN)
    desk.change(4, NOW - 250, BOB, status="open")
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    assert column(store, "ticket", "ticket", "deleted_at") == {
        ("1", None), ("2", None), ("3", NOW - 300), ("4", None), ("5", None)
    }  # fmt: skip
    removed = "event WHERE kind IN ('merged', 'deleted', 'restored')"
    assert column(store, removed, "ticket", "kind", "value", "occurred_at") == {
        ("1", "merged", "2", NOW - 400), ("3", "deleted", None, NOW - 300), ("4", "deleted", None, NOW - 290),
        ("4", "restored", None, NOW - 250),
    }  # fmt: skip
    desk.shred(5)
    once(store, chosen)
    (deleted,) = (at for ticket, at in column(store, "ticket", "ticket", "deleted_at") if ticket == "5")
    assert deleted is not None
    assert [doubt for doubt in state(store, "zendesk").doubts if "ticket 5 is not to be read any more" in doubt]


def test_a_comment_that_was_made_private_is_no_answer_any_more(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    said = desk.reply(1, NOW - 4000, ANN)
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    assert column(store, "ticket_fact", "first_reply_at") == {(NOW - 4000,)}
    desk.hide(1, NOW - 100, ANN, said)
    once(store, chosen)
    assert column(store, "ticket_fact", "first_reply_at") == {(None,)}
    assert records(store) == records(once(tmp_path / "whole.db", chosen))


def test_an_answer_to_a_survey_of_long_ago_is_found_by_its_ticket(tmp_path: Path, desk: ZendeskStub) -> None:
    """The list of surveys goes by when they were sent."""
    desk.create(1, NOW - 500_000, group=GENERAL)
    rating = desk.offer(1, NOW - 400_000)
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    assert column(store, "rating", "value") == {(None,)}
    desk.clock = lambda: NOW + 1000
    desk.rate(rating, NOW + 500, "bad")
    once(store, chosen)
    assert column(store, "rating", "value", "occurred_at") == {(0.0, NOW + 500)}


@pytest.mark.parametrize(("age", "there"), [(61, True), (60, True), (59, False)])
def test_the_last_minute_is_left_out_and_comes_with_a_later_look(
    tmp_path: Path, desk: ZendeskStub, age: int, there: bool
) -> None:
    desk.create(1, NOW - 5000, by=CARL)
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    desk.reply(1, NOW - age, ANN, status="open")
    once(store, chosen)
    assert (("open",) in column(store, "event", "value")) is there
    desk.clock = lambda: NOW + 60
    once(store, chosen)
    assert ("open",) in column(store, "event", "value")
    assert abs((state(store, "zendesk").lag_s or 0) - 60) <= 1  # our clock and its are cut to whole seconds


def test_a_list_of_open_tickets_that_cannot_be_gone_on_with_is_begun_anew(tmp_path: Path, desk: ZendeskStub) -> None:
    """Its cursors are good for an hour; a follower may have been stopped for longer."""
    desk.page, searches = 3, list[str]()
    for ticket in range(1, 9):
        desk.create(ticket, NOW - 5000)

    def expired(path: str, answer: rt_stub.Answer) -> rt_stub.Answer:
        searches.extend([path] if "search" in path else [])
        late = len(searches) == 2 and "search" in path
        return (422, {}, b'{"error":"InvalidPaginationParameter"}') if late else answer

    desk.faults = [expired] * 1000
    store = once(tmp_path / "floor.db", zendesk(tmp_path, desk))
    assert len(searches) == 2 + 3
    assert len(rows_of(store, "ticket")) == 8


@pytest.mark.parametrize(("late_by", "found"), [(60, True), (61, False)])
def test_an_update_that_is_exported_late_is_found_within_the_overlap(
    tmp_path: Path, desk: ZendeskStub, late_by: int, found: bool
) -> None:
    desk.create(1, NOW - 5000)
    desk.reply(1, NOW - 100, ANN)
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    desk.reply(1, NOW - 100 - late_by, BOB)
    once(store, chosen)
    assert (("12",) in column(store, "event", "actor")) is found


def act(desk: ZendeskStub, rng: random.Random, at: int, step: int, surveys: list[int]) -> None:
    """Do something that people do on a helpdesk."""
    there = [id for id, one in desk.tickets.items() if one["status"] not in ("closed", "deleted")]
    if not there or rng.random() < 0.2:
        desk.create(step + 1, at, by=rng.choice((CARL, DORA)), group=rng.choice((None, BILLING, GENERAL)),
                    channel=rng.choice(("email", "web", "voice")))  # fmt: skip
        return
    ticket, who = rng.choice(there), rng.choice((ANN, BOB))
    one = desk.tickets[ticket]
    kind = rng.randrange(13)
    if kind < 3:
        desk.reply(ticket, at, who, status=rng.choice(("open", "pending", "solved")))
    elif kind < 5:
        desk.reply(ticket, at, one["requester_id"])
    elif kind == 5:
        desk.reply(ticket, at, who, public=False)
    elif kind == 6:
        desk.change(ticket, at, who, assignee_id=rng.choice((None, ANN, BOB)))
    elif kind == 7:
        desk.change(
            ticket, at, who, group_id=rng.choice((None, BILLING, GENERAL)), priority=rng.choice(("low", "high"))
        )
    elif kind == 8:
        desk.change(ticket, at, -1, status=rng.choice(("hold", "closed")))
    elif kind == 9:
        surveys.append(desk.offer(ticket, at))
    elif kind == 10 and surveys:
        desk.rate(rng.choice(surveys), at, rng.choice(("good", "bad")))
    elif kind == 11:
        desk.delete(ticket, at, who)
    elif len(there) > 1:
        desk.merge(ticket, rng.choice([id for id in there if id != ticket]), at, who)


def account(desk: ZendeskStub) -> set[tuple[object, ...]]:
    """Return everything that happened: ticket, instant, kind and value, by the helpdesk's own books."""
    found: set[tuple[object, ...]] = set()
    named = {"status": "status", "assignee_id": "assignee", "group_id": "team", "priority": "priority"}
    for audit in desk.audits:
        ticket, at = str(audit["ticket_id"]), audit["timestamp"]
        for child in audit["child_events"]:
            if child["event_type"] == "Comment":
                found.add((child["id"], ticket, at, "message" if child["public"] else "note", None))
                merged = child.get("via", {}).get("source", {}).get("from", {}).get("ticket_ids", ())
                found |= {(audit["id"], str(one), at, "merged", ticket) for one in merged}
            for name in named.keys() & child.keys():
                value = child[name]
                if value == "deleted":
                    found.add((child["id"], ticket, at, "deleted", None))
                else:
                    found.add((child["id"], ticket, at, named[name], None if value is None else str(value)))
    return found


@pytest.mark.parametrize(("seed", "page"), [(0, 1000), (2, 3)])
def test_a_day_followed_from_look_to_look_ends_like_one_look_at_its_end(
    tmp_path: Path, desk: ZendeskStub, seed: int, page: int
) -> None:
    rng, surveys = random.Random(seed), list[int]()
    desk.page = page
    chosen = zendesk(tmp_path, desk)
    begin = NOW - 86_400
    for step in range(330):
        at = begin + step * 260 + rng.randrange(2)
        now = at + rng.randrange(200)
        desk.clock = lambda now=now: now  # type: ignore[misc]
        act(desk, rng, at, step, surveys)
        if rng.random() < 0.06:
            once(tmp_path / "followed.db", chosen)
    desk.clock = lambda: NOW + 200
    followed, whole = once(tmp_path / "followed.db", chosen), once(tmp_path / "whole.db", chosen)
    known, found = records(followed), records(whole)
    assert {name for name in found if known[name] != found[name]} == set()
    assert facts(followed) == facts(whole)
    told = {
        (int(str(event).rpartition("-")[2]), *rest)
        for event, *rest in column(whole, "event", "event", "ticket", "occurred_at", "kind", "value")
    }
    assert told == account(desk)
    assert len(desk.audits) >= 300
    assert {row["id"] for row in desk.ratings.values()} == {int(str(id)) for (id,) in column(whole, "rating", "rating")}
