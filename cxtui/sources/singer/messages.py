"""One line of a tap's output: a record of a stream, a state, or neither; in Singer's dialect or Airbyte's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 1 << 24
"""Bytes of the longest line that is looked at."""
NO_JSON = "not a JSON object: a tap writes one message a line"
NO_TYPE = 'no message of a tap: it has no "type"'
NO_STREAM = 'a RECORD without the name of its "stream"'
NO_ROW = "a RECORD without an object of columns"
NO_STATE = "a STATE without a value"
TOO_LONG = "line longer than 16 MB"
CUT = "the tap's output ends within this line"

SINGER = frozenset({"SCHEMA", "RECORD", "STATE", "ACTIVATE_VERSION", "BATCH"})
AIRBYTE = frozenset({"LOG", "TRACE", "SPEC", "CATALOG", "CONNECTION_STATUS", "CONTROL"})
BESIDE = frozenset({"stream", "record", "value", "state", "log", "trace", "catalog", "spec", "connectionStatus"})


@dataclass(frozen=True, slots=True)
class TapRecord:
    """A row of a stream."""

    stream: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TapState:
    """How far the tap has got with all that it wrote before; of an Airbyte connector perhaps with one stream alone."""

    value: Any
    airbyte: bool = False


class NoMessageError(Exception):
    """A line that is no message; its text is the reason."""


def read_message(line: bytes) -> TapRecord | TapState | None:
    """Return the record or state of a line, None for a message that says neither; raises NoMessageError."""
    if len(line) > LONGEST:
        raise NoMessageError(TOO_LONG)
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise NoMessageError(NO_JSON) from None
    if not isinstance(data, dict):
        raise NoMessageError(NO_JSON)
    kind = data.get("type")
    if kind == "RECORD":
        return _record(data)
    if kind == "STATE":
        return _state(data)
    if not isinstance(kind, str):
        raise NoMessageError(NO_TYPE)
    return None


def is_output(head: bytes) -> bool:
    """Return whether bytes with which a file begins are what a tap writes: any of their first lines is a message."""
    return any(_is_message(line) for line in head.split(b"\n", 20)[:20])


def merged_state(known: Any, found: TapState) -> Any:
    """Return what a tap is to be given next time: Singer's last value, of Airbyte the last state of each stream."""
    if not found.airbyte:
        return found.value
    states = {_of_stream(one): one for one in known} if isinstance(known, list) else {}
    if found.value.get("type") in (None, "LEGACY", "GLOBAL"):
        states = {}
    states[_of_stream(found.value)] = found.value
    return list(states.values())


def _record(data: Mapping[str, Any]) -> TapRecord:
    stream, row = data.get("stream"), data.get("record")
    if stream is None and isinstance(row, dict) and "data" in row:
        stream, row = row.get("stream"), row["data"]
    if not isinstance(stream, str) or not stream:
        raise NoMessageError(NO_STREAM)
    if not isinstance(row, dict):
        raise NoMessageError(NO_ROW)
    return TapRecord(stream, row)


def _state(data: Mapping[str, Any]) -> TapState:
    if "value" in data:
        return TapState(data["value"])
    if isinstance(data.get("state"), dict):
        return TapState(data["state"], airbyte=True)
    raise NoMessageError(NO_STATE)


def _is_message(line: bytes) -> bool:
    if b'"type"' not in line:
        return False
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        # A SCHEMA may be longer than what was read of the file.
        return line.lstrip().replace(b" ", b"").startswith((b'{"type":"SCHEMA","stream"', b'{"type":"RECORD","stream"'))
    return isinstance(data, dict) and data.get("type") in SINGER | AIRBYTE and bool(BESIDE & data.keys())


def _of_stream(state: Any) -> str:
    stream = state.get("stream") if isinstance(state, dict) else None
    return json.dumps(stream.get("stream_descriptor") if isinstance(stream, dict) else None, sort_keys=True)
