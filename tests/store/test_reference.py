"""Opening hours inside a store: how far they reach, how they grow, and which version of a calendar counts."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from cxtui.clock import DAY, parse_instant
from cxtui.importing.rows import apply_rows
from cxtui.settings import StoreSettings, defaults, loads
from cxtui.store import configured, reference
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant

PROMISE = loads('[[target]]\nmetric = "first_response"\nwithin = "2 h"\nbusiness = true\n')


def rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with closing(sqlite3.connect(store)) as con:
        return con.execute(query).fetchall()


def bring(store: Path, history: History, settings: StoreSettings) -> None:
    """Apply a history as one batch, making the store first if need be."""
    if not store.exists():
        configured.configure(store, settings)
    with Writer(store) as writer:
        apply_rows(writer, history.rows, "s", "live", settings)


def at(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """Let it be that time in UTC."""
    present = instant(text)
    monkeypatch.setattr(reference, "now", lambda: present)
    return present


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    """Return where a store may be made."""
    yield tmp_path / "floor.db"


@given(
    present=st.integers(1_500_000_000, 2_200_000_000), first=st.none() | st.integers(-(10**11), 10**12),
    length=st.integers(0, 10**12),
)  # fmt: skip
@examples(max_examples=200, deadline=None)
def test_hours_reach_400_days_ahead_and_never_past_reason(present: int, first: int | None, length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "now", lambda: present)
        from_at, to_at = reference.span_of(first, None if first is None else first + length)
    assert to_at >= present + 400 * DAY
    assert from_at <= present - 365 * DAY
    assert from_at >= 567_993_600 and to_at <= present + 14 * 366 * DAY
    if first is not None and first >= 631_152_000 and first + length <= present + 3_000 * DAY:
        assert from_at <= first and to_at >= first + length + 400 * DAY


def test_a_store_left_running_over_new_year_reaches_a_year_further(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-12-31 23:50")
    bring(store, History().ticket("old", "2026-12-31 23:40", channel="email"), PROMISE)
    assert rows(store, "SELECT value FROM setting WHERE key = 'reference_span'") == [
        (json.dumps([instant("2025-01-01"), instant("2029-01-01")]),)
    ]
    before = set(rows(store, "SELECT * FROM open_interval"))
    present = at(monkeypatch, "2027-01-01 00:10")
    # Nothing but a name changes, and no instant comes in.
    bring(store, History(()).add("agent", agent="a1", name="Ann", kind="human"), PROMISE)
    after = set(rows(store, "SELECT * FROM open_interval"))
    assert before < after
    assert max(row[3] for row in after) >= present + 400 * DAY
    assert rows(store, "SELECT max(day) FROM open_interval") == [(instant("2029-12-31"),)]
    assert compare(store).sound


def test_within_a_year_nothing_is_written_anew(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-02-01 08:00")
    bring(store, History().ticket("t", "2026-02-01 08:00", channel="email"), PROMISE)
    at(monkeypatch, "2026-12-31 23:59")
    written: list[object] = []
    monkeypatch.setattr(reference, "write", lambda *all_: written.append(all_))
    bring(store, History(()).ticket("u", "2026-12-31 23:59", channel="email"), PROMISE)
    assert written == []


def _desk(history: History, versions: dict[str, tuple[str, str]]) -> History:
    for from_at, (zone, week) in versions.items():
        since = 0 if from_at == "" else parse_instant(from_at, zone)
        history.add("calendar", calendar="desk", from_at=since, zone=zone, week=week, position=0)
    return history


# Monday 12 to 16, and from 19 January 2026 on Monday 14 to 18.
MONDAYS = {"": ("UTC", "2160-2400"), "2026-01-19": ("UTC", "2280-2520")}


def test_versions_of_a_source_count_as_they_held_or_as_they_are(store: Path) -> None:
    for settings in (PROMISE, replace(PROMISE, calendar_history="now")):
        store.unlink(missing_ok=True)
        h = _desk(History(), MONDAYS)
        h.ticket("before", "2026-01-12 15:00", channel="email", opened_by_kind="customer")
        h.ticket("across", "2026-01-12 15:00", channel="email", opened_by_kind="customer")
        h.says("before", "2026-01-12 15:00").says("before", "2026-01-12 17:00", "a1")
        h.says("across", "2026-01-12 15:00").says("across", "2026-01-19 15:30", "a1")
        bring(store, h, settings)
        found = dict(rows(store, "SELECT ticket, first_reply_business_s FROM ticket_fact"))
        due = dict(rows(store, "SELECT ticket, due_at FROM ticket_fact"))
        if settings.calendar_history == "then":
            # 15 to 16 on the 12th, nothing until 14 on the 19th.
            assert found == {"before": 3600, "across": 3600 + 5400}
            assert due["across"] == instant("2026-01-19 15:00")
        else:
            # 15 to 18 on the 12th by the hours of today.
            assert found == {"before": 2 * 3600, "across": 3 * 3600 + 5400}
            assert due["across"] == instant("2026-01-12 17:00")
        assert compare(store).sound


def test_a_version_that_comes_later_moves_what_hangs_on_it(store: Path) -> None:
    first, second = dict(list(MONDAYS.items())[:1]), dict(list(MONDAYS.items())[1:])
    h = _desk(History(), first).ticket("t", "2026-01-12 15:00", channel="email", opened_by_kind="customer")
    h.says("t", "2026-01-12 15:00")
    bring(store, h, PROMISE)
    assert rows(store, "SELECT due_at, target_calendar FROM ticket_fact") == [(instant("2026-01-19 13:00"), "s/desk")]
    bring(store, _desk(History(()), second), PROMISE)
    assert rows(store, "SELECT due_at, target_calendar FROM ticket_fact") == [(instant("2026-01-19 15:00"), "s/desk")]
    assert rows(store, "SELECT count(*) FROM calendar") == [(2,)]
    assert compare(store).sound


def test_configuring_how_history_counts_makes_the_facts_anew(store: Path) -> None:
    h = _desk(History(), MONDAYS).ticket("t", "2026-01-12 15:00", channel="email", opened_by_kind="customer")
    bring(store, h, PROMISE)
    now = replace(PROMISE, calendar_history="now")
    for settings, due in ((now, "2026-01-12 17:00"), (PROMISE, "2026-01-19 15:00")):
        assert configured.configure(store, settings) == 1
        assert rows(store, "SELECT due_at FROM ticket_fact") == [(instant(due),)]
        assert compare(store).sound


def test_a_version_of_the_stores_own_calendar(store: Path) -> None:
    text = '[calendars.business]\nweek = { mon = ["12:00-16:00"] }\n[[calendars.business.versions]]\n'
    text += 'from = 2026-01-19\nweek = { mon = ["14:00-18:00"] }\n'
    text += '[[target]]\nmetric = "first_response"\nwithin = "2 h"\nbusiness = true\n'
    bring(store, History().ticket("t", "2026-01-12 15:00", channel="email", opened_by_kind="customer"), loads(text))
    assert rows(store, "SELECT due_at FROM ticket_fact") == [(instant("2026-01-19 15:00"),)]


def test_without_versions_nothing_is_different_now() -> None:
    assert reference.named([], defaults()) == reference.named([], replace(defaults(), calendar_history="now"))
