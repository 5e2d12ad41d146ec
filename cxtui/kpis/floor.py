"""The Floor: the immutable picture of a support floor at one instant, which every face draws.

All instants are UTC epoch seconds, durations are seconds, rates are between 0 and 1, scores between 0
and 100. A value that has no data is None, never 0, and ``missing`` says what would give it data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from cxtui.calendars import OpenHours
from cxtui.kpis.agent.work import AgentWork
from cxtui.kpis.query import WHOLE, View
from cxtui.kpis.value import MetricUnit, NormState
from cxtui.language import lazy

ClockState = Literal["running", "at_risk", "breached", "paused", "met", "unanswered"]


@dataclass(frozen=True, slots=True, eq=False)
class Metric:
    """One number with what is needed to trust it.

    ``value`` is in ``unit``; ``n`` counts what it was computed from and ``waiting`` what has no outcome
    yet; ``previous`` is the same number at the same time last week; ``target`` is the norm and ``state``
    how the value stands to it; ``approximate`` marks a histogram quantile; ``at_least`` a curve that does
    not reach its quantile (the value is then the longest wait); ``missing`` says what to import. ``low`` and
    ``high`` are an interval where there is one, ``note`` what a person should know.
    """

    name: str
    value: float | None
    unit: MetricUnit
    as_of: int
    n: int = 0
    waiting: int | None = None
    previous: float | None = None
    target: float | None = None
    better: Literal["up", "down", "none"] = "none"
    state: NormState = "none"
    approximate: bool = False
    at_least: bool = False
    missing: str | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Volume:
    """Queue volume of a local day in quarter hours: ``starts`` covers the whole day, across DST too.

    ``inflow`` and ``outflow`` are tickets that entered and left the backlog in each quarter, ``backlog``
    the open tickets at each quarter's end; all three are None where the quarter is after ``as_of``.
    The ``last_`` rows are the same local day of last week, aligned by position, whole.

    Of a longer period each ``step`` is a local day, or what of it is in the period, and the ``last_`` rows are the
    period it is compared with. ``ends`` is the end of the last step; 0 says that it is as long as its kind is.
    Steps that no source covers are None, too; ``note`` says which part of the period is covered.
    """

    starts: tuple[int, ...] = ()
    inflow: tuple[int | None, ...] = ()
    outflow: tuple[int | None, ...] = ()
    backlog: tuple[int | None, ...] = ()
    last_inflow: tuple[int | None, ...] = ()
    last_outflow: tuple[int | None, ...] = ()
    last_backlog: tuple[int | None, ...] = ()
    by_channel: tuple[tuple[str, int], ...] = ()
    missing: str | None = None
    step: Literal["quarter", "day"] = "quarter"
    ends: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A ticket that waits for its first response, with its clock.

    ``due_at`` is the instant at which the promise breaks (None: no target applies); ``calendar`` names
    the opening hours in ``Floor.calendars`` in which the clock runs, None for calendar time.
    """

    source: str
    ticket: str
    subject: str | None
    customer: str | None
    customer_tier: str | None
    priority: str | None
    channel: str | None
    team: str | None
    assignee: str | None
    created_at: int
    due_at: int | None
    target_s: int | None
    calendar: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """Tickets that wait for a first response, next to breach first, cut at a limit; the counts are whole.

    ``note`` names the sources that do not cover the instant.
    """

    rows: tuple[Waiting, ...] = ()
    waiting: int = 0
    breached: int = 0
    missing: str | None = None
    note: str | None = None


class ScoreComponent(NamedTuple):
    """One part of an agent's score: raw ``value`` in its unit, ``score`` 0–100 after shrinkage, its
    interval in score points, ``n``, and the weight it has after missing parts gave theirs away.

    ``queue`` are the points by which the agent's team stands above the floor for what lands in its queue;
    they are left out of ``score``.
    """

    name: str
    value: float | None
    score: float | None
    low: float | None
    high: float | None
    n: int
    weight: float
    queue: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """One agent of the leaderboard; ``rank`` is None below the minimum n, ``shared`` if others have it too.

    ``rank`` is the best place that the intervals allow, ``lowest_rank`` the last: between them nothing tells agents
    apart.
    """

    source: str
    agent: str
    name: str
    team: str | None
    rank: int | None
    shared: bool
    score: float | None
    low: float | None
    high: float | None
    n: int
    volume: int | None
    components: tuple[ScoreComponent, ...] = ()
    lowest_rank: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Leaderboard:
    """Agents by score over ``[from_at, to_at)``; ``absent`` names components without data and why.

    An agent whose ``n`` is below ``min_n`` outcomes is listed without a rank. ``note`` says which part of the period
    is covered, where that is not all of it. ``groups`` says which group each component with a weight is in; ``loading``
    is how much of its history is there, in percent, while nobody is scored because the rest is on its way.
    """

    rows: tuple[Ranked, ...] = ()
    from_at: int = 0
    to_at: int = 0
    weights: tuple[tuple[str, float], ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    missing: str | None = None
    min_n: int = 0
    note: str | None = None
    groups: tuple[tuple[str, str], ...] = ()
    loading: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Escalation:
    """An open escalated ticket; ``breached`` when its promise of a first response is broken."""

    source: str
    ticket: str
    subject: str | None
    customer: str | None
    customer_tier: str | None
    priority: str | None
    team: str | None
    tier: str | None
    assignee: str | None
    escalated_at: int
    reason: str | None
    breached: bool


@dataclass(frozen=True, slots=True, eq=False)
class Escalations:
    """Open escalated tickets, the oldest first, cut at a limit; the counts are whole.

    ``note`` names the sources that do not cover the instant.
    """

    rows: tuple[Escalation, ...] = ()
    open: int = 0
    breached: int = 0
    missing: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Freshness:
    """When a source was last up to date: its newest commit (or answer, where it is followed), the newest event in it,
    and its allowance."""

    source: str
    committed_at: int
    newest_event_at: int | None
    allowance_s: int


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """Everything a screen shows of one instant. ``live`` is False for a floor asked for with ``--at``.

    ``ended`` says that the data ended days ago, and that the floor is of then; it is not live either.

    ``version`` is another one whenever the store has changed since the feed read before.

    ``title`` says of which tickets, ``view`` in which view it was read: another one than WHOLE moves the numbers,
    the leaderboard and the volume to its period, while what waits, is escalated or open is always of the instant.
    ``previous`` of a number is then what the view compares with. ``agent_work`` is only on the floor of one agent.
    """

    as_of: int
    zone: str
    live: bool = True
    ended: bool = False
    title: str = lazy("all teams")
    metrics: Mapping[str, Metric] = field(default_factory=lambda: MappingProxyType({}))
    volume: Volume = Volume()
    responses: Responses = Responses()
    leaderboard: Leaderboard = Leaderboard()
    escalations: Escalations = Escalations()
    sources: tuple[Freshness, ...] = ()
    calendars: Mapping[str, OpenHours] = field(default_factory=lambda: MappingProxyType({}))
    doubts: int = 0
    tickets: int = 0
    version: int = 0
    view: View = WHOLE
    agent_work: AgentWork | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TimelineEntry:
    """One line of a ticket's timeline: ``since_s`` is the time from the line before."""

    at: int
    since_s: int
    kind: str
    actor: str | None
    actor_kind: str | None
    public: bool
    automated: bool
    value: str | None
    previous: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """One promise of a ticket: its state, due instant, why it is in that state, and what is left in seconds.

    ``remaining_s`` is in the promise's own kind of time (negative once it is due); ``calendar_s`` and
    ``business_s`` are the same in both kinds, opening hours being those of the promise or, where it has none,
    of the ticket. ``boundary_at`` is the next instant at which the state changes by itself, if there is one.
    ``stated`` says that the promise is as the helpdesk stated it.
    """

    metric: str
    state: ClockState
    due_at: int | None
    remaining_s: int | None
    why: str
    calendar: str | None
    boundary_at: int | None = None
    calendar_s: int | None = None
    business_s: int | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """A survey of a ticket: ``value`` on its own scale from ``low`` to ``high``, None while it is not answered.

    ``good`` says whether a satisfied customer answered (None of other kinds), ``agent`` whom it is credited to, and
    ``superseded`` that a later answer counts in its place.
    """

    kind: str
    sent_at: int | None
    answered_at: int | None
    value: float | None
    low: float | None
    high: float | None
    good: bool | None
    agent: str | None
    comment: str | None
    superseded: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class QaReview:
    """A quality review of a ticket: its score as a share, None where nothing in it applied.

    ``categories`` are names with what they got as a share (None: not applicable), and whether they are critical.
    """

    review: str
    at: int
    agent: str | None
    score: float | None
    categories: tuple[tuple[str, float | None, bool], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TicketView:
    """A ticket opened: header facts as (label, text), its clocks, and its timeline (oldest first, cut).

    ``customer`` is the customer's id in the source; ``surveys`` and ``reviews`` stand with the newest first.
    """

    source: str
    ticket: str
    subject: str | None
    facts: tuple[tuple[str, str], ...]
    clocks: tuple[Clock, ...]
    timeline: tuple[TimelineEntry, ...]
    cut: int = 0
    customer: str | None = None
    surveys: tuple[Survey, ...] = ()
    reviews: tuple[QaReview, ...] = ()
