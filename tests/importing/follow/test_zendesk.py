"""A followed Zendesk: what its exports become, and that it does not matter when they are read."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.importing.follow.checking import checked
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Patience
from tests.importing.follow.following import facts, following, once, records, sources, state, until
from tests.importing.stores import rows_of
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW, Fault, served
from tests.sources.live.zendesk_stub import ADMIN, ANN, BILLING, BOB, CARL, DORA, GENERAL, TOKEN, USER, ZendeskStub

QUICK = 'limit = "90000/min"\nexports = "90000/min"\n'


@pytest.fixture
def desk() -> Iterator[ZendeskStub]:
    with served(ZendeskStub()) as one:
        yield one


def zendesk(folder: Path, stub: ZendeskStub, more: str = QUICK, user: str = USER) -> tuple[ConfiguredSource, ...]:
    secret = folder / "zendesk.token"
    secret.write_text(TOKEN + "\n")
    secret.chmod(0o600)
    who = f'user = "{user}"\n' if user else ""
    return sources(
        folder,
        f'[zendesk]\nkind = "zendesk"\nurl = "{stub.url}"\nsecret = {{ file = "{secret}" }}\nfrom = "3650 d"\n'
        f'every = "1 s"\n{who}{more}',
    )


def column(store: Path, table: str, *names: str) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return set(con.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall())


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


def busy(desk: ZendeskStub) -> None:
    desk.page = 7
    for ticket in range(1, 9):
        desk.create(ticket, NOW - 9000 + ticket * 10, by=(CARL, DORA)[ticket % 2], group=BILLING)
        for reply in range(4):
            desk.reply(ticket, NOW - 8000 + ticket * 10 + reply, ANN if reply % 2 else CARL)
        if ticket % 2:
            desk.change(ticket, NOW - 3000 + ticket, ANN, status="solved")
            desk.rate(desk.offer(ticket, NOW - 2000 + ticket), NOW - 1000 + ticket, "good")


def half_a_page(path: str, answer: rt_stub.Answer) -> rt_stub.Answer:
    """Send fewer updates than the page says it has, as a server does that ran out of time."""
    import json

    code, headers, body = answer
    data = json.loads(body)
    if "ticket_events" in data:
        data["ticket_events"] = data["ticket_events"][: len(data["ticket_events"]) // 2]
    return code, headers, json.dumps(data).encode()


FAULTS: dict[str, Fault] = {
    "cut off": rt_stub.cut_off, "half of an answer": rt_stub.half, "truncated JSON": rt_stub.truncated,
    "half a page": half_a_page, "an error": rt_stub.status(500), "throttled": rt_stub.status(429, Retry_After="0"),
    "busy": rt_stub.status(503, Retry_After="0"), "a login page": rt_stub.login_page,
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_at_any_answer_loses_nothing_and_doubles_nothing(
    tmp_path: Path, desk: ZendeskStub, impatient: None, name: str
) -> None:
    busy(desk)
    chosen = zendesk(tmp_path, desk)
    whole = records(once(tmp_path / "without.db", chosen))
    desk.faults = [FAULTS[name] if i % 2 else rt_stub.fine for i in range(2 * len(desk.requests))]
    store = tmp_path / "floor.db"
    with following(store, chosen):
        until(lambda: not desk.faults, "all faults")
        until(lambda: state(store, "zendesk").state == "ok" and records(store) == whole, "recovery")
    assert facts(store) == facts(tmp_path / "without.db")


def test_retry_after_is_obeyed(tmp_path: Path, desk: ZendeskStub, impatient: None) -> None:
    desk.create(1, NOW - 5000)
    store = tmp_path / "floor.db"
    with following(store, zendesk(tmp_path, desk)):
        until(lambda: state(store, "zendesk").state == "ok")
        desk.faults = [rt_stub.status(429, Retry_After="2")]
        until(lambda: state(store, "zendesk").state == "waiting")
        since, requests = desk.requests[-1][2], len(desk.requests)
        until(lambda: len(desk.requests) > requests)
        assert desk.requests[requests][2] - since >= 2.0


class Counted(Patience):
    """Waits in no time, and says how long it would have been."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0.0

    def wait(self, seconds: float) -> None:
        self.waited += max(0.0, seconds)


def test_at_most_eight_exports_a_minute_are_asked_for_and_four_of_them_for_history(
    tmp_path: Path, desk: ZendeskStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look takes three at first and two later, and history half of the room: 15 s between its calls."""
    busy(desk)
    (chosen,) = zendesk(tmp_path, desk, more="")
    patience = Counted()
    monkeypatch.setattr(time, "monotonic", lambda: patience.waited)
    source = chosen.make(chosen.options, patience)
    (*_, last) = source.look(None)

    def exports() -> int:
        return len([path for path, _, _ in desk.requests if path.startswith("/api/v2/incremental/")])

    began, requests = patience.waited, exports()
    fill = None
    for _ in range(6):
        (piece,) = source.fill(last.cursor, fill, NOW - 9000)
        fill = piece.cursor
    assert exports() - requests == 6
    assert patience.waited - began >= 5 * 15.0
    began, requests = patience.waited, exports()
    for _ in range(5):
        (*_, last) = source.look(last.cursor)
    assert patience.waited - began >= (exports() - requests - 1) * 7.5
    source.close()


def test_an_oauth_token_is_sent_as_its_bearer_and_no_user_is_needed(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    desk.oauth = True
    assert len(rows_of(once(tmp_path / "floor.db", zendesk(tmp_path, desk, user="")), "event")) == 2


def test_a_wrong_token_and_missing_rights_are_told_with_what_to_do(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    (chosen,) = zendesk(tmp_path, desk)
    desk.admin = desk.surveys = False
    found = checked(chosen)
    assert not found.well
    assert [line.strip() for line in found.lines][:6] == [
        "zendesk: not all of it can be read", "reads    Zendesk as Root (admin)", "reads    groups",
        "reads    open tickets", "missing  updates of tickets with their comments", "missing  tickets",
    ]  # fmt: skip
    assert any("administrator" in line for line in found.lines)
    assert not any("ratings" in line for line in found.lines)
    with pytest.raises(SourceError, match="does not let this token in"):
        once(tmp_path / "floor.db", (chosen,))
    (tmp_path / "zendesk.token").write_text("wrong")
    assert "does not know the token" in checked(chosen).lines[1]
    assert "wrong" not in " ".join(checked(chosen).lines)


def test_what_can_be_read_is_listed_with_the_scopes_it_takes(tmp_path: Path, desk: ZendeskStub) -> None:
    (chosen,) = zendesk(tmp_path, desk)
    found = checked(chosen)
    assert found.well
    assert "  reads    surveys of satisfaction" in found.lines
    assert any('needs    of OAuth the scope "read"' in line for line in found.lines)
    assert found.lines[-1].endswith("teams, merges, ratings")


def test_a_clock_five_minutes_off_costs_nothing_and_is_told(tmp_path: Path, desk: ZendeskStub) -> None:
    """It goes by Zendesk's own clock: with ours, what happens within these minutes would be beyond the present."""
    for ahead in (300, -300):
        now = int(time.time()) + ahead
        desk.clock = lambda now=now: now  # type: ignore[misc]
        desk.create(1000 + ahead, now - 70)
        chosen = zendesk(tmp_path, desk)
        store = once(tmp_path / f"floor{ahead}.db", chosen)
        desk.reply(1000 + ahead, now - 65, ANN)
        once(store, chosen)
        assert {1000 + ahead} <= {int(str(id)) for (id,) in column(store, "event WHERE actor = '11'", "ticket")}
        assert abs((state(store, "zendesk").skew_s or 0) - ahead) <= 20


def test_a_quiet_source_commits_nothing(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    desk.reply(1, NOW - 70, ANN)
    desk.offer(1, NOW - 65)
    store = once(tmp_path / "floor.db", zendesk(tmp_path, desk))
    assert len(rows_of(store, "event")) == 3
    requests = len(desk.requests)
    with following(store, zendesk(tmp_path, desk)):
        until(lambda: state(store, "zendesk").state == "ok" and len(desk.requests) > requests + 8)
        requests, runs = len(desk.requests), rows_of(store, "import_run")
        until(lambda: len(desk.requests) > requests + 8)
        assert rows_of(store, "import_run") == runs


def test_a_page_of_others_is_no_zendesk(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.faults = [lambda path, answer: (200, {}, b'{"users": "none"}')]
    with pytest.raises(SourceError, match="none of Zendesk's: is the url that of the account"):
        once(tmp_path / "floor.db", zendesk(tmp_path, desk))


def test_who_becomes_an_agent_is_one_in_what_comes_next(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    chosen = zendesk(tmp_path, desk)
    store = once(tmp_path / "floor.db", chosen)
    desk.users[DORA] |= {"role": "agent", "name": "Dora D.", "updated_at": rt_stub.iso(NOW - 200)}
    desk.reply(1, NOW - 100, DORA)
    once(store, chosen)
    assert column(store, "event WHERE actor = '22'", "actor_kind") == {("agent",)}
    assert ("22", "Dora D.") in column(store, "agent", "agent", "name")
    assert str(ADMIN) in {str(id) for (id,) in column(store, "agent", "agent")}
