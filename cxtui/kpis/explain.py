"""A number that explains itself: what it is, what it says now, what that is made of, and by which SQL."""

from dataclasses import dataclass

from cxtui.facts import catalog
from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.definitions.how import Ratio
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.store.read import query, units


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number's definition with its value for a question.

    ``metric`` is None for a number that only a list gives. ``excluded`` is how many tickets created in the
    period no rate counts, ``doubtful`` how many of the units belong to tickets whose records contradict
    themselves, ``ages`` how many seconds ago each source last brought something, none for
    an instant before that. ``before`` is the number of the period before, up to the same time of it: None for what is
    of an instant. ``since`` says that the store goes on after the instant: what came later is left out.
    """

    definition: Definition
    question: Question
    zone: str
    metric: Metric | None
    excluded: int
    doubtful: int
    ages: tuple[tuple[str, int], ...]
    before: Metric | None = None
    since: bool = False


def explain(store: StoreAsOf, name: str, question: Question | None = None, same_weekday: bool = False) -> Explanation:
    """Return the explanation of a number; UsageError for one that nobody knows, naming the nearest.

    It is compared with the period before, or with the same weekdays before.
    """
    question = question or store.question(name)
    definition = DEFINITIONS[name]
    excluded = doubtful = 0
    metric = before = None
    if definition.how is not None:
        metric, before, doubtful = held(store, definition, question, same_weekday)
        wanted = question.wanted(store.scope.settings)
        excluded = 0 if definition.span == "instant" else units.totals(store.tx, "excluded", wanted)[0]
    ages = tuple((name, store.at - done) for name, done, _ in store.tx.rows("sources") if done <= store.at)
    newest = max((event for _, _, event in store.tx.rows("sources") if event is not None), default=store.at)
    return Explanation(
        definition=definition,
        question=question,
        zone=store.zone,
        metric=metric,
        excluded=excluded,
        doubtful=doubtful,
        ages=ages,
        before=before,
        since=store.cut and newest > store.at,
    )


def held(
    store: StoreAsOf, definition: Definition, question: Question, same_weekday: bool = False
) -> tuple[Metric, Metric | None, int]:
    """Return a number, the one it is compared with (None of an instant), and how many of its units are doubtful.

    LookupError for a number that only a list gives.
    """
    if definition.how is None:
        raise LookupError(f"{definition.name} is read with the list it belongs to")
    metric = store.metric(definition.name, question)
    if metric.missing:
        return metric, None, 0
    if definition.span == "instant":
        return metric, None, units.doubtful(store.tx, definition.how.units, question.level(store.scope.settings))
    before = store.metric(definition.name, question.earlier(store.zone, same_weekday))
    return metric, before, units.doubtful(store.tx, definition.how.units, question.wanted(store.scope.settings))


def sql_of(name: str) -> tuple[tuple[str, str], ...]:
    """Return the SQL behind a number as (title, text): what is counted, then the models that make it."""
    definition = DEFINITIONS[name]
    parts = []
    if definition.how is not None:
        names = (
            (definition.how.units, definition.how.part)
            if isinstance(definition.how, Ratio)
            else (definition.how.units,)
        )
        parts = [(f"units counted: {one}", query(f"units_{one}")) for one in names]
    return (*parts, *((f"model: {model}", catalog.text(model)) for model in definition.models))
