"""The floor in another view than the whole of it: every number for the tickets and the period people chose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from cxtui.calendars import OpenHours
from cxtui.clock import same_time_last_week
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Escalations, Leaderboard, Metric, Responses, Volume
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import View
from cxtui.kpis.question.filters import filter_text, parse_filter
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading import viewed_agents, viewed_volume
from cxtui.kpis.reading.escalations import EscalationsReader
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.kpis.reading.kept import Budget, Rested
from cxtui.kpis.reading.responses import ResponsesReader
from cxtui.language import N_
from cxtui.store.read import Remembering, Transaction
from cxtui.store.read.text_search import looked_up
from cxtui.store.read.units import Filter

EVERYBODY = N_("all teams")
"""What a floor is of that nothing narrows down."""


@dataclass(frozen=True, slots=True, eq=False)
class ViewedParts:
    """What of a floor depends on how people look at it."""

    title: str
    metrics: Mapping[str, Metric]
    volume: Volume
    responses: Responses
    leaderboard: Leaderboard
    escalations: Escalations
    calendars: Mapping[str, OpenHours]


STRETCH_S = 3.0
"""Seconds of work after which a reader ends its transaction and goes on in another one."""


class ViewedReader:
    """Reads the parts of a floor in a view. Lists are read each time; numbers, charts and the leaderboard rest.

    What was read is kept for ``keep_s`` seconds, or twenty times what it cost; what it is compared with, which hardly
    moves, for ``keep_before_s``. One thread uses it.
    """

    def __init__(self, keep_s: float, keep_before_s: float) -> None:
        self._metrics: Rested[Metric] = Rested(keep_s)
        self._before: Rested[float | None] = Rested(keep_before_s)
        self._volume: Rested[Volume] = Rested(keep_s)
        self._board: Rested[Leaderboard] = Rested(keep_s)
        self._responses = ResponsesReader(keep_before_s)
        self._escalations = EscalationsReader(keep_before_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        for kept in (self._metrics, self._before, self._volume, self._board, self._responses, self._escalations):
            kept.forget()

    def read(self, tx: Transaction, moment: Moment, scope: Scope, view: View) -> ViewedParts | None:
        """Return the parts, or None where they take longer: the next call, in another transaction, goes on.

        UsageError for a period or a filter that is none.
        """
        where = parse_filter(view.where)
        store = StoreAsOf(Remembering(tx), scope, moment.at)
        if view.period is not None:
            store.question_of("today", view.period)  # one that is none is refused before anything is read
        key = (view, scope, moment.day_start, moment.settled or moment.quarter)
        filtered = cache(lambda: looked_up(tx, where))
        budget = Budget(STRETCH_S)
        now = self._metrics.get(key, HEADLINES, lambda name: _metric(store, name, view, filtered()), budget)
        volume = now and self._volume.get(key, ("volume",), lambda _: _volume(store, moment, view, filtered()), budget)
        board = volume and self._board.get(key, ("board",), lambda _: _board(store, moment, view, filtered()), budget)
        before = board and self._before.get(key, HEADLINES, lambda name: _before(store, name, view, filtered()), budget)
        if not (now and volume and board and before):
            return None
        responses = self._responses.read(tx, moment, scope, where)
        return ViewedParts(
            title=filter_text(where) or EVERYBODY,
            metrics=MappingProxyType({name: replace(now[name], previous=before[name]) for name in HEADLINES}),
            volume=volume["volume"],
            responses=responses,
            leaderboard=board["board"],
            escalations=self._escalations.read(tx, moment, scope, where),
            calendars=self._responses.calendars(tx, responses, moment),
        )


def question(store: StoreAsOf, name: str, view: View, where: Filter) -> Question:
    """Return the question of a number in a view: what is counted at an instant is always of now."""
    return store.question(name, None if DEFINITIONS[name].span == "instant" else view.period, where)


def _metric(store: StoreAsOf, name: str, view: View, where: Filter) -> Metric:
    return store.metric(name, question(store, name, view, where))


def _before(store: StoreAsOf, name: str, view: View, where: Filter) -> float | None:
    """Return what a view compares a number with."""
    weekdays = view.against == "weekdays"
    if view.period is not None and DEFINITIONS[name].span != "instant":
        return store.metric(name, question(store, name, view, where).earlier(store.zone, weekdays)).value
    # As on the whole floor: the same time last week, each number of its own period.
    at = same_time_last_week(store.at, store.zone)
    if view.period is not None:
        at = store.question_of("today", view.period).earlier(store.zone, weekdays).at
    last = replace(store, at=at)
    return last.metric(name, question(last, name, replace(view, period=None), where)).value


def _volume(store: StoreAsOf, moment: Moment, view: View, where: Filter) -> Volume:
    now = store.question_of("today", view.period, where)
    before = now.earlier(store.zone, view.period is None or view.against == "weekdays")
    return viewed_volume.read(store.tx, moment, store.scope, now, before)


def _board(store: StoreAsOf, moment: Moment, view: View, where: Filter) -> Leaderboard:
    period = None if view.period is None else store.question_of("rates", view.period).period
    span = None if period is None else (period.from_at, period.to_at)
    return viewed_agents.read(store.tx, moment, store.scope, where, span)
