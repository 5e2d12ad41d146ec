"""What a definition is: one number in words, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxtui.clock import DAY
from cxtui.kpis.definitions.how import How
from cxtui.kpis.value import MetricUnit
from cxtui.language import ngettext_noop
from cxtui.settings import StoreSettings

UnitNoun = Literal[
    "tickets", "turns", "answers", "surveys", "customers", "reviews", "contacts", "transitions", "agents", "clocks",
    "purchases", "outcomes",
]  # fmt: skip
COUNTED: Mapping[UnitNoun, tuple[str, str]] = {
    "tickets": ngettext_noop("{n} tickets", "{n} tickets"),
    "turns": ngettext_noop("{n} turns", "{n} turns"),
    "answers": ngettext_noop("{n} answers", "{n} answers"),
    "surveys": ngettext_noop("{n} surveys", "{n} surveys"),
    "customers": ngettext_noop("{n} customers", "{n} customers"),
    "reviews": ngettext_noop("{n} reviews", "{n} reviews"),
    "contacts": ngettext_noop("{n} contacts", "{n} contacts"),
    "transitions": ngettext_noop("{n} transitions", "{n} transitions"),
    "agents": ngettext_noop("{n} agents", "{n} agents"),
    "clocks": ngettext_noop("{n} clocks", "{n} clocks"),
    "purchases": ngettext_noop("{n} purchases", "{n} purchases"),
    "outcomes": ngettext_noop("{n} outcomes", "{n} outcomes"),
}
"""What ``n`` counts, with its number."""

PeriodKind = Literal["today", "hour", "rates", "instant", "quarter"]
Group = Literal["responsiveness", "quality", "volume", "clocks", "worth", "board", "staffing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One number in words: how it is worked out, when a unit counts, what is left out, and how it is read.

    ``anchor`` is the instant that puts an outcome in a period; ``norm`` is None where there is none;
    ``source`` names the canonical tables it needs, or the paper a formula is from. ``counts`` says what
    ``n`` counts, ``needs`` which coverages give it data (one is enough), ``also`` which it needs besides: each, of
    those in a tuple one; ``models`` are the facts behind it, ``held_to`` is the setting of its norm where that has
    another name. ``span`` is the period it is shown for unless one is asked for: the local day, the last four whole
    quarter hours, the leaderboard's days, the instant, or ninety days. ``waiting`` names the units that have no
    outcome yet, as a level at the instant. ``reach`` is the horizon, W or H, at whose end an outcome counts, if any.
    ``passing`` says that it counts what can come and go unseen between two exports of tickets as they stand.
    ``stated_targets`` are coverages by which sources say what they promised, where it is judged by that.
    ``how`` is None for a number that only a list of others gives.
    ``per_agent`` says whether an agent may see the number, counted over that agent's own units: it has no default, so
    that nobody shows a new number to agents by leaving something out.
    """

    name: str
    title: str
    formula: str
    unit: MetricUnit
    better: Literal["up", "down", "none"]
    anchor: str
    norm: str | None
    excluded: str
    source: str
    counts: UnitNoun = "tickets"
    group: Group
    per_agent: bool
    needs: tuple[str, ...] = ()
    also: tuple[str | tuple[str, ...], ...] = ()
    models: tuple[str, ...] = ("ticket_fact",)
    span: PeriodKind = "today"
    waiting: str | None = None
    held_to: str | None = None
    reach: Literal["fcr", "retention"] | None = None
    how: How | None = None
    passing: bool = False
    stated_targets: tuple[str, ...] = ()

    def reach_s(self, settings: StoreSettings) -> int:
        """Return how many seconds before a period what counts in it may have begun: W, H, or none."""
        days = {"fcr": settings.fcr_days, "retention": settings.retention_days, None: 0}
        return days[self.reach] * DAY
