"""What a store's settings are once read: frozen values in seconds, shares and points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from cxtui.calendars import Calendar
from cxtui.clock import FAR
from cxtui.settings.triggers import TriggerSettings

TargetMetric = Literal["first_response", "next_reply", "resolution", "agent_work", "requester_wait"]
Attribution = Literal["sender", "share", "assignee"]
ThankYous = Literal["count", "leave out"]
CalendarHistory = Literal["then", "now"]
Measure = Literal["share", "points", "seconds"]

TARGET_METRICS: tuple[str, ...] = get_args(TargetMetric)
ATTRIBUTIONS: tuple[str, ...] = get_args(Attribution)
THANK_YOUS: tuple[str, ...] = get_args(ThankYous)
CALENDAR_HISTORIES: tuple[str, ...] = get_args(CalendarHistory)

GROUPS: Mapping[str, tuple[str, ...]] = {
    "quality": ("csat", "qa", "fcr", "reopen", "repeat"),
    "retention": ("lift",),
    "responsiveness": ("service_level", "reply_time"),
}
"""The components of each group of the leaderboard."""

MEASURES: Mapping[str, Measure] = {"lift": "points", "reply_time": "seconds"}
"""What a component is measured in, where it is no share between 0 and 1."""

LOWER_IS_BETTER = frozenset({"reopen", "repeat", "reply_time"})

NORMS: Mapping[str, Measure] = {
    "first_response_chat": "seconds",
    "first_response_median": "seconds",
    "first_response_p90": "seconds",
    "first_response_mean": "seconds",
    "resolution_mean": "seconds",
    "service_level": "share",
    "fcr": "share",
    "csat": "share",
    "nps": "points",
    "retention": "share",
    "escalation_rate": "share",
    "repeat_rate": "share",
    "reopen_rate": "share",
}
"""Every number that may have a norm, and what it is measured in."""


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: ``metric`` within ``within_s`` seconds, opening hours only where ``business``.

    It applies to tickets that meet every condition that is not None, created at ``from_at`` (UTC epoch seconds;
    None: at any time) or later, until another of the same metric and conditions applies.
    """

    metric: TargetMetric
    within_s: int
    business: bool
    channel: str | None = None
    team: str | None = None
    priority: str | None = None
    tier: str | None = None
    from_at: int | None = None

    @property
    def conditions(self) -> tuple[str | None, ...]:
        """Return channel, team, priority and tier."""
        return (self.channel, self.team, self.priority, self.tier)

    @property
    def specificity(self) -> int:
        """Return how many conditions narrow it down."""
        return sum(one is not None for one in self.conditions)


@dataclass(frozen=True, slots=True)
class ComponentSettings:
    """A component of the score: ``worst`` scores 0 and ``best`` 100, in shares, points or seconds.

    ``weight`` is percent of its group.
    """

    name: str
    group: str
    weight: float
    worst: float
    best: float


@dataclass(frozen=True, slots=True)
class LeaderboardSettings:
    """How agents are scored: ``groups`` are percent of the score, in order."""

    period_days: int
    min_n: int
    groups: Mapping[str, float]
    components: tuple[ComponentSettings, ...]


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What changes numbers, kept in the store so that two consoles on it never disagree.

    ``targets`` stand the most specific first, so the first that fits applies. ``norms`` has only
    numbers that have one. ``calendar_history`` says whether hours count as they were configured then, or the
    newest version of every calendar for all time. ``allowances`` are seconds by source, ``allowance_s`` for the others.
    ``thank_yous`` says whether a reopening that nobody replied to counts. ``cost_per_hour`` of handling is in units of
    ``currency``, where they are known. Texts of refused rows are kept for ``rejects_days``; ``undo_runs`` is how many
    imports of each source can be taken out again.
    """

    zone: str
    business_calendar: str
    attribution: Attribution
    calendars: Mapping[str, Calendar]
    calendar_history: CalendarHistory
    targets: tuple[Target, ...]
    fcr_days: int
    retention_days: int
    leaderboard: LeaderboardSettings
    norms: Mapping[str, float]
    triggers: TriggerSettings
    allowance_s: int
    allowances: Mapping[str, int]
    cost_per_hour: float | None = None
    currency: str | None = None
    thank_yous: ThankYous = "count"
    rejects_days: int = 30
    undo_runs: int = 7

    def targets_at(self, at: int) -> tuple[Target, ...]:
        """Return the targets of tickets that are created at an instant (UTC epoch seconds), in their order."""
        begun = [one for one in self.targets if one.from_at is None or one.from_at <= at]
        newest: dict[tuple[str | None, ...], int] = {}
        for one in begun:
            key = (one.metric, *one.conditions)
            newest[key] = max(newest.get(key, -FAR), -FAR if one.from_at is None else one.from_at)
        return tuple(
            one
            for one in begun
            if (-FAR if one.from_at is None else one.from_at) == newest[one.metric, *one.conditions]
        )

    def allowance(self, source: str) -> int:
        """Return how many seconds old the newest commit of a source may be."""
        return self.allowances.get(source, self.allowance_s)
