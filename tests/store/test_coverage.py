"""The span of which a source's histories are there, as back-fill, observation and keeping only so long move it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.store import coverage
from cxtui.store.migrations import migrate


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection to an empty store."""
    migrate(tmp_path / "floor.db")
    with closing(sqlite3.connect(tmp_path / "floor.db")) as found:
        yield found


def test_a_span_is_set_whatever_was_said_before(con: sqlite3.Connection) -> None:
    coverage.set_span(con, "desk", "status")
    assert coverage.spans(con, "desk") == {"status": (None, None)}
    coverage.set_span(con, "desk", "status", 100, 200)
    coverage.set_span(con, "other", "status", 7)
    assert coverage.spans(con, "desk") == {"status": (100, 200)}
    assert coverage.spans(con, "other") == {"status": (7, None)}


def test_a_piece_of_history_widens_it_and_an_open_end_stays_open(con: sqlite3.Connection) -> None:
    coverage.widen(con, "desk", ("status", "messages"), 100, 200)
    coverage.widen(con, "desk", ("status",), 50, 150)
    assert coverage.spans(con, "desk") == {"messages": (100, 200), "status": (50, 200)}
    coverage.widen(con, "desk", ("status",), 60, 300)
    assert coverage.spans(con, "desk")["status"] == (50, 300)
    coverage.set_span(con, "desk", "team", None, 200)
    coverage.widen(con, "desk", ("team",), 100, 250)
    assert coverage.spans(con, "desk")["team"] == (None, 250)
    coverage.widen(con, "desk", ("messages",), 150)
    assert coverage.spans(con, "desk")["messages"] == (100, 200)


def test_nothing_begins_before_a_border_and_the_tickets_begin_there_too(con: sqlite3.Connection) -> None:
    coverage.set_span(con, "desk", "status")
    coverage.set_span(con, "desk", "messages", 90)
    coverage.set_span(con, "desk", "team", 110, 120)
    coverage.set_span(con, "other", "status")
    coverage.begin_at(con, 100, "desk")
    assert coverage.spans(con, "desk") == {
        "status": (100, None), "messages": (100, None), "team": (110, 120), "tickets": (100, None),
    }  # fmt: skip
    assert coverage.spans(con, "other") == {"status": (None, None)}
    coverage.begin_at(con, 105)
    coverage.begin_at(con, 95)
    assert coverage.spans(con, "desk")["status"] == (105, None)
    assert coverage.spans(con, "desk")["team"] == (110, 120)
    assert coverage.spans(con, "other") == {"status": (105, None), "tickets": (105, None)}
