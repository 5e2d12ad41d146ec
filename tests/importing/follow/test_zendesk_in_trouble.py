"""A followed Zendesk that fails, throttles, refuses, or has another clock: nothing is lost, and what to do is said."""

import time
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.importing.follow.checking import checked
from cxtui.sources.live.pace import Patience
from tests.importing.follow.following import facts, following, once, records, state, until
from tests.importing.follow.zendesk_source import column, zendesk
from tests.importing.stores import rows_of
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW, Fault
from tests.sources.live.zendesk_stub import ADMIN, ANN, BILLING, CARL, DORA, ZendeskStub


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
