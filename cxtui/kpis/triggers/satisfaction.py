"""Satisfaction of the running quarter under that of the quarter before."""

from cxtui.kpis.measure import Asked, Question
from cxtui.kpis.triggers.days import quarter, quarter_before
from cxtui.kpis.triggers.reading import Reading, unjudged
from cxtui.kpis.triggers.words import percent, sample, too_few

TRIGGER = "csat_down"
TITLE = "Customer satisfaction is down on the quarter before"


def evaluate(asked: Asked, since: int | None = None) -> Reading:
    """Compare the quarter so far with the whole quarter before, or before the one in which the trigger fired."""
    rules = asked.scope.settings.triggers
    period = quarter(asked.at, asked.zone)
    earlier = quarter_before(asked.at if since is None else since, asked.zone)
    now, before = (asked.metric("csat", Question(one, asked.at)) for one in (period, earlier))
    why = too_few(before, earlier, rules.min_n) or too_few(now, period, rules.min_n)
    if why or (not now.value and not before.value):
        return unjudged(TRIGGER, TITLE, asked.at, since, why or f"nobody was satisfied in {earlier.label} either")
    assert now.value is not None and before.value is not None
    lost = 1 - now.value / before.value if before.value else 0.0
    moved = f"down {percent(lost)}" if lost > 0 else f"up {percent(-lost)}"
    evidence = (
        f"{sample(now, period)} so far, {sample(before, earlier)}: {moved} "
        f"(fires at {percent(rules.csat_down)}, clears at {percent(rules.csat_back)})"
    )
    return Reading(
        TRIGGER, TITLE, asked.at, since, lost >= rules.csat_down - 1e-9, lost <= rules.csat_back + 1e-9, evidence
    )
