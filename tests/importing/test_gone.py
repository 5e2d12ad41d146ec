"""What a helpdesk has no more, asked of a store through the writer that has written batches before."""

from pathlib import Path
from typing import Any

import pytest

from cxtui.importing.follow.applying import apply
from cxtui.importing.follow.handed import Handed
from cxtui.settings import defaults
from cxtui.sources.live.feed_batch import FeedBatch
from cxtui.store import feeds, import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.importing.stores import rows_of

AT = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return an empty store."""
    path = tmp_path / "floor.db"
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    return path


def said(ticket: str, event: str) -> dict[str, Any]:
    return {
        "ticket": ticket, "event": event, "occurred_at": AT, "kind": "message", "actor_kind": "agent", "public": 1,
    }  # fmt: skip


def write(writer: Writer, **batch: Any) -> None:
    made = FeedBatch(**{"rows": {}, "cursor": {"n": 1}, **batch})
    apply(writer, Handed("desk", "sql postgresql://db/x", "live", made), made, lambda: AT + 100)


def test_open_tickets_are_those_of_the_store_not_of_the_last_batch(store: Path) -> None:
    with Writer(store, by_batch=True) as writer:
        for ticket in ("1", "2", "3"):
            write(writer, rows={"ticket": [{"ticket": ticket, "created_at": AT}], "event": [said(ticket, "a")]})
        with writer.batch() as con:
            assert feeds.open_tickets(con, "desk") == ("1", "2", "3")
        write(writer, gone=["1"])
        with writer.batch() as con:
            assert feeds.open_tickets(con, "desk") == ("2", "3")
    assert {(row[1], row[-1]) for row in rows_of(store, "ticket")} == {("1", AT + 100), ("2", None), ("3", None)}


def test_what_is_not_told_of_a_whole_ticket_is_taken_back_and_of_others_nothing(store: Path) -> None:
    with Writer(store, by_batch=True) as writer:
        ticket = [{"ticket": ticket, "created_at": AT} for ticket in ("1", "2")]
        write(writer, rows={"ticket": ticket, "event": [said(t, e) for t in ("1", "2") for e in ("a", "b")]})
        write(writer, rows={"event": [said("1", "b")]}, whole=["1"])
        assert taken_back(store) == {("1", "a", AT + 100, 1)}
        write(writer, rows={"event": [said("1", "b"), said("2", "a")]}, whole=["1"])
        assert taken_back(store) == {("1", "a", AT + 100, 1)}


def taken_back(store: Path) -> set[tuple[object, ...]]:
    return {(row[1], row[2], row[-3], row[-1]) for row in rows_of(store, "event") if row[-1]}
