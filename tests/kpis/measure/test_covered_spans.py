"""Every number, list and pane of a store whose histories begin somewhere: before it nothing, across it a part."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.canonical import COVERAGE
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import Worked
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import Query, View
from cxtui.store import coverage
from tests.facts.histories import instant

BORDER = instant("2026-04-05")
NOW = instant("2026-04-07 14:32")
BEFORE, ACROSS, AFTER = "2026-04-03..2026-04-04", "2026-04-03..2026-04-06", "2026-04-05..2026-04-06"
ASKED = [name for name, one in DEFINITIONS.items() if one.how is not None and one.models]
OWN_PERIODS = ("staffing", "audit", "doubts", "load")
"""Lists that take no period, or are of what the store itself holds."""


@pytest.fixture(scope="module")
def begun(packaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the packaged floor as a store whose histories begin at the border."""
    store = tmp_path_factory.mktemp("begun") / "floor.db"
    shutil.copy(packaged, store)
    with closing(sqlite3.connect(store)) as con, con:
        # Due times that nobody states would be promises, and exports tell of what was before them.
        for what in (one for one in COVERAGE if one != "observed" and not one.endswith("_due")):
            coverage.set_span(con, "simulator", what, BORDER)
    return store


@pytest.fixture(scope="module")
def asked(begun: Path, packaged: Path) -> Iterator[tuple[StoreAsOf, StoreAsOf]]:
    """Return the store that begins at the border and the whole one, opened for questions as of now."""
    with (
        closing(StoreFeed(begun, NOW)) as feed, closing(StoreFeed(packaged, NOW)) as whole,
        feed.asking() as store, whole.asking() as known,
    ):  # fmt: skip
        yield store, known


@pytest.mark.parametrize("name", ASKED)
def test_a_number(asked: tuple[StoreAsOf, StoreAsOf], name: str) -> None:
    (store, known), definition = asked, DEFINITIONS[name]
    before, across, after = (store.metric(name, store.question(name, one)) for one in (BEFORE, ACROSS, AFTER))
    assert (before.value, before.n) == (None, 0)
    targets = any(isinstance(one, str) and one.startswith("target ") for one in definition.needs)
    same = known.metric(name, known.question(name, AFTER))
    assert before.missing and ("from 2026-04-05" in before.missing or targets)
    if definition.span == "instant":  # of the period's end
        assert across.note is None or "covered" not in across.note
    elif across.missing is None:
        if not definition.reach and not isinstance(definition.how, Worked):
            # Units of before are not known, so they are not counted: of a contact all its handling is.
            assert across.n == same.n
            assert across.value == pytest.approx(same.value) or name == "handle_time"
        assert across.note and "covered only in part: " in across.note and "from 2026-04-05" in across.note
    assert (after.value, after.n, after.missing) == (same.value, same.n, same.missing) or definition.reach
    assert known.metric(name, known.question(name, BEFORE)).missing == same.missing


@pytest.mark.parametrize("name", [name for name in LISTS if name not in OWN_PERIODS])
def test_a_list(asked: tuple[StoreAsOf, StoreAsOf], name: str) -> None:
    (store, known), definition = asked, LISTS[name]
    before = definition.read(store, store.question_of(definition.span, BEFORE))
    assert before.rows == () and before.missing and "from 2026-04-05" in before.missing
    if definition.span != "instant":
        across = definition.read(store, store.question_of(definition.span, ACROSS))
        assert across.note and "covered only in part: " in across.note
    after = definition.read(store, store.question_of(definition.span, AFTER))
    same = known.question_of(definition.span, AFTER)
    assert (after.rows, after.missing) == (definition.read(known, same).rows, None)


def test_the_floor_of_an_instant_before_it(begun: Path) -> None:
    with closing(StoreFeed(begun, BORDER - 1)) as feed:
        floor = feed.read()
    for metric in floor.metrics.values():
        assert metric.value is None and metric.previous is None and metric.missing, metric.name
    for part in (floor.volume, floor.responses, floor.escalations, floor.leaderboard):
        assert part.missing and "from 2026-04-05" in part.missing
    assert set(floor.volume.inflow) == {None}


def test_the_floor_of_the_day_after(begun: Path, packaged: Path) -> None:
    at = BORDER + 25 * 3600
    with closing(StoreFeed(begun, at)) as feed, closing(StoreFeed(packaged, at)) as whole:
        floor, same = feed.read(), whole.read()
    assert floor.metrics["backlog"].value == same.metrics["backlog"].value
    assert floor.metrics["backlog"].previous is None and same.metrics["backlog"].previous is not None
    assert floor.metrics["backlog"].note is None
    assert floor.metrics["reply_time"].note == "covered only in part: messages, tickets of simulator from 2026-04-05"
    assert floor.volume.inflow == same.volume.inflow and floor.volume.note is None
    assert set(floor.volume.last_backlog) == {None}
    assert floor.leaderboard.note and "from 2026-04-05" in floor.leaderboard.note
    assert floor.responses.missing is None and floor.responses.note is None


def test_the_volume_of_a_day_on_which_it_begins(begun: Path, packaged: Path, tmp_path: Path) -> None:
    noon = BORDER + 12 * 3600
    shutil.copy(begun, tmp_path / "noon.db")
    with closing(sqlite3.connect(tmp_path / "noon.db")) as con, con:
        coverage.begin_at(con, noon)
    at = noon + 3600
    with closing(StoreFeed(tmp_path / "noon.db", at)) as feed, closing(StoreFeed(packaged, at)) as whole:
        volume, same = feed.read().volume, whole.read().volume
    assert volume.inflow[:48] == (None,) * 48 and volume.backlog[:48] == (None,) * 48
    assert volume.inflow[48:] == same.inflow[48:] and volume.backlog[48:] == same.backlog[48:]
    assert volume.note and volume.note.endswith("tickets of simulator from 2026-04-05 12:00")


def test_a_curve_begins_where_the_history_does(begun: Path) -> None:
    with closing(StoreFeed(begun, NOW)) as feed:
        found = feed.answer(Query("series", ("created",), View(period=ACROSS)))
    assert found is not None
    (curve,) = found.curves  # type: ignore[attr-defined]
    assert [point.n > 0 for point in curve.points] == [False, False, True, True]
    assert "covered only in part: " in found.note  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def late(packaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the packaged floor as a store whose statuses and messages begin at the border, its tickets earlier."""
    store = tmp_path_factory.mktemp("late") / "floor.db"
    shutil.copy(packaged, store)
    with closing(sqlite3.connect(store)) as con, con:
        for what in ("status", "resolution", "messages"):
            coverage.set_span(con, "simulator", what, BORDER)
    return store


def listed(store: Path, name: str, period: str | None = None, at: int = NOW) -> ListTable:
    with closing(StoreFeed(store, at)) as feed, feed.asking() as answers:
        return LISTS[name].read(answers, answers.question_of(LISTS[name].span, period))


def test_the_audit_looks_at_what_is_covered_of_its_period(late: Path, packaged: Path) -> None:
    across = listed(late, "audit", ACROSS)
    assert across.note and (
        "covered only in part: messages, resolutions, status history of simulator from 2026-04-05" in across.note
    )
    before = listed(late, "audit", BEFORE)
    assert before.rows == () and before.missing
    assert (
        "solved without a reply (nothing of this period is covered: messages of simulator from 2026" in before.missing
    )
    after, same = listed(late, "audit", AFTER), listed(packaged, "audit", AFTER)
    assert (after.rows, after.note) == (same.rows, same.note)
    assert after.note and "covered" not in after.note


def test_open_tickets_of_agents_are_unknown_before_statuses_begin(late: Path, packaged: Path) -> None:
    before = listed(late, "load", at=BORDER - 3600)
    assert before.rows and {row[3:6] for row in before.rows} == {(None, None, None)}
    assert before.note and "nothing of this period is covered: " in before.note and "nobody" not in before.note
    after = listed(late, "load", at=BORDER + 3600)
    assert (after.rows, after.note) == ((same := listed(packaged, "load", at=BORDER + 3600)).rows, same.note)
    assert any(row[3] for row in after.rows)


def test_staffing_says_how_far_back_its_handle_times_reach(begun: Path, packaged: Path) -> None:
    soon, later = (listed(begun, "staffing", at=BORDER + days * 86_400 + 12 * 3600) for days in (1, 2))
    assert soon.rows and soon.note and soon.note.endswith("covered only in part: tickets of simulator from 2026-04-05")
    assert later.note == soon.note
    assert "covered" not in (listed(packaged, "staffing").note or "")
