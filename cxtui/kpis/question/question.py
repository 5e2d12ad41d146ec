"""What is asked of a number: which period, which tickets, as of when."""

from dataclasses import dataclass, replace

from cxtui.clock import DAY, same_time_before
from cxtui.kpis.definitions.model import Definition, PeriodKind
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.period import Period
from cxtui.settings import StoreSettings
from cxtui.store.read.units import NO_FILTER, Filter, UnitQuery


@dataclass(frozen=True, slots=True)
class Question:
    """A period as of an instant ``at`` (UTC epoch seconds), the units that count, and the anchor.

    With ``cohort`` the period is that of the tickets' creation instead of the outcomes'.
    """

    period: Period
    at: int
    where: Filter = NO_FILTER
    cohort: bool = False

    def wanted(self, settings: StoreSettings) -> UnitQuery:
        """Return the units asked for: nothing after the instant counts."""
        to_at = min(self.period.to_at, self.at + 1)
        return UnitQuery(
            from_at=self.period.from_at,
            to_at=max(to_at, self.period.from_at),
            at=self.at,
            where=self.where,
            cohort=self.cohort,
            fcr_s=settings.fcr_days * DAY,
            retention_s=settings.retention_days * DAY,
        )

    def level(self, settings: StoreSettings) -> UnitQuery:
        """Return the units as of the instant, or of the period's end where that is earlier."""
        at = min(self.at, self.period.to_at - 1)
        return replace(self.wanted(settings), from_at=at, to_at=at + 1, at=at, cohort=False)

    def within(self, scope: Scope, of: Definition | PeriodKind = "today") -> Scope:
        """Return what a store covers of the question: for a number, with the days that it looks back on."""
        span, back = (of, 0) if isinstance(of, str) else (of.span, of.reach_s(scope.settings))
        wanted = self.level(scope.settings) if span == "instant" else self.wanted(scope.settings)
        within = scope.during(wanted.from_at - back, max(wanted.to_at, wanted.from_at + 1), self.where)
        # Of tickets that were there when they were created, what happens until the instant counts.
        if self.cohort and span != "instant" and not within.outside("tickets"):
            within = scope.during(wanted.from_at - back, max(self.at + 1, wanted.from_at + 1), self.where)
        # What is made of no facts of tickets, such as a turnover of agents, does not ask when tickets begin.
        return within if isinstance(of, str) or of.models else within.beside_tickets()

    def earlier(self, zone: str, same_weekday: bool = False) -> "Question":
        """Return the question of the period before, or of the same weekdays before it, cut at the same time."""
        days = -(-max(self.period.days, 1) // 7) * 7 if same_weekday else self.period.days
        if not days:
            return replace(self, period=self.period.before(), at=self.at - (self.period.to_at - self.period.from_at))
        return replace(self, period=self.period.shifted(days, zone), at=same_time_before(self.at, zone, days))
