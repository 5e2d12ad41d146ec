"""Numbers over time: whole local days and hours, the same number at every point, and gaps where there is none."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cxtui.clock import DAY
from cxtui.errors import UsageError
from cxtui.kpis.answers.answer import answer
from cxtui.kpis.answers.series import NumberSeries, series
from cxtui.kpis.answers.steps import MOST_POINTS, steps
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.period import Period, parse_period
from cxtui.kpis.question.question import Question
from cxtui.settings import loads
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

MINUTE, HOUR = 60, 3_600
WARSAW = "Europe/Warsaw"
WHEN = "2026-04-07 12:00"


@pytest.fixture
def store(packaged: Path) -> Iterator[StoreAsOf]:
    """Return the packaged store at noon."""
    with closing(StoreFeed(packaged, instant(WHEN))) as feed, feed.asking() as one:
        yield one


def known(found: object | None) -> NumberSeries:
    assert isinstance(found, NumberSeries)
    return found


def at(text: str) -> int:
    return instant(text, WARSAW)


# Steps


def test_days_are_local_across_a_night_with_another_hour() -> None:
    now = at("2026-03-30 12:00")
    edges, every = steps(parse_period("3d", now, WARSAW), WARSAW)
    assert every == 1
    assert edges == tuple(at(f"2026-03-{day}") for day in (28, 29, 30, 31))
    assert [b - a for a, b in pairwise(edges)] == [DAY, DAY - HOUR, DAY]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-28", 24)])
def test_hours_of_a_day(day: str, hours: int) -> None:
    edges, every = steps(parse_period(day, at(day), WARSAW), WARSAW)
    assert every == 0
    assert edges == tuple(at(day) + hour * HOUR for hour in range(hours + 1))


def test_two_days_have_hours_and_three_have_days() -> None:
    now = at("2026-04-07 12:00")
    edges, every = steps(parse_period("2d", now, WARSAW), WARSAW)
    assert every == 0
    assert edges == tuple(at("2026-04-06") + hour * HOUR for hour in range(49))
    edges, every = steps(parse_period("3d", now, WARSAW), WARSAW)
    assert every == 1
    assert edges == tuple(at(f"2026-04-{day:02}") for day in (5, 6, 7, 8))


def test_hours_begin_where_clocks_say_so() -> None:
    """On Lord Howe Island the clocks went from 2:00 back to 1:30 on 5 April 2026: that hour has ninety minutes."""
    zone = "Australia/Lord_Howe"
    edges, _ = steps(parse_period("2026-04-05", instant("2026-04-05", zone), zone), zone)
    lengths = [b - a for a, b in pairwise(edges)]
    assert lengths == [HOUR, HOUR + 30 * MINUTE] + [HOUR] * 22


def test_a_date_that_a_zone_skipped_is_no_day() -> None:
    """Samoa went from 29 to 31 December 2011."""
    zone = "Pacific/Apia"
    edges, every = steps(Period(instant("2011-12-28", zone), instant("2012-01-02", zone), "x"), zone)
    assert every == 1
    assert edges == tuple(instant(day, zone) for day in ("2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01",
                                                         "2012-01-02"))  # fmt: skip


def test_long_periods_have_few_steps_of_whole_weeks() -> None:
    now = at("2026-04-07 12:00")
    for days, every in ((100, 1), (101, 7), (700, 7), (701, 28), (9_999, 364)):
        edges, found = steps(parse_period(f"{days}d", now, WARSAW), WARSAW)
        assert found == every, days
        assert len(edges) - 1 <= MOST_POINTS
        assert edges[0] == parse_period(f"{days}d", now, WARSAW).from_at
        assert edges[-1] == at("2026-04-08")
        assert {round((b - a) / DAY) for a, b in pairwise(edges[1:])} == {every}


def test_a_period_inside_a_day_has_the_hours_it_touches() -> None:
    edges, every = steps(Period(at("2026-04-07 09:20"), at("2026-04-07 11:10"), "x"), WARSAW)
    assert every == 0
    assert edges == tuple(at(f"2026-04-07 {hour}:00") for hour in ("09", "10", "11", "12"))


# Values worked by hand


def replied(history: History, ticket: str, when: str, reply: str | None, **values: object) -> None:
    """Add a ticket with its first message, and a reply."""
    history.ticket(ticket, when, **{"customer": "c1", "opened_by_kind": "customer", **values}).says(ticket, when)
    if reply:
        history.says(ticket, reply, "a1")


def test_a_day_without_outcomes_is_a_gap_and_the_running_one_is_marked(tmp_path: Path) -> None:
    """In Warsaw: 10 minutes on the 28th; on the 29th, the night of the change, 20 and 40; none on the 30th."""
    history = History().add("agent", agent="a1", kind="human")
    replied(history, "a", "2026-03-28 12:00", "2026-03-28 12:10")
    replied(history, "b", "2026-03-28 23:10", "2026-03-28 23:30")  # 00:30 of the 29th in Warsaw
    replied(history, "c", "2026-03-29 21:00", "2026-03-29 21:40")  # 23:40 of the 29th, whose last hour is 21 UTC
    replied(history, "d", "2026-03-31 09:00", "2026-03-31 09:05")
    store = stored(history, tmp_path / "floor.db", loads(f'zone = "{WARSAW}"'))
    with closing(StoreFeed(store, at("2026-03-31 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "reply_time", None, View("4d")))
        [curve] = found.curves
        assert [(p.value, p.n) for p in curve.points] == [
            (10 * MINUTE, 1), (30 * MINUTE, 2), (None, 0), (5 * MINUTE, 1),
        ]  # fmt: skip
        assert curve.whole.value == pytest.approx(18.75 * MINUTE)
        assert curve.whole.n == 4
        assert (found.unit, found.better, found.every, found.running) == ("seconds", "down", 1, True)
        assert (found.starts[0], found.end) == (at("2026-03-28"), at("2026-04-01"))
        past = known(series(opened, "reply_time", None, View("2026-03-28..2026-03-30")))
        assert (past.running, [p.n for p in past.curves[0].points]) == (False, [1, 2, 0])
        ahead = known(series(opened, "created", None, View("2026-03-30..2026-04-02")))
        assert [p.value for p in ahead.curves[0].points] == [0, 1, None, None]
        assert ahead.running
        hours = known(series(opened, "reply_time", None, View("today")))
        values = [p.value for p in hours.curves[0].points]
        assert (hours.every, len(values), values[11]) == (0, 24, 5 * MINUTE)
        assert [value for value in values if value is not None] == [5 * MINUTE]


def test_days_with_few_units_look_back_on_a_week(tmp_path: Path) -> None:
    """One reply of 10 minutes on the 1st, one of 20 on the 7th: both are in the seven days that end on the 7th."""
    history = History().add("agent", agent="a1", kind="human")
    replied(history, "a", "2025-01-01 09:00", "2025-01-01 09:10")
    replied(history, "b", "2025-01-07 09:00", "2025-01-07 09:20")
    replied(history, "before", "2024-12-30 09:00", "2024-12-30 09:40")
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-15 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "reply_time", None, View("2025-01-01..2025-01-15")))
        assert found.window == 7
        assert [(p.value, p.n) for p in found.curves[0].points] == [
            *[(25 * MINUTE, 2)] * 5,  # 30 December and 1 January
            (10 * MINUTE, 1), (15 * MINUTE, 2),
            *[(20 * MINUTE, 1)] * 6,
            *[(None, 0)] * 2,
        ]  # fmt: skip
        assert (found.curves[0].whole.value, found.curves[0].whole.n) == (15 * MINUTE, 2)
        counted = known(series(opened, "created", None, View("2025-01-01..2025-01-15")))
        assert counted.window == 1
        assert [p.value for p in counted.curves[0].points] == [1, 0, 0, 0, 0, 0, 1, *[0] * 8]
        few = known(series(opened, "reply_time", None, View("2025-01-01..2025-01-07")))
        assert few.window == 1


def test_levels_are_those_at_the_end_of_each_day(tmp_path: Path) -> None:
    history = History().add("agent", agent="a1", kind="human")
    for ticket, when, solved in (("a", "2025-01-13 09:00", "2025-01-14 09:00"), ("b", "2025-01-14 10:00", None),
                                 ("c", "2025-01-15 08:00", None)):  # fmt: skip
        replied(history, ticket, when, None)
        if solved:
            history.status(ticket, solved, "solved", "a1")
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-15 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "backlog", None, View("4d")))
        assert [p.value for p in found.curves[0].points] == [0, 1, 1, 2]


def test_curves_by_a_dimension_are_the_six_with_the_most_units(tmp_path: Path) -> None:
    """Nine teams with 9 to 1 tickets each; one of them is no team at all."""
    history = History().add("agent", agent="a1", kind="human")
    names = ("t1", "t2", None, "t4", "t5", "t6", "t7", "t8", "t9")
    for place, team in enumerate(names):
        for i in range(9 - place):
            replied(history, f"{team}-{i}", "2025-01-14 09:00", None, team=team)
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-14 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "created", "team", View("2d")))
        assert [(c.value, c.whole.n) for c in found.curves] == [
            ("t1", 9), ("t2", 8), ("", 7), ("t4", 6), ("t5", 5), ("t6", 4),
        ]  # fmt: skip
        assert found.note == "the 6 largest of 9; 6 units of the others are not drawn"
        ones = known(series(opened, "created", "team", View("2d", "t-1")))  # no ticket is called so
        assert ones.curves == ()
        ones = known(series(opened, "created", "team", View("3d", "-0 !t9")))
        assert [(c.value, c.whole.n, c.points[-1].n) for c in ones.curves] == [
            (value, 1, 1) for value in ("", "t1", "t2", "t4", "t5", "t6")
        ]
        some = known(series(opened, "created", "team", View("2d", "team:t1,t9,none !team:t9")))
        assert [(c.value, c.whole.n) for c in some.curves] == [("t1", 9), ("", 7)]
        assert some.note is None


def test_a_curve_is_held_to_its_norm(tmp_path: Path) -> None:
    """One chat answered within 120 s, one late: half is less than 80 %."""
    history = History().add("agent", agent="a1", kind="human")
    replied(history, "a", "2025-01-14 09:00", "2025-01-14 09:01", channel="chat")
    replied(history, "b", "2025-01-14 09:00", "2025-01-14 09:10", channel="chat")
    replied(history, "c", "2025-01-14 09:00", "2025-01-14 09:00:10", channel="phone")
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-14 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "service_level", "channel", WHOLE))
        assert found.norm == 0.8
        assert [(c.value, c.whole.value, c.state) for c in found.curves] == [
            ("chat", 0.5, "bad"), ("phone", 1.0, "good"),
        ]  # fmt: skip
        assert len(found.starts) == 30


def test_what_the_source_lacks_is_said_and_nothing_is_drawn(tmp_path: Path) -> None:
    store = stored(History(()).ticket("a", "2025-01-14 09:00"), tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-14 12:00"))) as feed, feed.asking() as opened:
        found = known(series(opened, "nps", None, WHOLE))
        assert found.curves == () and found.missing is not None and "rating" in found.missing


# Laws


def same(point: Any, metric: Any) -> bool:
    return bool(
        point.n == metric.n
        and (point.low, point.high, point.approximate, point.at_least)
        == (metric.low, metric.high, metric.approximate, metric.at_least)
        and point.value == (None if metric.value is None else pytest.approx(metric.value))
    )


@pytest.mark.parametrize("words", ["", "channel:chat,email !priority:low", "invoice !refund"])
def test_every_point_is_the_number_of_its_day(store: StoreAsOf, words: str) -> None:
    where = parse_filter(words)
    for name, one in DEFINITIONS.items():
        if one.how is None:
            assert series(store, name, None, WHOLE) is None
            continue
        found = known(series(store, name, None, View("3d", words)))
        if found.missing:
            continue
        ends = (*found.starts[1:], found.end)
        for start, end, point in zip(found.starts, ends, found.curves[0].points, strict=True):
            metric = store.metric(name, Question(Period(start, end, "", 1), store.at, where))
            assert same(point, metric), (name, start)
        whole = Question(Period(found.starts[0], found.end, "3d", 3), store.at, where)
        assert same(found.curves[0].whole, store.metric(name, whole)), name


@pytest.mark.parametrize("name", ["nps", "csat", "reply_time_median", "service_level", "escalation_rate"])
def test_every_point_of_thin_days_is_the_number_of_its_week(store: StoreAsOf, name: str) -> None:
    found = known(series(store, name, None, View("21d", "tier:gold")))
    assert found.window == 7
    ends = (*found.starts[1:], found.end)
    for start, end, point in zip(found.starts, ends, found.curves[0].points, strict=True):
        week = Period(start - 6 * DAY, end, "", 7)  # the packaged store is in UTC
        assert same(point, store.metric(name, Question(week, store.at, parse_filter("tier:gold")))), start


@pytest.mark.parametrize("dimension", ["channel", "team", "priority", "tier"])
@pytest.mark.parametrize("name", ["service_level", "csat", "reply_time_median", "escalation_rate"])
def test_curves_are_the_number_of_each_value_and_add_up(store: StoreAsOf, name: str, dimension: str) -> None:
    found = known(series(store, name, dimension, View("3d")))
    question = store.question(name, "3d")
    assert found.curves
    for curve in found.curves:
        where = parse_filter(f"{dimension}:{curve.value or 'none'}")
        assert same(curve.whole, store.metric(name, replace(question, where=where)))
        assert sum(point.n for point in curve.points) == curve.whole.n
    if found.note is None:
        assert sum(curve.whole.n for curve in found.curves) == store.metric(name, question).n


def test_answers_by_name(store: StoreAsOf) -> None:
    assert known(answer(store, Query("series", ("created",)))).dimension is None
    assert known(answer(store, Query("series", ("created", "channel"), View("7d")))).dimension == "channel"
    assert answer(store, Query("series", ("no such number",))) is None
    with pytest.raises(LookupError, match="subject is no dimension"):
        answer(store, Query("series", ("created", "subject")))
    with pytest.raises(UsageError):
        answer(store, Query("series", ("created",), View("7 fortnights")))
