"""First response: every ticket that waits, next to breach first, its clock ticking."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from textual.message import Message

from cxtui.calendars import OpenHours
from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn, Placed, place
from cxtui.console.draw.glyphs import clock_time, glyph, new_ticket, ticket_number, tier_mark
from cxtui.console.draw.strips import Cell
from cxtui.console.messages import OpenTicket
from cxtui.console.panes.assigned import AssignedPane
from cxtui.kpis.clock_state import running_state
from cxtui.kpis.floor import ClockState, Floor, Responses, Waiting
from cxtui.kpis.floor_events import fresh
from cxtui.kpis.stakes import stake
from cxtui.language import N_, _
from cxtui.text.plain import countdown, number

WEEKDAY_AND_TIME = 9

STAKE = "stake"
"""The order by what is at stake, beside those by a column."""

ROLES: Mapping[ClockState, str] = {"running": "", "at_risk": "warn", "breached": "bad", "paused": "paused"}
"""How a clock is drawn in each state that a waiting ticket's may have."""


def clock_role(row: Waiting, hours: OpenHours | None, now: int) -> tuple[str, int | None]:
    """Return a waiting ticket's state as a role, and the seconds that are left (None without a promise)."""
    if row.due_at is None:
        return "faint", None
    state, left = running_state(row.due_at, row.target_s, hours, now)
    return ROLES[state], left


class ResponsePane(AssignedPane[Waiting]):
    """Tickets that wait for their first response; every second only clocks that moved are repainted."""

    NUMBERS = (
        "first_response_median",
        "first_response_p90",
        "first_response_mean",
        "first_response_waiting_median",
        "first_response_waiting_p90",
        "service_level",
    )
    CLOCKS = True
    nothing = ("good", N_("nobody waits: all answered"))
    columns = (
        PaneColumn("state", "", 1, 1, tight=True),
        PaneColumn("left", "left", 6, 9, right=True),
        PaneColumn("ticket", "ticket", 6, 12, right=True),
        PaneColumn("priority", "prio", 2, 8, rank=3),
        PaneColumn("channel", "via", 4, 8, rank=4),
        PaneColumn("customer", "customer", 10, 28, rank=2, comfort=14, grow=3, tight=True),
        PaneColumn("tier", "", 1, 1, rank=2),
        PaneColumn("subject", "subject", 15, 400, rank=5, comfort=26, grow=6),
        # Whether anybody has a ticket matters more than whose it is.
        PaneColumn("assignee", "assignee", 8, 18, rank=1, comfort=8, grow=2),
        PaneColumn("due", "due", 15, 15, rank=6),
        PaneColumn("team", "team", 8, 14, rank=7),
    )

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("First response"), id=id, classes=classes)
        self._dues: list[int] = []
        self._zone = ZoneInfo("UTC")
        self._stands = False

    @property
    def part(self) -> Responses:
        """Return this pane's part of the floor."""
        return self.floor.responses if self.floor else Responses()

    def find(self, floor: Floor) -> Sequence[Waiting]:
        """Return those that wait, the next to breach first, those without a promise last."""
        self._zone = ZoneInfo(floor.zone)
        rows = sorted(
            floor.responses.rows,
            key=lambda r: (r.due_at is None, r.due_at or 0, r.created_at, r.source, r.ticket),
        )
        self._dues = [row.due_at for row in rows if row.due_at is not None]
        ends = (self._dues[0], self._dues[-1]) if self._dues else ()
        self.needs = {
            "left": max((len(countdown(due - self.now)) for due in ends), default=0),
            "ticket": max((len(row.ticket) + 1 for row in rows), default=0),
            "priority": max((len(row.priority or "") for row in rows), default=0),
            "channel": max((len(row.channel or "") for row in rows), default=0),
            "team": max((len(row.team or "") for row in rows), default=0),
        }
        shut = {name for name, hours in floor.calendars.items() if not hours.is_open(self.now)}
        self._stands = any(row.calendar in shut for row in rows)
        return rows

    def placing(self, width: int) -> tuple[Placed, ...]:
        """Return the columns that fit; where ``due`` does not, a clock that stands tells when it goes on."""
        placed = super().placing(width)
        if self._stands and "due" not in {column.name for column, _ in placed}:
            return place(self.offered(), width, {**self.needs, "left": WEEKDAY_AND_TIME})
        return placed

    def key(self, row: Waiting) -> tuple[str, str]:
        """Return the ticket's key."""
        return row.source, row.ticket

    def opening(self, row: Waiting) -> Message:
        """Ask for the ticket."""
        return OpenTicket(row.source, row.ticket)

    def missing(self) -> str | None:
        """Return what the source lacks."""
        return self.part.missing

    def note(self) -> str | None:
        """Return which sources do not cover the instant."""
        return self.part.note

    def whole(self) -> int:
        """Return how many wait, or how many are shown of those that nobody has."""
        return len(self.rows) if self.only_unassigned else max(self.part.waiting, len(self.rows))

    def sort_keys(self) -> SortKeys:
        """Return what people sort waiting tickets by."""
        return {
            STAKE: lambda row: stake(row, self.now),
            "left": lambda row: row.due_at,
            "ticket": lambda row: (len(row.ticket), row.ticket),
            "priority": lambda row: row.priority,
            "channel": lambda row: row.channel,
            "customer": lambda row: row.customer and row.customer.casefold(),
            "assignee": lambda row: row.assignee and row.assignee.casefold(),
            "team": lambda row: row.team,
        }

    def orders(self) -> list[str]:
        """Return what the list can be sorted by: what is at stake first, which is no column."""
        return [STAKE, *super().orders()]

    def falls(self, column: str) -> bool:
        """Return whether the most stands first: so it does by what is at stake."""
        return column == STAKE

    def breached(self, row: Waiting) -> bool:
        """Return whether the ticket's promise is broken by now."""
        return row.due_at is not None and self.now > row.due_at

    def late(self) -> int:
        """Return how many promises are broken by now, those included that broke since the floor was read."""
        since = self.floor.as_of if self.floor else 0
        return self.part.breached + max(0, bisect_left(self._dues, self.now) - bisect_left(self._dues, since))

    def heading(self) -> tuple[str, str]:
        """Return how many wait, and how many promises are broken."""
        if self.floor is None or self.part.missing:
            return _(self.label), ""
        dot = "-" if self.ascii else "·"
        # What is chosen about the list stands where a narrow title does not cut it off.
        parts = [_(self.label), *self.only_words(self.part.waiting > len(self.part.rows))]
        parts += [_("by stake")] if self.choices.column == STAKE else []
        parts += [_("{n} waiting").format(n=number(max(self.part.waiting, len(self.part.rows))))]
        late = self.late()
        parts += [_("{n} breached").format(n=number(late))] if late else []
        return f" {dot} ".join(parts), self.position()

    def _hours(self, row: Waiting) -> OpenHours | None:
        """Return the opening hours of a clock; None where it never stands, or they are not known that far."""
        hours = self.floor.calendars.get(row.calendar) if self.floor and row.calendar else None
        known = hours is not None and hours.to_at and (row.due_at is None or row.due_at <= hours.to_at[-1])
        return hours if known else None

    def _clock_state(self, row: Waiting) -> tuple[str, int | None]:
        return clock_role(row, self._hours(row), self.now)

    def _when(self, row: Waiting, state: str, bare: bool = False) -> str:
        """Return when a clock that stands goes on, or when the promise breaks."""
        hours = self._hours(row)
        opens = hours.next_change(self.now) if hours and state == "paused" else None
        if opens is not None:
            time = clock_time(opens, self.now, self._zone)
            return time if bare else _("opens {when}").format(when=time)
        return "" if row.due_at is None else clock_time(row.due_at, self.now, self._zone)

    def ticking(self, row: Waiting) -> Mapping[str, Cell]:
        """Return the clock: its state, what is left, and when the promise breaks or a clock that stands goes on."""
        state, left = self._clock_state(row)
        when = self._when(row, state)
        clock = ("-" if self.ascii else "–") if left is None else countdown(left)
        if state == "paused" and "due" not in self.wide:
            clock = self._when(row, state, bare=True)
        new = fresh(row.created_at, self.now) or (self.breached(row) and fresh(row.due_at, self.now))
        return {
            **({"ticket": new_ticket(row.ticket, self.wide["ticket"], self.ascii)} if new else {}),
            "state": Cell(glyph(state, self.ascii), state),
            "left": self.words("left", clock, state, right=True),
            "due": self.words("due", when, "paused" if state == "paused" else "faint"),
        }

    def cells(self, row: Waiting) -> Mapping[str, Cell]:
        """Return what a row says while its clock runs."""
        nobody = "-" if self.ascii else "—"
        return {
            "ticket": Cell(ticket_number(row.ticket, self.wide["ticket"], self.ascii), "faint"),
            "priority": self.words("priority", row.priority),
            "channel": self.words("channel", row.channel, "faint"),
            "customer": self.words("customer", row.customer),
            "tier": tier_mark(row.customer_tier, self.ascii),
            "subject": self.words("subject", row.subject),
            "assignee": self.words("assignee", row.assignee or nobody, "" if row.assignee else "faint"),
            "team": self.words("team", row.team, "faint"),
        }
