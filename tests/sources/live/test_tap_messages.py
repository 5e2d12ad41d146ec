"""Lines of taps: what is a record, a state, neither, or no message at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.sources.singer.messages import (
    LONGEST,
    NoMessageError,
    TapRecord,
    TapState,
    is_output,
    merged_state,
    read_message,
)

ROW = {"id": 1}
SINGER = json.dumps({"type": "RECORD", "stream": "tickets", "record": ROW, "time_extracted": "2026-03-02T09:00:00Z"})
AIRBYTE = json.dumps({"type": "RECORD", "record": {"stream": "tickets", "data": ROW, "emitted_at": 1}})


def of(stream: str, cursor: int) -> dict[str, Any]:
    return {"type": "STREAM", "stream": {"stream_descriptor": {"name": stream}, "stream_state": {"at": cursor}}}


@pytest.mark.parametrize("line", [SINGER, AIRBYTE])
def test_both_dialects_are_one_record(line: str) -> None:
    assert read_message(line.encode()) == TapRecord("tickets", ROW)


def test_a_state_may_be_anything_nothing_too() -> None:
    assert read_message(b'{"type": "STATE", "value": null}') == TapState(None)


@pytest.mark.parametrize("kind", ["SCHEMA", "ACTIVATE_VERSION", "LOG", "SOMETHING_NEW"])
def test_other_messages_say_nothing(kind: str) -> None:
    assert read_message(json.dumps({"type": kind}).encode()) is None


@given(st.binary(max_size=60))
def test_no_bytes_are_worse_than_no_message(line: bytes) -> None:
    try:
        assert read_message(line) is None or json.loads(line)["type"] in ("RECORD", "STATE")
    except NoMessageError as error:
        assert str(error)


def test_the_longest_line_is_read_and_one_byte_more_is_not() -> None:
    start, end = b'{"type": "RECORD", "stream": "s", "record": {"a": "', b'"}}'
    fits = start + b"x" * (LONGEST - len(start) - len(end)) + end
    assert isinstance(read_message(fits), TapRecord)
    with pytest.raises(NoMessageError, match="longer than 16 MB"):
        read_message(fits[:-3] + b"x" + fits[-3:])


def test_nesting_without_end_is_no_message() -> None:
    with pytest.raises(NoMessageError):
        read_message(b'{"type":' + b"[" * 200_000)


def test_output_is_told_by_any_of_its_first_lines() -> None:
    assert is_output(b"INFO starting\n" + SINGER.encode() + b"\n")
    assert not is_output(b'{"type": "incident", "id": 1}\n{"type": "problem", "id": 2}\n')
    assert not is_output(b"id,type\n1,RECORD\n")


def test_the_states_of_an_airbyte_connector_are_kept_by_stream() -> None:
    state: Any = None
    for one in (of("a", 1), of("b", 2), of("a", 3)):
        state = merged_state(state, TapState(one, airbyte=True))
    assert state == [of("a", 3), of("b", 2)]
    whole = {"type": "LEGACY", "data": {"at": 9}}
    assert merged_state(state, TapState(whole, airbyte=True)) == [whole]


def test_the_last_state_of_singer_counts_whole() -> None:
    assert merged_state({"a": 1}, TapState({"b": 2})) == {"b": 2}
