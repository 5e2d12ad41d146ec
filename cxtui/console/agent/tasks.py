"""Open tickets of one agent, next to breach first, each with the promise that breaks next."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from textual.message import Message

from cxtui.calendars import OpenHours
from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.glyphs import clock_time, glyph, new_ticket, ticket_number, tier_mark
from cxtui.console.draw.strips import Cell
from cxtui.console.messages import OpenTicket
from cxtui.console.panes.response import ROLES
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.agent.next_step import NextStep, next_step
from cxtui.kpis.agent.work import Task, Tasks
from cxtui.kpis.clock_state import running_state
from cxtui.kpis.floor import Floor
from cxtui.kpis.floor_events import fresh
from cxtui.language import N_, _
from cxtui.text.ages import age
from cxtui.text.plain import countdown, number

PROMISES = {
    "first_response": N_("first reply"),
    "next_reply": N_("next reply"),
    "resolution": N_("solution"),
    "agent_work": N_("our work"),
    "requester_wait": N_("their wait"),
}
"""What a clock counts down to, in the words of a narrow column."""

STANDS = {"pending": N_("customer's turn"), "hold": N_("on hold"), "gone": N_("removed")}
"""Why a clock stands still."""

STEPS: Mapping[NextStep, str] = {
    "customer": STANDS["pending"], "hold": STANDS["hold"], "gone": STANDS["gone"], "reply": N_("your reply"),
    "unpromised": N_("nothing promised"),
}  # fmt: skip
"""What comes next where no promise runs."""

STATUSES = {
    "new": N_("new"), "open": N_("open"), "pending": N_("pending"), "hold": N_("hold"),
    "solved": N_("solved"), "closed": N_("closed"),
}  # fmt: skip

QUEUE = N_("My queue")
UNASSIGNED = N_("Unassigned in my team")


def clock_role(task: Task, hours: OpenHours | None, now: int) -> tuple[str, int | None]:
    """Return the next promise's state as a role, and the seconds left of it (None where none is known)."""
    if task.stands is not None:
        return "paused", task.left_s
    if task.due_at is None:
        return "", None
    state, left = running_state(task.due_at, task.target_s, hours, now)
    return ROLES[state], left


class TasksPane(RowsPane[Task]):
    """A list of tasks; every second only clocks that moved are repainted."""

    NUMBERS = ("first_response_median", "service_level", "next_reply_kept", "reply_time", "backlog", "breached_now")
    CLOCKS = True
    columns = (
        PaneColumn("state", "", 1, 1, tight=True),
        PaneColumn("left", N_("left"), 6, 9, right=True),
        PaneColumn("promise", N_("next step"), 8, 18, rank=2),
        PaneColumn("asked", N_("waits"), 5, 9, rank=2, right=True),
        PaneColumn("ticket", N_("ticket"), 6, 12, right=True),
        PaneColumn("priority", N_("prio"), 2, 8, rank=4),
        PaneColumn("status", N_("status"), 4, 10, rank=6),
        PaneColumn("channel", N_("via"), 4, 8, rank=7),
        PaneColumn("customer", N_("customer"), 8, 28, rank=1, comfort=12, grow=3, tight=True),
        PaneColumn("tier", "", 1, 1, rank=1),
        PaneColumn("subject", N_("subject"), 12, 400, rank=5, comfort=20, grow=6),
        PaneColumn("due", N_("due"), 15, 18, rank=8),
    )

    def __init__(self, title: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(title, id=id, classes=classes)
        self._dues: list[int] = []
        self._zone = ZoneInfo("UTC")

    @property
    def part(self) -> Tasks:
        """Return this pane's part of the floor."""
        raise NotImplementedError

    def find(self, floor: Floor) -> Sequence[Task]:
        """Return the tasks in the order in which they were read: the most urgent first."""
        self._zone = ZoneInfo(floor.zone)
        rows = self.part.rows
        self._dues = sorted(row.due_at for row in rows if row.due_at is not None)
        lefts = [self._left(row)[1] for row in rows]
        self.needs = {
            "left": max((len(self._clock(row, left)) for row, left in zip(rows, lefts, strict=True)), default=0),
            "promise": max((len(_next(row)) for row in rows), default=0),
            "asked": max((len(self._waits(row)) for row in rows), default=0),
            "ticket": max((len(row.ticket) + 1 for row in rows), default=0),
            "priority": max((len(row.priority or "") for row in rows), default=0),
            "status": max((len(_status(row)) for row in rows), default=0),
            "channel": max((len(row.channel or "") for row in rows), default=0),
        }
        return rows

    def offered(self) -> list[PaneColumn]:
        """Return the columns that were not left out and have something to say."""
        mute = {name for name in ("promise", "asked") if not self.needs.get(name)}
        return [column for column in super().offered() if column.name not in mute]

    def key(self, row: Task) -> tuple[str, str]:
        """Return the ticket's key."""
        return row.source, row.ticket

    def sort_keys(self) -> SortKeys:
        """Return what people sort tasks by."""
        return {
            "left": lambda row: row.due_at,
            "asked": lambda row: row.asked_at,
            "ticket": lambda row: (len(row.ticket), row.ticket),
            "priority": lambda row: row.priority,
            "status": lambda row: row.status,
            "channel": lambda row: row.channel,
            "customer": lambda row: row.customer and row.customer.casefold(),
        }

    def breached(self, row: Task) -> bool:
        """Return whether the ticket's next promise is broken by now."""
        return row.due_at is not None and row.due_at < self.now

    def opening(self, row: Task) -> Message:
        """Ask for the ticket."""
        return OpenTicket(row.source, row.ticket)

    def missing(self) -> str | None:
        """Return what the source lacks."""
        return self.part.missing

    def whole(self) -> int:
        """Return how many there are."""
        return max(self.part.open, len(self.rows))

    def late(self) -> int:
        """Return how many promises are broken by now, those included that broke since the floor was read."""
        since = self.floor.as_of if self.floor else 0
        return self.part.breached + max(0, bisect_left(self._dues, self.now) - bisect_left(self._dues, since + 1))

    def heading(self) -> tuple[str, str]:
        """Return how many tickets are open, and how many promises are broken."""
        title = _(self.label)
        if self.floor is None or self.part.missing:
            return title, ""
        dot = " - " if self.ascii else " · "
        return dot.join([title, *self.counts()]), self.position()

    def counts(self) -> list[str]:
        """Return what the title counts."""
        found = [_("{n} open").format(n=number(self.whole()))]
        late = self.late()
        return [*found, _("{n} breached").format(n=number(late))] if late else found

    def ticking(self, row: Task) -> Mapping[str, Cell]:
        """Return the clock: its state, what is left, when it breaks or goes on, and how long the customer waits."""
        state, left = self._left(row)
        clock = self._clock(row, left)
        new = fresh(row.created_at, self.now) or (state == "bad" and fresh(row.due_at, self.now))
        return {
            **({"ticket": new_ticket(row.ticket, self.wide["ticket"], self.ascii)} if new else {}),
            "state": Cell(glyph(state, self.ascii), state),
            "left": self.words("left", clock, state or ("faint" if left is None else ""), right=True),
            "asked": self.words("asked", self._waits(row), "", right=True),
            "due": self.words("due", self._when(row, state), "paused" if state == "paused" else "faint"),
        }

    def cells(self, row: Task) -> Mapping[str, Cell]:
        """Return what a row says while its clock runs."""
        return {
            "promise": self.words("promise", _next(row), "faint"),
            "ticket": Cell(ticket_number(row.ticket, self.wide["ticket"], self.ascii), "faint"),
            "priority": self.words("priority", row.priority),
            "status": self.words("status", _status(row), "faint"),
            "channel": self.words("channel", row.channel, "faint"),
            "customer": self.words("customer", row.customer),
            "tier": tier_mark(row.customer_tier, self.ascii),
            "subject": self.words("subject", row.subject),
        }

    def _hours(self, row: Task) -> OpenHours | None:
        """Return the opening hours of a clock; None where it never stands, or they are not known that far."""
        hours = self.floor.calendars.get(row.calendar) if self.floor and row.calendar else None
        known = hours is not None and hours.to_at and (row.due_at is None or row.due_at <= hours.to_at[-1])
        return hours if known else None

    def _left(self, row: Task) -> tuple[str, int | None]:
        return clock_role(row, self._hours(row), self.now)

    def _clock(self, row: Task, left: int | None) -> str:
        """Return what is left of a promise; without one, how long what comes next has been that: ``+1 h 02``."""
        since = next_step(row).since
        if left is not None:
            return countdown(left)
        return ("-" if self.ascii else "–") if since is None else f"+{countdown(max(0, self.now - since))}"

    def _waits(self, row: Task) -> str:
        return "" if row.asked_at is None else age(self.now - row.asked_at)

    def _when(self, row: Task, state: str) -> str:
        """Return why a clock stands or when it goes on, else when the promise breaks."""
        if row.stands is not None:
            return _(STANDS[row.stands])
        hours = self._hours(row)
        opens = hours.next_change(self.now) if hours and state == "paused" else None
        if opens is not None:
            return _("opens {when}").format(when=clock_time(opens, self.now, self._zone))
        return "" if row.due_at is None else clock_time(row.due_at, self.now, self._zone)


class QueuePane(TasksPane):
    """The tickets that the agent holds."""

    nothing = ("good", N_("nothing waits for you"))

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(QUEUE, id=id, classes=classes)

    @property
    def part(self) -> Tasks:
        """Return the agent's queue."""
        return self.floor.agent_work.queue if self.floor and self.floor.agent_work else Tasks()

    def counts(self) -> list[str]:
        """Return how many are open, how many customers wait for an answer, and how many promises are broken."""
        first, *rest = super().counts()
        return [first, _("{n} wait for an answer").format(n=number(self.part.waiting)), *rest]


class UnassignedPane(TasksPane):
    """The tickets of the agent's team that nobody holds."""

    nothing = ("good", N_("everything in your team has somebody"))

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(UNASSIGNED, id=id, classes=classes)

    @property
    def part(self) -> Tasks:
        """Return what nobody holds."""
        return self.floor.agent_work.unassigned if self.floor and self.floor.agent_work else Tasks()


def _next(row: Task) -> str:
    """Return what comes next in a ticket: what a running promise is of, else who has to act."""
    step = next_step(row).step
    return _(PROMISES.get(row.promise or "", "")) if step == "due" else _(STEPS[step])


def _status(row: Task) -> str:
    return _(STATUSES.get(row.status or "", row.status or ""))
