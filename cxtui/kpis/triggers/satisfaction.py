"""Satisfaction of the running quarter under that of the quarter before."""

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.triggers.days import quarter, quarter_before
from cxtui.kpis.triggers.reading import TriggerReading, unjudged
from cxtui.kpis.triggers.words import percent, sample, too_few, uncovered
from cxtui.language import N_, lazy

TRIGGER = "csat_down"
TITLE = N_("Customer satisfaction is down on the quarter before")


def evaluate(store: StoreAsOf, since: int | None = None) -> TriggerReading:
    """Compare the quarter so far with the whole quarter before, or before the one in which the trigger fired."""
    rules = store.scope.settings.triggers
    period = quarter(store.at, store.zone)
    earlier = quarter_before(store.at if since is None else since, store.zone)
    now, before = (store.metric("csat", Question(one, store.at)) for one in (period, earlier))
    why = uncovered(store, "csat", earlier)
    why = why or too_few(before, earlier, rules.min_n) or too_few(now, period, rules.min_n)
    if why or (not now.value and not before.value):
        return unjudged(
            TRIGGER,
            TITLE,
            store.at,
            since,
            why or lazy("nobody was satisfied in {period} either", period=earlier.label),
        )
    assert now.value is not None and before.value is not None
    lost = 1 - now.value / before.value if before.value else 0.0
    moved = lazy("down {by}", by=percent(lost)) if lost > 0 else lazy("up {by}", by=percent(-lost))
    evidence = lazy(
        "{now} so far, {before}: {moved} (fires at {fires}, clears at {clears})",
        now=sample(now, period), before=sample(before, earlier), moved=moved,
        fires=percent(rules.csat_down), clears=percent(rules.csat_back),
    )  # fmt: skip
    return TriggerReading(
        trigger=TRIGGER,
        title=TITLE,
        at=store.at,
        since=since,
        holds=lost >= rules.csat_down - 1e-9,
        back=lost <= rules.csat_back + 1e-9,
        evidence=evidence,
    )
