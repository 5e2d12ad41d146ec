"""A store that is asked: one picture of it, the instant, and what it can answer."""

from dataclasses import dataclass

from cxtui.errors import UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.model import PeriodKind
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.read import measure
from cxtui.kpis.measure.units import CountedUnit, part_of, units_of, values_of
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.period import default_period, parse_period
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import AgentKey
from cxtui.nearest import nearest_names
from cxtui.store.read import Transaction
from cxtui.store.read.units import NO_FILTER, Filter


@dataclass(frozen=True, slots=True)
class StoreAsOf:
    """One transaction on a store as of ``at`` (UTC epoch seconds), with its settings and coverages.

    ``cut`` says that what came after the instant is left out of it.
    """

    tx: Transaction
    scope: Scope
    at: int
    cut: bool = False

    @property
    def zone(self) -> str:
        """Return the store's zone, in which days are."""
        return self.scope.settings.zone

    def agent_names(self) -> dict[AgentKey, str]:
        """Return the names of all agents by source and id."""
        return {(source, agent): name for source, agent, name, _, _ in self.tx.rows("agents")}

    def question(
        self, name: str, period: str | None = None, where: Filter = NO_FILTER, cohort: bool = False
    ) -> Question:
        """Return the question for a number: of its own period unless one is asked for.

        UsageError for a number that nobody knows, naming the nearest, and for periods that are none.
        """
        definition = DEFINITIONS.get(name)
        if definition is None:
            raise UsageError(f"no number is called {name[:60]!r}; {_nearest(name)}")
        return self.question_of(definition.span, period, where, cohort)

    def question_of(
        self, span: PeriodKind, period: str | None = None, where: Filter = NO_FILTER, cohort: bool = False
    ) -> Question:
        """Return the question of a span unless a period is asked for; UsageError for periods that are none."""
        if period is not None:
            return Question(parse_period(period, self.at, self.zone), self.at, where, cohort)
        days = self.scope.settings.leaderboard.period_days
        return Question(default_period(span, self.at, self.zone, days), self.at, where, cohort)

    def metric(self, name: str, question: Question | None = None) -> Metric:
        """Return a number, of its own period unless another question is asked."""
        return measure(self.tx, self.scope, name, question or self.question(name))

    def values(self, name: str, question: Question, dimension: str) -> tuple[str, ...]:
        """Return the values of a dimension among the units of a number, ``""`` for none."""
        return values_of(self.tx, self.scope, name, question, dimension)

    def units(self, name: str, question: Question, most: int, offset: int = 0) -> tuple[list[CountedUnit], int]:
        """Return what the number counts, the latest first, and how many there are."""
        return units_of(self.tx, self.scope, name, question, most, offset)

    def part(self, name: str, question: Question, most: int, offset: int = 0) -> tuple[list[CountedUnit], int]:
        """Return the units above the line of a ratio, and how many there are."""
        return part_of(self.tx, self.scope, name, question, most, offset)


def _nearest(name: str) -> str:
    near = nearest_names(name, DEFINITIONS, 3)
    return f"nearest: {', '.join(near)}" if near else "cxtui explain lists them all"
