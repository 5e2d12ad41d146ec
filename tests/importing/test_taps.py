"""What taps write, imported: streams through the helpdesk's mapping, states said after the commit alone."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import SourceError
from cxtui.importing.choosing import choose
from cxtui.importing.piped import run_piped
from cxtui.importing.run import Request
from cxtui.importing.summary import Summary
from tests.importing.stores import rows_of
from tests.importing.taps import TAPS, Rows, at, messages

STATE = {"bookmarks": {"tickets": "2026-03-02"}}


def piped(store: Path, text: str, mapping: str | None = "singer", source: str | None = "zendesk") -> Any:
    return run_piped(store, Request((), mapping, source=source), io.BytesIO(text.encode()))


def query_rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize("name", TAPS)
def test_who_said_what_when_is_known_of_every_helpdesk(tmp_path: Path, name: str) -> None:
    store = tmp_path / "floor.db"
    found = piped(store, messages(TAPS[name](), STATE), source=name)
    assert found.state == STATE
    assert found.summary.rejected == 0
    rows = query_rows(store, "SELECT kind, actor, actor_kind, public, occurred_at - 1772442000 FROM event "
                 "WHERE kind IN ('message', 'note') ORDER BY occurred_at")  # fmt: skip
    assert rows == [
        ("message", "901", "customer", 1, 0),
        ("message", "11", "agent", 1, 32 * 60),
        ("note", "11", "agent", 0, 40 * 60),
    ]
    assert query_rows(store, "SELECT first_reply_s FROM ticket_fact") == [(32 * 60,)]


@pytest.mark.parametrize("name", [name for name in TAPS if name != "freshdesk"])
def test_the_last_status_is_the_solution(tmp_path: Path, name: str) -> None:
    store = tmp_path / "floor.db"
    piped(store, messages(TAPS[name]()), source=name)
    last = "SELECT value, occurred_at - 1772442000 FROM event WHERE kind = 'status' ORDER BY occurred_at DESC LIMIT 1"
    assert query_rows(store, last) == [("solved", 3600)]


def test_the_best_grade_of_freshdesk_is_the_best_here(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    piped(store, messages(TAPS["freshdesk"]()), source="freshdesk")
    assert query_rows(store, "SELECT value, scale_min, scale_max FROM rating") == [(3.0, -3.0, 3.0)]


@pytest.mark.parametrize("name", TAPS)
def test_the_streams_tell_the_helpdesk(tmp_path: Path, name: str) -> None:
    path = tmp_path / "output.jsonl"
    path.write_text(messages(TAPS[name]()))
    assert choose(None, [path], "my-desk").name == f"singer-{name}"


def test_streams_of_no_helpdesk_say_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"Its streams are planets; say --as NAME, one of singer-freshdesk, .*zendesk"
    ):
        piped(tmp_path / "floor.db", messages([("planets", {"id": 1})]), source=None)


def test_the_recorded_tap_is_read_exactly(tmp_path: Path, reference: Path) -> None:
    recorded = (reference / "singer_zendesk" / "tap_zendesk_2.8.2.jsonl").read_text()
    store = tmp_path / "floor.db"
    found = piped(store, recorded)
    replies = "SELECT count(*) FROM event WHERE kind = 'message' AND actor_kind = 'agent' AND public = 1"
    assert query_rows(store, replies) == [(6,)]
    assert query_rows(store, "SELECT DISTINCT first_reply_s FROM ticket_fact") == [(32 * 60,)]
    assert found.state == json.loads(recorded.splitlines()[-1])["value"]
    before = rows_of(store, "event")
    assert piped(store, recorded).summary.unchanged
    assert rows_of(store, "event") == before


def test_states_before_and_after_without_a_record_are_said(tmp_path: Path) -> None:
    found = piped(tmp_path / "floor.db", messages([], STATE))
    assert (found.summary, found.state) == (None, STATE)
    assert not (tmp_path / "floor.db").exists()


def test_records_of_other_streams_alone_change_nothing(tmp_path: Path) -> None:
    found = piped(tmp_path / "floor.db", messages([("organizations", {"id": 1})], STATE))
    assert (found.summary, found.state) == (None, STATE)


def refused(store: Path) -> list[tuple[Any, ...]]:
    return query_rows(store, "SELECT file, line, reason, row FROM reject ORDER BY line")


def test_what_is_no_message_is_kept_aside_with_its_line(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    lines = messages(TAPS["zendesk"](), STATE).splitlines()
    bad = ["no JSON", "[1]", '{"a": 1}', '{"type": "RECORD", "record": {}}', '{"type": "RECORD", "stream": "users"}']
    text = "\n".join([*lines[:4], *bad, *lines[4:], '{"type": "REC'])
    summary: Summary = piped(store, text).summary
    last = len(lines) + len(bad) + 1
    assert refused(store) == [
        ("standard input", 5, "not a JSON object: a tap writes one message a line", "no JSON"),
        ("standard input", 6, "not a JSON object: a tap writes one message a line", "[1]"),
        ("standard input", 7, 'no message of a tap: it has no "type"', '{"a": 1}'),
        ("standard input", 8, 'a RECORD without the name of its "stream"', '{"type": "RECORD", "record": {}}'),
        ("standard input", 9, "a RECORD without an object of columns", '{"type": "RECORD", "stream": "users"}'),
        ("standard input", last, "the tap's output ends within this line", '{"type": "REC'),
    ]
    assert summary.rejected == 6
    assert query_rows(store, "SELECT count(*) FROM event WHERE kind = 'message'") == [(2,)]


def test_a_record_that_cannot_be_a_row_names_its_line_among_all_messages(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    rows: Rows = [*TAPS["zendesk"](), ("tickets", {"id": 2, "created_at": "yesterday", "updated_at": at("09:00")})]
    text = messages(rows)
    piped(store, text)
    assert [row[:2] for row in refused(store)] == [("standard input", len(text.splitlines()))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "standard input: nothing came"),
        ("garbage\n", "standard input: line 1: not a JSON object"),
        (
            messages([("tickets", {"id": 1, "updated_at": "never", "created_at": "never"})], STATE),
            "standard input: line 2, column updated_at",
        ),
    ],
)
def test_where_nothing_is_good_nothing_is_written(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        piped(tmp_path / "floor.db", text)
    assert not (tmp_path / "floor.db").exists()


def test_staff_of_an_earlier_import_is_staff_in_the_next(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    rows = TAPS["zendesk"]()
    piped(store, messages(rows))
    comment = {"ticket_id": 1, "public": True, "created_at": at("11:00")}
    later = [("ticket_comments", {"id": 20 + n, "author_id": who, **comment}) for n, who in enumerate((11, 901, 77))]
    piped(store, messages([rows[0], *later]))
    kinds = "SELECT actor, actor_kind FROM event WHERE occurred_at = 1772449200 ORDER BY actor"
    assert query_rows(store, kinds) == [("11", "agent"), ("77", "customer"), ("901", "customer")]


def test_airbyte_writes_the_same_records(tmp_path: Path) -> None:
    rows = TAPS["zendesk"]()
    lines = [{"type": "RECORD", "record": {"stream": stream, "data": row, "emitted_at": 1}} for stream, row in rows]
    state = {"type": "STREAM", "stream": {"stream_descriptor": {"name": "tickets"}, "stream_state": {"at": 1}}}
    text = "\n".join(json.dumps(line) for line in [*lines, {"type": "STATE", "state": state}])
    found = piped(tmp_path / "airbyte.db", text)
    piped(tmp_path / "singer.db", messages(rows))
    assert rows_of(tmp_path / "airbyte.db", "event") == rows_of(tmp_path / "singer.db", "event")
    assert found.state == [state]


def command(store: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "cxtui",
        "import",
        "-",
        "--as",
        "singer",
        "--source",
        "zendesk",
        "--store",
        str(store),
        *more,
    ]


def test_the_command_says_the_state_alone_on_stdout(tmp_path: Path) -> None:
    text = messages(TAPS["zendesk"](), STATE).encode()
    done = subprocess.run(command(tmp_path / "floor.db"), input=text, capture_output=True, check=True)
    assert json.loads(done.stdout) == STATE
    assert b"zendesk: 10 rows from 1 file" in done.stderr
    dry = subprocess.run(command(tmp_path / "dry.db", "--dry-run"), input=text, capture_output=True, check=True)
    assert dry.stdout == b""


def test_a_failed_import_says_no_state(tmp_path: Path) -> None:
    text = messages([("tickets", {"id": 1, "updated_at": "never", "created_at": "never"})], STATE).encode()
    done = subprocess.run(command(tmp_path / "floor.db"), input=text, capture_output=True, check=False)
    assert done.returncode != 0
    assert done.stdout == b""


def test_a_state_that_nobody_heard_is_said_again_and_changes_nothing(tmp_path: Path) -> None:
    store, text = tmp_path / "floor.db", messages(TAPS["zendesk"](), STATE).encode()
    read, write = os.pipe()
    os.close(read)
    subprocess.run(command(store), input=text, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    before = rows_of(store, "event"), rows_of(store, "ticket_fact")
    assert before[0]
    done = subprocess.run(command(store), input=text, capture_output=True, check=True)
    assert json.loads(done.stdout) == STATE
    assert (rows_of(store, "event"), rows_of(store, "ticket_fact")) == before
