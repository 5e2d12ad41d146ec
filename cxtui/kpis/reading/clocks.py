"""The clocks of one ticket as of an instant: what each promises, how it stands, why, and what comes next."""

from dataclasses import dataclass, replace
from typing import Any, cast

from cxtui.calendars import OpenHours
from cxtui.clock import DAY, FAR
from cxtui.kpis.floor import Clock, ClockState
from cxtui.language import N_, lazy
from cxtui.store.read import Transaction

METRICS = ("first_response", "next_reply", "resolution", "agent_work", "requester_wait")
"""Clocks in the order in which they are shown."""

BROKEN = 3
"""Earlier promises of one metric that are still shown because they broke; the newest ones."""

_RUNS = {"first_response": N_("no human has answered yet"), "next_reply": N_("the customer waits for an answer")}
_DUE = {
    "first_response": N_("nobody has answered and it was due"),
    "next_reply": N_("nobody has answered and it was due"),
}
_STILL = {
    "pending": N_("it waits for the customer to answer"),
    "hold": N_("it is on hold and waits for a third party"),
    "gone": N_("the ticket is removed"),
}


@dataclass(frozen=True, slots=True)
class _ClockFact:
    """A row of ``clock_fact`` that stood at the instant or before it."""

    metric: str
    from_at: int
    calendar: str | None
    due_at: int | None
    outcome_at: int | None
    met: int | None
    ended_at: int | None
    state: str
    why: str
    seq: int
    stated: int

    def broken(self, at: int) -> bool:
        """Return whether it broke until an instant."""
        return self.met == 0 and self.outcome_at is not None and self.outcome_at <= at

    def ended(self, at: int) -> bool:
        """Return whether it was answered, solved, left or replaced until an instant."""
        return self.ended_at is not None and self.ended_at <= at


class _Reading:
    """Reads the clocks of a ticket at an instant; opening hours are fetched once for a span."""

    def __init__(self, tx: Transaction, source: str, ticket: str, at: int) -> None:
        self.tx, self.at = tx, at
        self.key = {"source": source, "ticket": ticket, "at": at}
        self._hours: dict[tuple[str, int, int], OpenHours] = {}
        self._own: str | None = None

    def rows(self) -> list[Clock]:
        """Return the clocks kept in ``clock_fact``: of each metric the newest, and earlier ones that broke."""
        steps = {(metric, seq): rest for metric, seq, *rest in self.tx.rows("clock_steps", **self.key)}
        rows = [_ClockFact(*row) for row in self.tx.rows("clocks", **self.key)]
        found: list[Clock] = []
        for metric in METRICS:
            of_metric = [row for row in rows if row.metric == metric]
            if not of_metric:
                continue
            *earlier, newest = of_metric
            shown = [row for row in earlier if row.broken(self.at)][-BROKEN:]
            if newest.state != "replaced" or not newest.ended(self.at) or newest.broken(self.at):
                shown.append(newest)
            read = [(row, self._of_row(row, steps.get((row.metric, row.seq)))) for row in shown]
            found += [_as_stated(clock) if row.stated else clock for row, clock in read]
        return found

    def _of_row(self, row: _ClockFact, step: list[Any] | None) -> Clock:
        if row.ended(self.at):
            return Clock(
                metric=row.metric,
                state=cast(ClockState, row.state),
                due_at=row.due_at,
                remaining_s=None,
                why=row.why,
                calendar=row.calendar,
            )
        kind, due, left = step or ("run", row.due_at, None)
        if row.broken(self.at):
            return self.running(row.metric, row.outcome_at, row.calendar)
        if kind == "run":
            return self.running(row.metric, due, row.calendar)
        of_calendar, of_business = (left, None) if row.calendar is None else (None, left)
        return Clock(
            metric=row.metric, state="paused", due_at=None, remaining_s=left, why=_STILL[kind], calendar=row.calendar,
            calendar_s=of_calendar, business_s=of_business,
        )  # fmt: skip

    def running(self, metric: str, due: int | None, calendar: str | None) -> Clock:
        """Return a clock that nothing has ended: towards its due instant, past it, or while its hours are shut."""
        if due is None:
            why = N_("the calendar does not reach its due time")
            return Clock(metric=metric, state="running", due_at=None, remaining_s=None, why=why, calendar=calendar)
        at, hours = self.at, self._open(calendar or self._of_ticket(), due)
        by_clock, by_hours = due - at, hours.business(at, due)
        left = by_clock if calendar is None or at >= due else by_hours
        state: ClockState = "running"
        why, boundary = _RUNS.get(metric, N_("the ticket is not solved yet")), due
        if at >= due:
            state, why = "breached", _DUE.get(metric, N_("the ticket is not solved and it was due"))
        elif calendar is not None:
            change = hours.next_change(at)
            boundary = due if change is None else min(due, change)
            if not hours.is_open(at):
                state, why = "paused", lazy("the calendar {calendar} is shut now", calendar=calendar)
        return Clock(
            metric=metric,
            state=state,
            due_at=due,
            remaining_s=left,
            why=why,
            calendar=calendar,
            boundary_at=None if state == "breached" else boundary,
            calendar_s=by_clock,
            business_s=by_hours,
        )

    def _of_ticket(self) -> str:
        if self._own is None:
            self._own = str(self.tx.value("ticket_calendar", **self.key))
        return self._own

    def _open(self, calendar: str, due: int) -> OpenHours:
        first, last = min(self.at, due) // DAY - 1, max(self.at, due) // DAY + 8
        span = (calendar, first, last)
        if span not in self._hours:
            rows = self.tx.rows("open_hours", calendar=calendar, from_at=first * DAY, to_at=last * DAY)
            self._hours[span] = OpenHours.joined(rows)
        return self._hours[span]


def read(tx: Transaction, source: str, ticket: str, found: dict[str, Any], at: int) -> tuple[Clock, ...]:
    """Return the clocks of a ticket (``found`` are its facts by name) as of an instant, in the order of METRICS.

    A first response of one unbroken promise is in the ticket's own facts, all else in ``clock_fact``.
    """
    reading = _Reading(tx, source, ticket, at)
    clocks = reading.rows()
    if not any(clock.metric == "first_response" for clock in clocks):
        first = _first_response(reading, found, at)
        if first:
            clocks = [_as_stated(first) if found["target_stated"] else first, *clocks]
    return tuple(clocks)


def _as_stated(clock: Clock) -> Clock:
    """Return a clock of a promise of the helpdesk's own, of which the due time may never have been said."""
    unsaid = clock.state == "running" and clock.due_at is None
    return replace(clock, stated=True, why=N_("the helpdesk does not say when it is due") if unsaid else clock.why)


def _first_response(reading: _Reading, found: dict[str, Any], at: int) -> Clock | None:
    """Return the first-response clock of a ticket's only promise; None where there is none."""
    due, waits = found["due_at"], found["waits_until"]
    if found["target_s"] is None or waits is None:
        return None
    calendar = found["target_calendar"]
    replied = found["answered_at"]
    if replied is not None and replied <= at and replied == waits:
        late = due is not None and replied > due
        return Clock(
            metric="first_response", state="breached" if late else "met", due_at=due, remaining_s=None,
            why=N_("answered after it was due") if late else N_("answered in time"), calendar=calendar,
        )  # fmt: skip
    if waits <= at < FAR:
        broke = found["met"] == 0 and found["outcome_at"] is not None and found["outcome_at"] <= at
        return Clock(
            metric="first_response",
            state="breached" if broke else "unanswered",
            due_at=due,
            remaining_s=None,
            why=N_("it was due and nobody answered") if broke else N_("it left the backlog without a reply"),
            calendar=calendar,
        )
    return reading.running("first_response", due, calendar)
