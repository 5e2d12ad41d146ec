"""A tap that is followed: its state moves only with the records before it, and nobody sees its token."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import CxtuiError, UsageError
from cxtui.importing.follow.run import follow
from cxtui.importing.run import Request, run
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.singer import reader
from cxtui.store import feeds
from tests.importing.follow.following import following, once, records, sources, state, until
from tests.importing.stores import rows_of

TAP = Path(__file__).with_name("fake_tap.py")
TOKEN = "tok-1234567890"
END = {"bookmarks": {"tickets": {"generated_timestamp": "2026-03-02T12:00:06Z"}}}
STATE = json.dumps({"type": "STATE", "value": END})


def ticket(id: int) -> str:
    row = {"id": id, "created_at": "2026-03-02T09:00:00Z", "updated_at": "2026-03-02T09:30:00Z", "requester_id": 901}
    return json.dumps({"type": "RECORD", "stream": "tickets", "record": {**row, "status": "open"}})


def comment(id: int, author: int, at: str = "2026-03-02T09:32:00Z") -> str:
    row = {"id": id, "ticket_id": 1, "author_id": author, "public": True, "created_at": at}
    return json.dumps({"type": "RECORD", "stream": "ticket_comments", "record": row})


def user(id: int, role: str) -> str:
    row = {"id": id, "name": f"N{id}", "role": role, "updated_at": "2026-03-02T09:00:00Z"}
    return json.dumps({"type": "RECORD", "stream": "users", "record": row})


class Tap:
    """A tap with its config in a private file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.config = folder, folder / "log", folder / "tap.json"
        self.write([ticket(1), comment(1, 11), user(11, "agent"), STATE])

    def write(self, lines: list[str], then: str = "", **more: Any) -> None:
        config = {
            "lines": lines,
            "then": then,
            "token": TOKEN,
            "log": str(self.log),
            "start_date": "2026-01-01",
            **more,
        }
        self.config.write_text(json.dumps(config, indent=1))
        self.config.chmod(0o600)

    def source(self, more: str = "") -> tuple[ConfiguredSource, ...]:
        command = json.dumps([sys.executable, str(TAP), "--config", "{config}"])
        return sources(
            self.folder,
            f'[desk]\nkind = "singer"\ncommand = {command}\nmapping = "zendesk"\nevery = "1 s"\n'
            f'secret = {{ file = "{self.config}" }}\n{more}',
        )

    def runs(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def tap(tmp_path: Path) -> Tap:
    return Tap(tmp_path)


def place(store: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(store)) as con:
        found = feeds.read_place(con, "desk", "singer").live
    assert found is not None
    return dict(found)


def actors(store: Path) -> dict[str, str]:
    with closing(sqlite3.connect(store)) as con:
        return dict(con.execute("SELECT event, actor_kind FROM event ORDER BY event").fetchall())


def test_the_state_is_kept_with_the_records_and_given_to_the_next_run(tap: Tap) -> None:
    store = once(tap.folder / "floor.db", tap.source())
    assert place(store)["state"] == END
    assert len(rows_of(store, "ticket")) == 1
    once(store, tap.source())
    assert [one["state"] for one in tap.runs()] == [None, END]


def test_a_state_without_records_is_kept_too(tap: Tap) -> None:
    tap.write([STATE])
    assert place(once(tap.folder / "floor.db", tap.source()))["state"] == END


def test_the_histories_reach_back_to_the_start_date_of_the_tap(tap: Tap) -> None:
    store = once(tap.folder / "floor.db", tap.source())
    assert ("desk", "messages", 1767225600, None) in rows_of(store, "coverage")


def test_an_agent_known_from_an_earlier_run_is_one_in_later_ones(tap: Tap) -> None:
    store = once(tap.folder / "floor.db", tap.source())
    tap.write([ticket(1), comment(2, 11), comment(3, 901), comment(4, 77), STATE])
    once(store, tap.source())
    assert {event[-1]: kind for event, kind in actors(store).items()} == {
        "1": "agent", "2": "agent", "3": "customer", "4": "customer",
    }  # fmt: skip


def test_pieces_end_as_one_run_in_one_piece_does(tap: Tap, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [user(11, "agent"), *(ticket(id) for id in range(1, 8)), *(comment(id, 11) for id in range(1, 6)), STATE]
    tap.write(lines)
    whole = once(tap.folder / "whole.db", tap.source())
    monkeypatch.setattr(reader, "MOST_RECORDS", 3)
    assert records(once(tap.folder / "pieces.db", tap.source())) == records(whole)


def test_what_came_before_a_failure_stays_and_its_state_with_it(tap: Tap) -> None:
    tap.write([ticket(1), STATE, ticket(2)], "error")
    store = tap.folder / "floor.db"
    with pytest.raises(CxtuiError, match="ended with 3"):
        follow(store, tap.source(), once=True)
    assert place(store)["state"] == END
    assert len(rows_of(store, "ticket")) == 2


@pytest.mark.parametrize(("then", "reason"), [("error", "ended with 3"), ("half", "ended with 3"), ("refused", "401")])
def test_a_failure_is_told_without_the_token(tap: Tap, then: str, reason: str) -> None:
    tap.write([ticket(1)], then)
    store = tap.folder / "floor.db"
    with pytest.raises(CxtuiError, match=reason) as caught:
        follow(store, tap.source(), once=True)
    message = f"{caught.value} {state(store, 'desk').error}"
    assert TOKEN not in message
    assert "…" in message or then == "refused"


def test_a_refusal_is_a_state_of_its_own(tap: Tap, impatient: None) -> None:
    tap.write([], "refused")
    store = tap.folder / "floor.db"
    with following(store, tap.source()):
        until(lambda: state(store, "desk").state == "refused")
        assert state(store, "desk").error == "tap refused (401)"


def test_a_line_cut_in_two_and_lines_that_are_no_messages_are_kept_aside_with_their_lines(tap: Tap) -> None:
    tap.write([ticket(1), STATE], "garbage")
    store = once(tap.folder / "garbage.db", tap.source())
    kept = {(row[-2], row[-1][:14]) for row in rejects(store)}
    assert kept == {
        ("line 3 of the tap: not a JSON object: a tap writes one message a line", "\ufffd\ufffd\ufffd no message"),
        ("line 4 of the tap: not a JSON object: a tap writes one message a line", "Traceback: (mo"),
        ("line 5 of the tap: not a JSON object: a tap writes one message a line", "[1, 2]"),
    }
    tap.write([ticket(1)], "half")
    store = tap.folder / "half.db"
    with pytest.raises(CxtuiError):
        follow(store, tap.source(), once=True)
    assert [row[-2] for row in rejects(store)] == ["line 2 of the tap: the tap's output ends within this line"]


def test_a_record_that_cannot_be_a_row_is_kept_aside_and_the_next_run_goes_on(tap: Tap) -> None:
    bad = json.dumps({"type": "RECORD", "stream": "tickets", "record": {"id": 5, "created_at": "yesterday"}})
    tap.write([bad, STATE])
    store = once(tap.folder / "floor.db", tap.source())
    assert [row[-2][:17] for row in rejects(store)] == ["line 1 of the tap"]
    assert place(store)["state"] == END


def test_a_tap_that_hangs_is_ended(tap: Tap) -> None:
    tap.write([ticket(1), STATE], "hang")
    store = tap.folder / "floor.db"
    with pytest.raises(CxtuiError, match="said nothing for 1 s and was ended"):
        follow(store, tap.source('silence = "1 s"'), once=True)
    assert gone(tap.runs()[0]["pid"])
    assert place(store)["state"] == END


def test_a_tap_is_ended_with_the_one_that_follows(tap: Tap) -> None:
    tap.write([ticket(1), STATE], "hang")
    with following(tap.folder / "floor.db", tap.source()):
        until(lambda: tap.log.exists() and bool(tap.runs()))
        pid = tap.runs()[0]["pid"]
        assert not gone(pid)
    assert gone(pid)


def test_a_stop_between_commit_and_state_repeats_and_changes_nothing(tap: Tap, monkeypatch: pytest.MonkeyPatch) -> None:
    store = once(tap.folder / "floor.db", tap.source())
    before = records(store)
    with closing(sqlite3.connect(store)) as con, con:
        con.execute("DELETE FROM feed")
    once(store, tap.source())
    assert records(store) == before
    assert place(store)["state"] == END


def test_an_airbyte_connector_is_followed_and_gets_the_states_of_its_streams(tap: Tap) -> None:
    def of(stream: str, cursor: str) -> dict[str, Any]:
        inner = {"stream_descriptor": {"name": stream}, "stream_state": {"updated_at": cursor}}
        return {"type": "STREAM", "stream": inner}

    row = json.loads(ticket(1))["record"]
    lines = [
        {"type": "LOG", "log": {"level": "INFO", "message": "on"}},
        {"type": "RECORD", "record": {"stream": "tickets", "data": row, "emitted_at": 1}},
        *(
            {"type": "STATE", "state": of(stream, at)}
            for stream, at in (("tickets", "1"), ("users", "2"), ("tickets", "3"))
        ),
    ]
    tap.write([json.dumps(line) for line in lines])
    store = once(tap.folder / "floor.db", tap.source())
    assert len(rows_of(store, "ticket")) == 1
    assert place(store)["state"] == [of("tickets", "3"), of("users", "2")]


def test_followed_and_imported_are_the_same_store(tap: Tap, reference: Path) -> None:
    recorded = reference / "singer_zendesk" / "tap_zendesk_2.8.2.jsonl"
    tap.write([], output=str(recorded))
    run(tap.folder / "imported.db", Request((recorded,), "singer-zendesk", source="desk"))
    followed = once(tap.folder / "followed.db", tap.source())
    assert records(followed) == records(tap.folder / "imported.db")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('command = ["tap", "--token=abcdef"]', "must not hold a secret"),
        ("command = []", "must be the tap"),
        ('mapping = "zendisk"', "For taps there are: .*zendesk"),
        ('secret = "{}"', "must not stand in this file"),
    ],
)
def test_what_cannot_be_right_is_an_error_before_anything_starts(tmp_path: Path, line: str, fault: str) -> None:
    table = {"kind": '"singer"', "command": '["tap", "--config", "{config}"]', "mapping": '"zendesk"',
             "secret": '{ env = "TAP" }'}  # fmt: skip
    key, _, value = line.partition(" = ")
    text = "[desk]\n" + "".join(f"{name} = {written}\n" for name, written in {**table, key: value}.items())
    with pytest.raises(UsageError, match=fault):
        sources(tmp_path, text)


def test_a_config_without_a_reference_is_asked_for(tmp_path: Path) -> None:
    text = '[desk]\nkind = "singer"\nmapping = "zendesk"\ncommand = ["tap", "--config", "{config}"]\n'
    with pytest.raises(UsageError, match="say where the config of the tap is"):
        sources(tmp_path, text)


def rejects(store: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return con.execute("SELECT reason, row FROM reject ORDER BY reason").fetchall()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
