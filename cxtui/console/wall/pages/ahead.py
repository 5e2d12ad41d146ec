"""The wall's first page: the next half hour, and what breaks next."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from cxtui.calendars import OpenHours
from cxtui.console.draw.glyphs import clock_time, glyph
from cxtui.console.draw.spark import Course
from cxtui.console.draw.strips import Cell
from cxtui.console.panes.response import clock_role
from cxtui.console.wall.pages.happened import happened
from cxtui.console.wall.pages.page import WallPage, WallPane, text_cell
from cxtui.console.wall.sheet import MOST_ROWS, UNKNOWN, BigNumber, WallList, WallSheet, counted, lasting
from cxtui.kpis.answers.day_course import DayCourse
from cxtui.kpis.answers.half_hour import HalfHour, of_floor
from cxtui.kpis.floor import Floor, Waiting
from cxtui.kpis.query import Query
from cxtui.kpis.value import NormState
from cxtui.language import N_, _
from cxtui.text.plain import countdown, duration, number, safe

AHEAD, COURSE, LATELY = Query("half_hour"), Query("day_course"), Query("lately")


class AheadSheet(WallPane):
    """Five numbers about the next half hour, each with its state and its day, and the promises that break next."""

    ASKS = (AHEAD, COURSE, LATELY)

    def sheet(self) -> WallSheet:
        """Return the page; before the first answer its numbers are blank."""
        assert self.floor is not None
        return WallSheet(
            numbers=self._numbers(),
            listed=next_to_break(self.floor, self.now, self.ascii),
            ticker=happened(self.known(LATELY), self.floor.zone, self.ascii),
        )

    def _numbers(self) -> tuple[BigNumber, ...]:
        ahead, course = self.known(AHEAD), self.known(COURSE)
        assert self.floor is not None
        ahead = ahead if isinstance(ahead, HalfHour) else of_floor(self.floor)
        day = course if isinstance(course, DayCourse) else DayCourse(())
        now = max(self.now, ahead.at)
        late, due, free = ahead.breached_by(now), ahead.due_after(now), ahead.unassigned
        longest = (
            None if ahead.breached is None else now - (now if ahead.longest_since is None else ahead.longest_since)
        )
        escalated = ahead.escalated_late
        waits = ahead.longest_state(now) if longest else "good"
        missing = ahead.missing_replies
        late_now, none_late = N_("late now"), N_("none late")
        no_holders, no_tiers = ahead.missing_holders, ahead.missing_escalations
        return (
            self._one(N_("Breached"), late, ("bad", late_now, none_late), day.breached, missing),
            self._one(N_("Due in 30 min"), due, ("warn", N_("answer next"), N_("none due")), day.due, missing),
            self._one(N_("Unassigned"), free, ("warn", N_("take them"), N_("all taken")), day.unassigned, no_holders),
            self._longest(longest, waits, day.longest, missing),
            replace(
                self._one(N_("Escalated late"), escalated, ("bad", late_now, none_late), day.escalated_late, no_tiers),
                short=_("Esc. late"),
            ),
        )

    def _one(
        self, label: str, n: int | None, words: tuple[NormState, str, str], course: Course, missing: str | None
    ) -> BigNumber:
        state, some, none = words
        if n is None:
            return BigNumber(_(label), UNKNOWN, word=_(missing) if missing else self._reading())
        return BigNumber(
            _(label), counted(n), state if n else "good", _(some) if n else _(none), course,
            self._most(course, number),
        )  # fmt: skip

    def _longest(self, seconds: int | None, state: NormState, course: Course, missing: str | None) -> BigNumber:
        label = _("Longest wait")
        if seconds is None:
            return BigNumber(label, UNKNOWN, word=_(missing) if missing else self._reading())
        words = {"bad": _("late now"), "warn": _("due soon"), "good": _("in time"), "none": _("no promise")}
        word = words[state] if seconds else _("nobody waits")
        return BigNumber(label, lasting(seconds), state, word, course, self._most(course, duration))

    def _reading(self) -> str:
        return _("reading") + ("..." if self.ascii else "…")

    def _most(self, course: Course, said: Callable[[float], str]) -> str:
        """Return the most of the day, and when that was."""
        known = [(value, -place) for place, value in enumerate(course) if value]
        day = self.known(COURSE)
        if not known or not isinstance(day, DayCourse) or self.floor is None:
            return ""
        value, place = max(known)
        time = clock_time(day.starts[-place], day.starts[-place], ZoneInfo(self.floor.zone))
        return _("most {value} at {time}").format(value=said(value), time=time)


def next_to_break(floor: Floor, now: int, ascii: bool = False) -> WallList:
    """Return the first of the tickets that wait, next to breach first."""
    dot = "-" if ascii else "·"
    part = floor.responses
    title = f"{_('Next to break')} {dot} {_('{n} waiting').format(n=number(max(part.waiting, len(part.rows))))}"
    if part.missing:
        return WallList(_("Next to break"), (), nothing=("", _(part.missing)))
    rows = sorted(part.rows, key=lambda row: (row.due_at is None, row.due_at or 0, row.created_at, row.ticket))
    return WallList(
        title,
        tuple(_row(row, floor, now, ascii) for row in rows[:MOST_ROWS]),
        right=(False, True, False, False, False, False, False, False),
        nothing=("good", _("nobody waits: all answered")),
    )


def _row(row: Waiting, floor: Floor, now: int, ascii: bool) -> tuple[Cell, ...]:
    hours: OpenHours | None = floor.calendars.get(row.calendar) if row.calendar else None
    role, left = clock_role(row, hours, now)
    clock = ("-" if ascii else "–") if left is None else countdown(left)
    if role == "paused" and hours is not None and (opens := hours.next_change(now)) is not None:
        clock = clock_time(opens, now, ZoneInfo(floor.zone))
    ticket = safe(f"#{row.ticket}" if row.ticket.isdecimal() else row.ticket, ascii=ascii)
    return (
        Cell(glyph(role, ascii).strip(), role),
        Cell(clock, role or "strong"),
        Cell(ticket, "strong"),
        text_cell(safe(row.channel, ascii=ascii)),
        text_cell(safe(row.priority, ascii=ascii)),
        Cell(safe(row.assignee, ascii=ascii) if row.assignee else _("nobody"), "" if row.assignee else "warn"),
        text_cell(safe(row.team, ascii=ascii), "faint"),
        text_cell(safe(row.customer, ascii=ascii)),
    )


class AheadPage(WallPage):
    """What a supervisor reads from three metres."""

    NAME = "floor"
    TITLE = N_("The next half hour")
    SHEET = AheadSheet
