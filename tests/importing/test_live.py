"""Rows that come live: refused as those of files are, counted by the hour, and with the span they cover."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import StoreError, UsageError
from cxtui.importing.live import Covered, write_live
from cxtui.importing.run import Request, run
from cxtui.report.runs import runs_text
from cxtui.settings import defaults
from cxtui.sources.live.validated import Validated, validated
from cxtui.store import coverage, import_log, rejects
from cxtui.store.forgetting import forget_run
from cxtui.store.live_log import WHOLE
from cxtui.store.publish import build
from cxtui.store.runs import listed_runs
from cxtui.store.writer import Writer
from tests.importing.stores import rows_of

NOON = 1_800_000_000 - 1_800_000_000 % 3600
MESSAGE: dict[str, Any] = {
    "ticket": "t", "event": "e", "occurred_at": NOON - 60, "kind": "message", "actor_kind": "customer", "public": True,
}  # fmt: skip
TICKET = {"ticket": "t", "created_at": NOON - 60}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return an empty store."""
    path = tmp_path / "floor.db"
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    return path


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    """Return the writer of the store, that lets go of it after each batch."""
    with Writer(store, by_batch=True) as made:
        yield made


def _write(writer: Writer, at: int, *, source: str = "desk", covered: Covered | None = None, **rows: Any) -> None:
    write_live(writer, validated(rows, source), source, "rt", lambda: at, covered=covered)


def test_what_cannot_be_right_is_refused_and_the_rest_is_there(writer: Writer, store: Path) -> None:
    wrong = [
        {**MESSAGE, "event": "a", "kind": "nonsense"}, {**MESSAGE, "event": "b", "occurred_at": "2100-01-01T00:00Z"},
        {**MESSAGE, "event": "c\0"}, {**MESSAGE, "event": "d", "occurred_at": "soon"},
    ]  # fmt: skip
    _write(writer, NOON, ticket=[TICKET], event=[*wrong, MESSAGE])
    assert {row[2] for row in rows_of(store, "event")} == {"e"}
    found = rejects.read(store)
    assert (found.run, found.source, found.total) == (1, "desk", 4)
    assert [(one.file, one.column, one.value) for one in found.rows] == [
        ("event", "kind", "nonsense"), ("event", "occurred_at", "2100-01-01T00:00Z"), ("event", "event", "c\ufffd"),
        ("event", "occurred_at", "soon"),
    ]  # fmt: skip
    (listed,) = listed_runs(store, None, 9)
    assert (listed.rows_read, listed.new, listed.rejected) == (6, 2, 4)


def test_batches_of_an_hour_are_one_run_of_their_source(writer: Writer, store: Path) -> None:
    for at in (NOON, NOON + 1, NOON + 3599, NOON + 3600):
        _write(writer, at, event=[{**MESSAGE, "event": str(at), "occurred_at": at}])
    _write(writer, NOON + 3601, source="other", ticket=[TICKET])
    _write(writer, NOON + 3602, event=[{**MESSAGE, "event": "late", "occurred_at": NOON - 86_400}, {"event": "bad"}])
    found = [
        (one.run, one.source, one.batches, one.rows_read, one.new, one.rejected) for one in listed_runs(store, None, 9)
    ]
    assert found == [(3, "other", 1, 1, 1, 0), (2, "desk", 2, 3, 2, 1), (1, "desk", 3, 3, 3, 0)]
    spans = {row[0]: (row[1], row[2], row[11], row[12]) for row in rows_of(store, "import_run")}
    assert spans[1] == (NOON, NOON + 3599, NOON, NOON + 3599)
    assert spans[2] == (NOON + 3600, NOON + 3602, NOON - 86_400, NOON + 3600)
    assert runs_text(listed_runs(store, None, 9), "UTC")[-1].split()[-3:] == ["followed:", "3", "batches"]


def test_an_import_in_between_ends_a_run_so_that_it_can_be_told_what_came_after(writer: Writer, store: Path) -> None:
    _write(writer, NOON, ticket=[TICKET])
    file = store.with_name("ticket.csv")
    file.write_text("ticket,created_at\nfile,2025-01-01T00:00:00Z\n")
    run(store, Request((file,), "canonical", source="desk"), clock=lambda: NOON + 1)
    _write(writer, NOON + 2, ticket=[{**TICKET, "ticket": "u"}])
    assert [(one.run, one.batches) for one in listed_runs(store, None, 9)] == [(3, 1), (2, None), (1, 1)]
    with pytest.raises(UsageError, match="rows came live after it"):
        forget_run(store, 2)
    with pytest.raises(UsageError, match="is of batches that came live"):
        forget_run(store, 3)


def test_refused_rows_of_an_hour_are_kept_up_to_a_bound_and_all_counted(writer: Writer, store: Path) -> None:
    for n in range(3):
        _write(writer, NOON + n, event=[{"event": str(i)} for i in range(WHOLE // 2)])
    found = rejects.read(store)
    assert (found.total, len(found.rows)) == (WHOLE // 2 * 3, WHOLE)


def test_a_batch_of_nothing_writes_no_books(writer: Writer, store: Path) -> None:
    write_live(writer, Validated(), "desk", "rt", lambda: NOON)
    assert rows_of(store, "import_run") == rows_of(store, "source_state") == set()


def test_rows_and_what_is_to_be_there_with_them_are_there_together_or_not_at_all(writer: Writer, store: Path) -> None:
    def fail(con: sqlite3.Connection) -> None:
        con.execute("INSERT INTO setting VALUES ('place', '1')")
        raise sqlite3.OperationalError("no more")

    with pytest.raises(StoreError, match="no more"):
        write_live(writer, validated({"ticket": [TICKET]}, "desk"), "desk", "rt", lambda: NOON, keep=fail)
    assert rows_of(store, "ticket") == rows_of(store, "import_run") == set()
    assert not [row for row in rows_of(store, "setting") if row[0] == "place"]


def test_what_is_covered_grows_backwards_with_history_that_is_filled_in(writer: Writer, store: Path) -> None:
    def spans() -> dict[str, coverage.CoverageSpan]:
        return coverage.spans(writer.connection, "desk")

    _write(writer, NOON, ticket=[TICKET], covered=Covered(("messages",), NOON - 600))
    assert spans() == {"messages": (NOON - 600, None)}
    _write(writer, NOON, covered=Covered(("messages", "status"), NOON - 7_200))
    assert spans() == {"messages": (NOON - 7_200, None), "status": (NOON - 7_200, None)}
    _write(writer, NOON, ticket=[TICKET], covered=Covered(("messages",), NOON - 60))
    assert spans()["messages"] == (NOON - 7_200, None)


def test_a_span_that_an_import_left_open_stays_open_and_one_that_ended_goes_on(writer: Writer) -> None:
    _write(writer, NOON, coverage=[{"what": "messages"}, {"what": "status", "from_at": 10, "to_at": 20}])
    _write(writer, NOON, covered=Covered(("messages", "status"), NOON - 60, NOON))
    assert coverage.spans(writer.connection, "desk") == {"messages": (None, None), "status": (10, NOON)}


def test_a_history_that_is_covered_now_changes_what_tickets_tell(writer: Writer, store: Path) -> None:
    _write(writer, NOON, ticket=[TICKET])
    assert rows_of(store, "doubt") == set()
    _write(writer, NOON + 1, covered=Covered(("messages",), NOON - 600))
    assert {row[2] for row in rows_of(store, "doubt")} == {"no events"}


def test_a_message_told_as_a_customers_becomes_an_agents_and_is_taken_back(writer: Writer, store: Path) -> None:
    reply = {**MESSAGE, "event": "r", "occurred_at": NOON, "version_at": NOON}
    _write(writer, NOON, ticket=[TICKET], event=[MESSAGE, reply], covered=Covered(("messages",), 0))
    assert _replied(store) is None
    _write(writer, NOON + 9, event=[{**reply, "actor_kind": "agent", "actor": "a", "version_at": NOON + 9}])
    assert _replied(store) == NOON
    _write(writer, NOON + 10, event=[{**reply, "actor_kind": "agent", "retracted": True, "version_at": NOON + 10}])
    assert _replied(store) is None
    _write(writer, NOON + 11, event=[{**reply, "actor_kind": "agent", "version_at": NOON + 10, "version_seq": 1}])
    assert _replied(store) == NOON


def test_the_past_asks_about_a_ticket_until_the_newest_version_that_takes_an_event_of_it_back(
    writer: Writer, store: Path
) -> None:
    gone = {**MESSAGE, "retracted": True}
    for at in (NOON, NOON + 60):
        _write(writer, at, ticket=[TICKET], event=[{**gone, "version_at": at}])
        assert [row[-1] for row in rows_of(store, "ticket_fact")] == [at]


def _replied(store: Path) -> int | None:
    con = sqlite3.connect(store)
    try:
        ((at,),) = con.execute("SELECT first_reply_at FROM ticket_fact").fetchall()
    finally:
        con.close()
    return None if at is None else int(at)
