"""Old tickets leave a store, the sums of their days stay, and nothing of what is left counts otherwise."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import StoreError, UsageError
from cxtui.facts import catalog
from cxtui.importing.rows import apply_rows
from cxtui.settings import defaults
from cxtui.store.border import border
from cxtui.store.configured import configure, since_of
from cxtui.store.instants import instant_in
from cxtui.store.keeping import keep
from cxtui.store.kept import KeptSince
from cxtui.store.publish import build
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.importing.stores import rows_of
from tests.store.people.floors import store_of

BORDER = instant("2025-03-01")
SINCE = KeptSince(BORDER, "24 months")
SETTINGS = replace(defaults(), fcr_days=7, retention_days=7)


def ticket(h: History, name: str, day: str, solved: str | None = None, customer: str = "c1") -> History:
    """Add a ticket of a day that an agent answered, solved on that or another day."""
    h.ticket(name, f"{day} 10:00", channel="chat", customer=customer, topic="refund", opened_by_kind="customer")
    h.event(name, f"{day} 10:00", "message", actor=customer, actor_kind="customer", public=1)
    h.event(name, f"{day} 10:01", "message", actor="a1", actor_kind="agent", public=1)
    h.add("rating", rating=f"r-{name}", ticket=name, kind="csat", sent_at=instant(f"{day} 11:00"), value=5.0,
          occurred_at=instant(f"{day} 11:00"), scale_min=1.0, scale_max=5.0)  # fmt: skip
    return h.status(name, f"{solved or day} 12:00", "solved", "a1") if solved != "" else h


def floor() -> History:
    """Return tickets that are long over, over just before and just at the border, open, and reopened after it."""
    h = History().add("agent", agent="a1", kind="human").add("customer", customer="c1", since=0)
    h.add("contract", contract="k1", customer="c1", from_at=0)
    ticket(h, "over", "2025-01-10")
    ticket(h, "again", "2025-01-12")
    ticket(h, "just over", "2025-02-21", customer="c2")
    ticket(h, "not yet", "2025-02-22", customer="c3")
    ticket(h, "open", "2025-01-11", solved="")
    ticket(h, "late", "2025-01-13", solved="2025-03-02", customer="c4")
    return ticket(h, "new", "2025-03-05")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of these tickets."""
    return store_of(tmp_path / "floor.db", floor(), SETTINGS)


def tickets(path: Path) -> set[str]:
    """Return the tickets of a store."""
    return {row[1] for row in rows_of(path, "ticket")}


def buckets(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Return every sum that a store keeps."""
    return {name: rows_of(path, name) for name in catalog.BUCKETS}


def test_what_is_over_leaves_and_what_can_still_count_stays(store: Path) -> None:
    left = keep(store, SINCE)
    assert tickets(store) == {"not yet", "open", "late", "new"}
    assert (left.tickets, left.rows["ticket"], left.rows["event"], left.rows["rating"]) == (3, 3, 9, 3)
    for table in ("event", "rating", "ticket_fact", "backlog_span", "rating_fact", "customer_turn"):
        assert {row[1] for row in rows_of(store, table)} <= {"not yet", "open", "late", "new", "r-not yet", "r-open",
                                                             "r-late", "r-new"}  # fmt: skip
    assert since_of(store) == SINCE


def test_sums_stay_and_facts_are_those_that_the_records_give(store: Path) -> None:
    before = buckets(store)
    keep(store, SINCE)
    assert buckets(store) == before
    assert compare(store).differing == 0


def test_a_dry_run_writes_nothing(store: Path) -> None:
    before = {name: rows_of(store, name) for name in ("ticket", "event", "setting", "coverage", "flow_day")}
    assert keep(store, SINCE, dry_run=True).tickets == 3
    assert {name: rows_of(store, name) for name in before} == before


def test_new_settings_change_what_is_after_the_border_alone(store: Path) -> None:
    keep(store, SINCE)
    before = buckets(store)
    configure(store, replace(SETTINGS, attribution="assignee", targets=()))
    after = buckets(store)
    for name in catalog.BUCKETS:
        assert {row for row in after[name] if row[0] < BORDER} == {row for row in before[name] if row[0] < BORDER}
    assert {row for row in after["flow_quarter"] if row[0] >= BORDER} != {
        row for row in before["flow_quarter"] if row[0] >= BORDER
    }
    assert compare(store).differing == 0


def test_another_zone_is_refused_where_days_are_frozen(store: Path) -> None:
    configure(store, replace(SETTINGS, zone="Europe/Warsaw"))
    keep(store, SINCE)
    configure(store, replace(SETTINGS, zone="Europe/Warsaw", fcr_days=3))
    with pytest.raises(UsageError, match="sums of days in the zone Europe/Warsaw"):
        configure(store, SETTINGS)


def test_later_rows_of_what_left_stay_out_and_are_counted(store: Path) -> None:
    keep(store, SINCE)
    before = {name: rows_of(store, name) for name in ("ticket", "event", "rating", "ticket_fact", *catalog.BUCKETS)}
    h = floor()
    h.event("over", "2025-03-09 12:00", "status", "open")
    with Writer(store) as writer:
        applied = apply_rows(writer, h.rows, "s", "live", SETTINGS)
    assert applied.older == 3 + 9 + 3 + 1
    assert {name: rows_of(store, name) for name in before} == before


def test_a_ticket_that_stayed_goes_on(store: Path) -> None:
    keep(store, SINCE)
    before = buckets(store)
    h = (
        History(())
        .status("open", "2025-02-27 12:00", "solved", "a1")
        .event("open", "2025-03-04 12:00", "status", "open")
    )
    with Writer(store) as writer:
        assert apply_rows(writer, h.rows, "s", "live", SETTINGS).older == 0
    after = buckets(store)
    for name in catalog.BUCKETS:
        assert {row for row in after[name] if row[0] < BORDER} == {row for row in before[name] if row[0] < BORDER}
    (reopened,) = {row[9] for row in after["flow_quarter"] if row[0] == instant("2025-03-04 12:00")}
    assert reopened == 1
    assert compare(store).differing == 0


def test_the_border_never_goes_back(store: Path) -> None:
    keep(store, SINCE)
    assert keep(store, KeptSince(BORDER - 86_400, "3 years")).since == KeptSince(BORDER, "3 years")
    assert since_of(store) == KeptSince(BORDER, "3 years")


def test_coverage_begins_at_the_border(store: Path) -> None:
    keep(store, SINCE)
    assert {row[2] for row in rows_of(store, "coverage")} == {BORDER}
    with Writer(store) as writer:
        apply_rows(writer, History(()).add("coverage", what="messages", from_at=5).rows, "s", "live", SETTINGS)
    assert {row[2] for row in rows_of(store, "coverage")} == {BORDER}


def test_an_instant_before_the_border_is_refused(store: Path) -> None:
    assert instant_in(store, BORDER - 1) == BORDER - 1
    keep(store, SINCE)
    assert instant_in(store, BORDER) == BORDER
    with pytest.raises(UsageError, match=r"keeps tickets from 2025-03-01 on \(24 months\)"):
        instant_in(store, BORDER - 1)


def test_an_empty_store_has_nothing_to_let_go(tmp_path: Path) -> None:
    build(tmp_path / "floor.db", None, {})
    with pytest.raises(StoreError, match="nothing was imported yet"):
        keep(tmp_path / "floor.db", SINCE)


def test_frozen_sums_move_into_a_table_of_another_shape(store: Path) -> None:
    keep(store, SINCE)
    before = buckets(store)["response_day"]
    with closing(sqlite3.connect(store)) as con:
        con.execute("ALTER TABLE response_day ADD COLUMN gone INTEGER")
    with Writer(store) as writer:
        assert writer.remade == ("response_day",)
    assert buckets(store)["response_day"] == before


@pytest.mark.parametrize(
    ("words", "day"),
    [("24 months", "2023-03-31"), ("1 month", "2025-02-28"), ("2 years", "2023-03-31"), ("90 Days", "2024-12-31"),
     ("2 weeks", "2025-03-17"), ("1day", "2025-03-30")],
)  # fmt: skip
def test_the_border_is_a_local_midnight(words: str, day: str) -> None:
    now = instant("2025-03-31 12:00")
    assert border(words, None, now, "Europe/Warsaw").at == instant(f"{day} 00:00", "Europe/Warsaw")


def test_without_words_it_is_as_long_as_before() -> None:
    now = instant("2025-03-31 12:00")
    assert border(None, KeptSince(5, "90 days"), now, "UTC") == KeptSince(instant("2024-12-31"), "90 days")
    with pytest.raises(UsageError, match="say how long"):
        border(None, None, now, "UTC")


@pytest.mark.parametrize(
    "words", ["", "24", "months", "0 months", "-3 days", "3 fortnights", "9999 years", "99999 months"]
)
def test_what_is_no_time_is_told(words: str) -> None:
    with pytest.raises(UsageError, match=r"no time to keep|longer than any"):
        border(words, None, instant("2025-03-31"), "UTC")
