"""An agent's queue: open tickets that the agent holds, and those of the own team that nobody holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cxtui.calendars import OpenHours
from cxtui.clock import DAY
from cxtui.kpis.agent.identity import AgentIdentity
from cxtui.kpis.agent.work import PausedBy, Peers, Task, Tasks
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading import past
from cxtui.kpis.reading.kept import Kept
from cxtui.kpis.reading.listed import Fields, Listed
from cxtui.language import N_, lazy
from cxtui.store.read import Row, Transaction

ROWS = 250
"""Rows of each list that a Floor carries; the counts are of all."""

LEAST_PEERS = 5
"""Agents with a score that a team needs before its scores are shown without names."""

BACK, AHEAD = 35 * DAY, 35 * DAY
"""How far around the moment opening hours are read."""

NO_ASSIGNEES = N_("no assignees in this store: map a column assignee, or import event rows of kind assignee")
NO_TEAM = N_("the store's agent row names no team, so nothing unassigned is yours")


class _Promise(NamedTuple):
    """A promise that nothing has ended: running towards ``due_at`` if it has one, else standing still."""

    metric: str
    due_at: int | None
    target_s: int | None
    calendar: str | None
    stands: PausedBy | None
    left_s: int | None

    @property
    def urgency(self) -> tuple[int, int, str]:
        """Return what the promises of one ticket are sorted by: running ones by their due instant first."""
        if self.due_at is not None:
            return 0, self.due_at, self.metric
        return 1 if self.stands else 2, self.left_s or 0, self.metric


_NONE = _Promise(metric="", due_at=None, target_s=None, calendar=None, stands=None, left_s=None)


class _Open(NamedTuple):
    """An open ticket as it may change, and its most urgent promise: what a kept row is known by."""

    source: str
    ticket: str
    held: int
    priority: str | None
    team: str | None
    status: str | None
    created_at: int
    asked_at: int | None
    promise: _Promise

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """Return what a queue is sorted by: promises, then who waits longest for an answer, then age."""
        promise = self.promise
        if promise.due_at is not None:
            return 0, promise.due_at, self.created_at, self.ticket
        if self.asked_at is not None:
            return 1, self.asked_at, self.created_at, self.ticket
        return 2, 0, self.created_at, self.ticket


class AgentWorkReader:
    """Reads the open tickets through a reader of what one agent may see; keeps rows that nothing changed."""

    def __init__(self, keep_s: float) -> None:
        self._held = Listed(_task, keep_s)
        self._free = Listed(_task, keep_s)
        self._hours: Kept[Mapping[str, OpenHours]] = Kept(keep_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._held.forget()
        self._free.forget()
        self._hours.forget()

    def read(self, tx: Transaction, moment: Moment, scope: Scope, me: AgentIdentity) -> tuple[Tasks, Tasks]:
        """Return the agent's own open tickets and the team's unassigned ones, next to breach first."""
        found = _open(tx, moment)
        held = [one for one in found if one.held]
        free = [one for one in found if not one.held]
        lacks = None if held or "assignee" in scope.covered else NO_ASSIGNEES
        queue = _tasks(held, self._rows(self._held, tx, held, moment), moment.at, lacks)
        lacks = None if free or me.team is not None else NO_TEAM
        return queue, _tasks(free, self._rows(self._free, tx, free, moment), moment.at, lacks)

    def calendars(self, tx: Transaction, moment: Moment, lists: Iterable[Tasks]) -> Mapping[str, OpenHours]:
        """Return the opening hours of the calendars in which the shown clocks run."""
        day = moment.at - moment.at % DAY
        names = tuple(sorted({row.calendar for one in lists for row in one.rows if row.calendar}))
        return self._hours.get((day, names), lambda: MappingProxyType({n: _hours(tx, n, day) for n in names}))

    def _rows(self, listed: Listed[Task], tx: Transaction, whole: list[_Open], moment: Moment) -> tuple[Task, ...]:
        shown = whole[:ROWS]
        if not moment.whole:
            shown = [one._replace(status=_status(tx, one, moment.at)) for one in shown]
        return listed.rows(tx, list(shown), moment)


def peers(board: Leaderboard, me: AgentIdentity) -> Peers:
    """Return the scores of the agent's team without names, if at least LEAST_PEERS of them have one."""
    if me.team_name is None:
        return Peers(missing=lazy("the store's agent row names no team"))
    team = [row for row in board.rows if row.source == me.source and row.team == me.team_name and row.score is not None]
    if len(team) < LEAST_PEERS:
        return Peers(
            missing=lazy("your team's scores are shown, without names, once at least {n} of it have one", n=LEAST_PEERS)
        )
    team.sort(key=lambda row: (row.score or 0.0, row.agent))
    place = next((i for i, row in enumerate(team) if row.agent == me.agent), None)
    return Peers(tuple(round(row.score or 0.0, 1) for row in team), place)


def _open(tx: Transaction, moment: Moment) -> list[_Open]:
    """Return the open tickets that may be seen, the most urgent first."""
    promises: dict[tuple[str, str], list[_Promise]] = defaultdict(list)
    for source, ticket, *row in tx.rows("mine_clocks", at=moment.at):
        promises[source, ticket].append(_promise(*row))
    found = []
    for source, ticket, held, priority, team, status, created, *first, asked_at in tx.rows("mine_open", at=moment.at):
        own = promises.get((source, ticket), [])
        if not any(one.metric == "first_response" for one in own):
            own = [*own, *_first_response(*first, at=moment.at)]
        next_one = min(own, key=lambda one: one.urgency, default=_NONE)
        found.append(_Open(source, ticket, held, priority, team, status, created, asked_at, next_one))
    return sorted(found, key=lambda one: one.urgency)


def _promise(
    metric: str,
    target_s: int | None,
    calendar: str | None,
    due_at: int | None,
    broken_at: int | None,
    kind: str | None,
    step_due_at: int | None,
    left_s: int | None,
) -> _Promise:
    """Return a row of ``clock_fact`` as it stands: broken, standing still, or running to where its last step says."""
    if broken_at is not None:
        return _Promise(metric=metric, due_at=broken_at, target_s=target_s, calendar=calendar, stands=None, left_s=None)
    if kind is None or kind == "run":
        return _Promise(
            metric=metric,
            due_at=due_at if kind is None else step_due_at,
            target_s=target_s,
            calendar=calendar,
            stands=None,
            left_s=None,
        )
    stands: PausedBy = "pending" if kind == "pending" else "hold" if kind == "hold" else "gone"
    return _Promise(metric=metric, due_at=None, target_s=target_s, calendar=calendar, stands=stands, left_s=left_s)


def _first_response(
    due_at: int | None,
    target_s: int | None,
    calendar: str | None,
    waits_until: int | None,
    waits_from: int | None,
    *,
    at: int,
) -> list[_Promise]:
    """Return the first-response promise that stands in a ticket's own facts, while it waits."""
    waits = waits_from is not None and waits_until is not None and waits_from <= at < waits_until
    if target_s is None or not waits:
        return []
    return [
        _Promise(metric="first_response", due_at=due_at, target_s=target_s, calendar=calendar, stands=None, left_s=None)
    ]


def _tasks(whole: list[_Open], rows: tuple[Task, ...], at: int, missing: str | None) -> Tasks:
    late = sum(one.promise.due_at is not None and one.promise.due_at <= at for one in whole)
    return Tasks(
        rows=rows,
        open=len(whole),
        waiting=sum(one.asked_at is not None for one in whole),
        breached=late,
        missing=missing,
    )


def _task(light: Row, found: Fields) -> Task:
    promise: _Promise
    source, ticket, _, _, _, status, created_at, asked_at, promise = light
    return Task(
        source=source,
        ticket=ticket,
        subject=found["subject"],
        customer=found["customer"],
        customer_tier=found["customer_tier"],
        priority=found["priority"],
        channel=found["channel"],
        team=found["team"],
        status=status,
        created_at=created_at,
        asked_at=asked_at,
        promise=promise.metric or None,
        due_at=promise.due_at,
        target_s=promise.target_s,
        calendar=promise.calendar,
        stands=promise.stands,
        left_s=promise.left_s,
    )


def _status(tx: Transaction, one: _Open, at: int) -> str | None:
    """Return a ticket's status at an instant after which its history goes on."""
    return past.attributes_at(tx, one.source, one.ticket, at).get("status", one.status)


def _hours(tx: Transaction, name: str, day: int) -> OpenHours:
    return OpenHours.joined(tx.rows("open_hours", calendar=name, from_at=day - BACK, to_at=day + AHEAD))
