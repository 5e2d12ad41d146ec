"""Numbers explained by hand, for panes that show some."""

from cxtui.console.messages import QueryAnswered
from cxtui.console.panes.pane import Pane
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric
from cxtui.kpis.query import Query
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import NormState
from tests.console import floors

DAY = Question(Period(floors.NOW - 3600, floors.NOW + 1, "today", 1), floors.NOW)


def explained(
    name: str,
    value: float | None,
    n: int = 0,
    *,
    before: float | None = None,
    target: float | None = None,
    state: NormState = "none",
    waiting: int | None = None,
    approximate: bool = False,
    at_least: bool = False,
    missing: str | None = None,
    note: str | None = None,
) -> Explanation:
    """Return a number with what stands beside it."""
    definition = DEFINITIONS[name]
    metric = Metric(
        name,
        value,
        definition.unit,
        floors.NOW,
        n,
        waiting,
        None,
        target,
        definition.better,
        state,
        approximate,
        at_least,
        missing,
        note=note,
    )
    earlier = None if before is None else Metric(name, before, definition.unit, floors.NOW, n)
    return Explanation(definition, DAY, floors.ZONE, metric, 0, 0, (), earlier)


def tell(pane: Pane, *answers: object, trouble: str | None = None) -> None:
    """Answer the first queries of a pane, in its order."""
    for query, answer in zip(pane.queries(pane.view), answers, strict=False):
        pane.answered(QueryAnswered(query, answer, trouble))


def queries(pane: Pane) -> list[Query]:
    """Return what a pane inquires."""
    return list(pane.queries(pane.view))
