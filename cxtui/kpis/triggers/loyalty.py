"""Recommendation falls while there are more active customers: growth that may not last."""

from cxtui.clock import DAY
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.triggers.days import whole_days
from cxtui.kpis.triggers.reading import TriggerReading, unjudged
from cxtui.kpis.triggers.words import sample, too_few, uncovered
from cxtui.language import N_, lazy, lazy_number
from cxtui.store.read.customers import customers
from cxtui.store.read.units import NO_FILTER

TRIGGER = "nps_down"
TITLE = N_("NPS is down while active customers grow")
DOWN, UP = N_("down {points} points"), N_("up {points} points")


def evaluate(store: StoreAsOf, since: int | None = None) -> TriggerReading:
    """Compare NPS of the last whole days, and active customers at their end, with the days before.

    It clears on NPS alone: customers who stop coming make no falling NPS right.
    """
    rules = store.scope.settings.triggers
    period = whole_days(store.at, store.zone, rules.nps_days)
    earlier = whole_days(store.at if since is None else since, store.zone, rules.nps_days, 1)
    now, before = (store.metric("nps", Question(one, store.at)) for one in (period, earlier))
    why = (
        store.scope.during(store.at, store.at + 1).missing("purchases", "contracts")
        or uncovered(store, "nps", earlier)
        or too_few(before, earlier, rules.min_n)
        or too_few(now, period, rules.min_n)
    )
    if why:
        return unjudged(TRIGGER, TITLE, store.at, since, why)
    assert now.value is not None and before.value is not None
    active, active_before = (_active(store, one.to_at - 1) for one in (period, earlier))
    line = before.value - rules.nps_down
    clears = min(100.0, line + rules.nps_back)  # there is no more than 100
    moved = now.value - before.value
    evidence = lazy(
        "NPS {now}, {before}: {moved} while active customers went from {active_before} to {active} "
        "(fires below {fires} while they grow, clears at {clears})",
        now=sample(now, period), before=sample(before, earlier),
        moved=lazy(DOWN if moved < 0 else UP, points=lazy_number(abs(moved), 1)),
        active_before=active_before, active=active, fires=lazy_number(line, 1), clears=lazy_number(clears, 1),
    )  # fmt: skip
    holds = now.value < line - 1e-9 and active > active_before
    return TriggerReading(
        trigger=TRIGGER,
        title=TITLE,
        at=store.at,
        since=since,
        holds=holds,
        back=now.value >= clears - 1e-9,
        evidence=evidence,
    )


def _active(store: StoreAsOf, at: int) -> int:
    return customers(store.tx, at, NO_FILTER, store.scope.settings.retention_days * DAY)
