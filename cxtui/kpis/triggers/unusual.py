"""A rate of the last days outside what the periods before it were."""

from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.triggers.days import whole_days
from cxtui.kpis.triggers.reading import TriggerReading, unjudged
from cxtui.kpis.triggers.words import percent, sample, too_few
from cxtui.language import N_, lazy, lazy_number

WATCHED = {
    "escalations_unusual": ("escalation_rate", N_("Escalations are outside their usual range")),
    "repeats_unusual": ("repeat_rate", N_("Repeat contacts are outside their usual range")),
}
"""The number that each trigger watches, and its title."""

SPREAD, SPREAD_OF_CHANCE = N_("sigma {sigma} points"), N_("sigma {sigma} points, as chance alone gives")
ABOVE, BELOW = N_("{sigmas} sigma above"), N_("{sigmas} sigma below")


class Usual(NamedTuple):
    """What the periods before were: their mean, and the standard deviation a value is held against."""

    mean: float
    sigma: float
    floored: bool


def usual(earlier: list[float], n: int) -> Usual:
    """Return mean and sigma of the shares of two periods or more, for a share of ``n``.

    Sigma is the sample standard deviation (n − 1), but at least what chance alone gives a share of ``n``:
    √(m(1 − m) ÷ n), and one unit of ``n`` where the periods before had none at all.
    """
    mean = fmean(earlier)
    spread = stdev(earlier)
    floor = max(sqrt(max(0.0, mean * (1 - mean)) / n), 1 / n)
    return Usual(mean, max(spread, floor), spread < floor)


def evaluate(store: StoreAsOf, trigger: str, since: int | None = None) -> TriggerReading:
    """Compare the last whole days with the periods before, or before those of the firing."""
    name, title = WATCHED[trigger]
    rules = store.scope.settings.triggers
    days, base = rules.unusual_days, store.at if since is None else since
    period = whole_days(store.at, store.zone, days)
    earlier = [whole_days(base, store.zone, days, back) for back in range(1, rules.unusual_periods + 1)]
    read: list[Metric] = []
    for one in (period, *earlier):
        read.append(store.metric(name, Question(one, store.at)))
        if why := too_few(read[-1], one, rules.min_n):
            return unjudged(trigger, title, store.at, since, why)
    now, *before = read
    assert now.value is not None
    mean, sigma, floored = usual([one.value for one in before if one.value is not None], now.n)
    off = (now.value - mean) / sigma
    span = f"{earlier[-1].label.partition('..')[0]}..{earlier[0].label.rpartition('..')[2]}"
    spread = SPREAD_OF_CHANCE if floored else SPREAD
    evidence = lazy(
        "{now}, mean {mean} of {periods} periods in {span} (n {least} to {most}), {spread}: {off} "
        "(fires beyond {fires}, clears within {clears})",
        now=sample(now, period), mean=percent(mean), periods=len(before), span=span,
        least=min(one.n for one in before), most=max(one.n for one in before),
        spread=lazy(spread, sigma=lazy_number(sigma * 100, 2)),
        off=lazy(ABOVE if off >= 0 else BELOW, sigmas=lazy_number(abs(off), 1)),
        fires=f"{rules.unusual_sigmas:g}", clears=f"{rules.unusual_back:g}",
    )  # fmt: skip
    return TriggerReading(
        trigger=trigger,
        title=title,
        at=store.at,
        since=since,
        holds=abs(off) > rules.unusual_sigmas,
        back=abs(off) <= rules.unusual_back,
        evidence=evidence,
    )
