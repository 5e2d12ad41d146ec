from pathlib import Path

import pytest

from cxtui import canonical
from cxtui.clock import now
from cxtui.errors import StoreError
from cxtui.importing.live import write_live
from cxtui.importing.rows import apply_rows, span_of
from cxtui.settings import defaults
from cxtui.sources.live.validated import Validated
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.importing.stores import differing, rows_of


def _dialogue() -> History:
    h = History()
    h.add("agent", agent="a1", kind="human").add("customer", customer="c1", tier="plus")
    h.ticket("t1", "2025-01-14 15:00", channel="chat", customer="c1", topic="refund", opened_by_kind="customer")
    h.says("t1", "2025-01-14 15:00").says("t1", "2025-01-14 15:06", "a1")
    return h.status("t1", "2025-01-14 15:20", "solved", "a1")


def _store(path: Path) -> Path:
    build(path, None, {})
    return path


def test_rows_become_facts_and_a_run(tmp_path: Path) -> None:
    store = _store(tmp_path / "floor.db")
    with Writer(store) as writer:
        applied = apply_rows(writer, _dialogue().rows, "s", "live", defaults(), clock=lambda: 1_800_000_000)
    ((reply,),) = {(r[16],) for r in rows_of(store, "ticket_fact")}
    assert (applied.tickets, reply) == (1, 360)
    assert rows_of(store, "source_state") == {
        ("s", 1_800_000_000, instant("2025-01-14 15:20"), 5 + len(canonical.COVERAGE) + 1, "live")
    }
    ((run, started, finished, source, mapping, files, read, new, changed, same, *rest),) = rows_of(store, "import_run")
    assert (run, started, finished, source, mapping, files) == (1, 1_800_000_000, 1_800_000_000, "s", "live", 0)
    assert (read, new, changed, same) == (len(canonical.COVERAGE) + 6, len(canonical.COVERAGE) + 6, 0, 0)
    assert rest == [0, instant("2025-01-14 15:00"), instant("2025-01-14 15:20"), None, 0, None, 1]


def test_one_row_at_a_time_ends_like_all_at_once(tmp_path: Path) -> None:
    whole, parts = _store(tmp_path / "whole.db"), _store(tmp_path / "parts.db")
    with Writer(whole) as writer:
        apply_rows(writer, _dialogue().rows, "s", "live", defaults())
    with Writer(parts) as writer:
        for table, rows in reversed(_dialogue().rows.items()):
            for row in reversed(rows):
                apply_rows(writer, {table: [row]}, "s", "live", defaults())
    assert differing(whole, parts) == {}
    (counted,) = (row[3] for row in rows_of(parts, "source_state"))
    assert counted == sum(len(rows) for rows in _dialogue().rows.values())


def test_rows_that_do_not_fit_leave_the_store_as_it_was(tmp_path: Path) -> None:
    store, before = _store(tmp_path / "floor.db"), _store(tmp_path / "before.db")
    wrong = Validated({"ticket": History(()).add("ticket", ticket="t1", created_at=None).rows["ticket"]}, read=1)
    with Writer(store) as writer:
        with pytest.raises(StoreError, match="NOT NULL"):
            write_live(writer, wrong, "s", "live", now)
        assert differing(store, before, ("ticket", "import_run", "source_state", "setting")) == {}
        assert apply_rows(writer, _dialogue().rows, "s", "live", defaults()).tickets == 1


def test_the_span_is_of_what_happened() -> None:
    history = _dialogue().add("agent", agent="a2", hired_on=5)
    assert span_of(history.rows) == (instant("2025-01-14 15:00"), instant("2025-01-14 15:20"))
    assert span_of({"agent": history.rows["agent"]}) is None
