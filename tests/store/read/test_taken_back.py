"""What events that were taken back said of a ticket: nothing now, and at an instant before that what it was then."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.clock import now
from cxtui.importing.live import write_live
from cxtui.settings import defaults
from cxtui.sources.live.validated import validated
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.read import Reader
from cxtui.store.read.past_reader import PastReader
from cxtui.store.writer import Writer

OPENED, TOLD, TAKEN_BACK = 1_750_000_000, 1_750_000_600, 1_750_003_600


def _store(path: Path, *events: dict[str, Any], **ticket: Any) -> Path:
    """Return a store of one ticket, some of whose events are taken back an hour after its creation."""
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    rows = {
        "coverage": [{"what": what} for what in ("messages", "status", "team", "spam", "merges", "assignee")],
        "ticket": [{"ticket": "t", "created_at": OPENED, "version_at": TAKEN_BACK, **ticket}],
        "event": [{"ticket": "t", "event": str(n), "occurred_at": TOLD, **one} for n, one in enumerate(events)],
    }
    with Writer(path) as writer:
        write_live(writer, validated(rows, "s"), "s", "hand", now)
    return path


GONE = {"retracted": True, "version_at": TAKEN_BACK}


def _asked(store: Path, query: str, at: int | None) -> Any:
    with closing(Reader(store) if at is None else PastReader(store, at)) as reader, reader.transaction() as tx:
        ((value,),) = tx.rows(query)
    return value


@pytest.mark.parametrize(
    ("event", "ticket", "column", "then"),
    [
        ({"kind": "team", "value": "second", "previous": "first"}, {"team": "first"}, "team", "second"),
        ({"kind": "priority", "value": "urgent", "previous": "low"}, {"priority": "low"}, "priority", "urgent"),
        ({"kind": "spam", "value": "1"}, {}, "spam", 1),
        ({"kind": "merged", "value": "u"}, {}, "merged_into", "u"),
        ({"kind": "deleted"}, {}, "deleted_at", TOLD),
    ],
)
def test_what_it_said_of_the_ticket_held_until_it_was_taken_back(
    tmp_path: Path, event: dict[str, Any], ticket: dict[str, Any], column: str, then: Any
) -> None:
    store = _store(tmp_path / "floor.db", {**event, **GONE}, **ticket)
    query = f"SELECT {column} FROM ticket"
    before = ticket.get(column)
    assert _asked(store, query, None) == before
    assert _asked(store, query, TAKEN_BACK) == before
    assert _asked(store, query, TAKEN_BACK - 1) == then
    assert _asked(store, query, TOLD) == then


def test_a_reply_counted_until_it_was_taken_back(tmp_path: Path) -> None:
    reply = {"kind": "message", "actor_kind": "agent", "actor": "a", "public": True}
    store = _store(tmp_path / "floor.db", {**reply, **GONE})
    query = "SELECT first_reply_at FROM ticket_fact"
    assert [_asked(store, query, at) for at in (TOLD - 1, TOLD, TAKEN_BACK - 1, TAKEN_BACK, None)] == [
        None, TOLD, TOLD, None, None,
    ]  # fmt: skip


def test_of_one_second_the_source_says_what_came_last(tmp_path: Path) -> None:
    moves = [
        {"event": "9", "kind": "assignee", "value": "first", "version_seq": 9},
        {"event": "10", "kind": "assignee", "value": "second", "version_seq": 10},
    ]
    store = _store(tmp_path / "floor.db", *moves)
    assert _asked(store, "SELECT assignee FROM ticket_fact", None) == "second"
    # Without it, ids are compared as texts.
    unnumbered = [{**move, "version_seq": 0} for move in moves]
    assert _asked(_store(tmp_path / "ids.db", *unnumbered), "SELECT assignee FROM ticket_fact", None) == "first"
