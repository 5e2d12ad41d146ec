"""A store that keeps tickets only so long still answers what its frozen sums hold; of all else it says why not.

Sums of whole local days are frozen when tickets leave. A number read from single tickets has nothing left then.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.kpis.answers.series import NumberSeries
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists import LISTS
from cxtui.kpis.query import Query, View
from cxtui.kpis.question.filters import parse_filter
from cxtui.store.configured import since_of
from cxtui.store.coverage import set_span
from cxtui.store.keeping import keep
from cxtui.store.kept import KeptSince
from cxtui.store.writer import Writer
from tests.facts.histories import instant
from tests.store.people.floors import store_of
from tests.store.test_keeping import SETTINGS, SINCE, floor

NOW = instant("2025-03-10 12:00")
JANUARY, ACROSS, PART = "2025-01-01..2025-01-31", "2025-01-01..2025-03-08", "2025-01-01..2025-01-12 10:30"
WHOLE = ("created", "solved", "service_level", "first_response_mean", "reply_time", "one_touch", "fcr", "reopen_rate")
"""Numbers that are summed by days and have a value in the floor's January."""
UNITS = ("csat", "first_response_median", "first_response_waiting_median", "backlog", "requester_wait", "handle_time")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a store that keeps all, and the same one after tickets from before March have left."""
    folder = tmp_path_factory.mktemp("kept")
    whole = store_of(folder / "whole.db", floor(), SETTINGS)
    kept = Path(shutil.copy(whole, folder / "kept.db"))
    assert keep(kept, SINCE).tickets == 3
    return whole, kept


def number(store: Path, name: str, period: str, where: str = "", cohort: bool = False) -> Metric:
    with closing(StoreFeed(store, clock=lambda: NOW)) as feed, feed.asking() as answers:
        return answers.metric(name, answers.question(name, period, parse_filter(where), cohort))


@pytest.mark.parametrize("where", ["", "channel:chat", "team:none"])
@pytest.mark.parametrize("period", [JANUARY, ACROSS])
@pytest.mark.parametrize("name", [name for name, one in DEFINITIONS.items() if getattr(one.how, "days", None)])
def test_sums_of_whole_days_are_as_before(stores: tuple[Path, Path], name: str, period: str, where: str) -> None:
    before, after = (number(store, name, period, where) for store in stores)
    assert (after.value, after.n, after.missing, after.note) == (before.value, before.n, before.missing, before.note)
    if name in WHOLE and not where:
        assert before.value is not None and before.n > 0


@pytest.mark.parametrize(
    ("name", "period", "where", "cohort"),
    [
        *((name, JANUARY, "", False) for name in UNITS),
        ("created", PART, "", False),
        ("created", JANUARY, "agent:a1", False),
        ("created", JANUARY, "source:s", False),
        ("created", JANUARY, "channel:chat team:none", False),
        ("solved", JANUARY, "", True),
    ],
)
def test_what_single_tickets_would_tell_is_unknown(
    stores: tuple[Path, Path], name: str, period: str, where: str, cohort: bool
) -> None:
    found = number(stores[1], name, period, where, cohort)
    assert (found.value, found.n, found.waiting) == (None, 0, None)
    assert found.missing and "from 2025-03-01" in found.missing


def test_what_waited_before_the_border_is_unknown(stores: tuple[Path, Path]) -> None:
    assert number(stores[0], "service_level", JANUARY).waiting is not None
    assert number(stores[1], "service_level", JANUARY).waiting is None
    assert number(stores[1], "service_level", ACROSS).waiting == number(stores[0], "service_level", ACROSS).waiting


@pytest.mark.parametrize("names", [("created",), ("created", "channel"), ("service_level",), ("solved", "team")])
def test_curves_go_on(stores: tuple[Path, Path], names: tuple[str, ...]) -> None:
    curves = []
    for store in stores:
        with closing(StoreFeed(store, clock=lambda: NOW)) as feed:
            found = feed.answer(Query("series", names, View(period=ACROSS)))
            assert isinstance(found, NumberSeries) and found.note is None
            curves.append([(one.value, one.points, one.whole) for one in found.curves])
    assert curves[0] == curves[1] and sum(point.n for point in curves[0][0][1]) > 3


def test_arrivals_by_hour_go_on(stores: tuple[Path, Path]) -> None:
    tables = []
    for store in stores:
        with closing(StoreFeed(store, clock=lambda: NOW)) as feed, feed.asking() as answers:
            tables.append(LISTS["heat"].read(answers, answers.question_of("rates", JANUARY)))
            narrowed = LISTS["heat"].read(answers, answers.question_of("rates", JANUARY, parse_filter("channel:chat")))
    assert tables[0] == tables[1] and sum(map(sum, (row[1:] for row in tables[1].rows))) == 4
    assert narrowed.rows == () and narrowed.missing


@pytest.fixture
def late(stores: tuple[Path, Path], tmp_path: Path) -> Iterator[Path]:
    """Return a store whose messages began on 12 January, after tickets have left twice."""
    store = Path(shutil.copy(stores[0], tmp_path / "late.db"))
    with Writer(store) as writer, writer.batch() as con:
        set_span(con, "s", "messages", instant("2025-01-12"))
    keep(store, KeptSince(instant("2025-02-01"), "30 days"))
    keep(store, SINCE)
    yield store


def test_what_was_not_covered_when_it_was_counted_is_not_now(late: Path) -> None:
    since = since_of(late)
    assert since is not None and since.begun == (("s", "messages", instant("2025-01-12")),)
    assert replace(since, begun=()) == SINCE
    before = number(late, "reply_time", "2025-01-09..2025-01-11")
    assert before.value is None and before.missing and "messages of s from 2025-01-12" in before.missing
    partly = number(late, "reply_time", JANUARY)
    assert partly.value == 60 and partly.note and "covered only in part: messages of s from 2025-01-12" in partly.note
    assert number(late, "created", "2025-01-09..2025-01-11").missing is None
