"""Replies of the last days slower than those of the days before."""

from cxtui.kpis.measure import Asked, Question
from cxtui.kpis.triggers.days import whole_days
from cxtui.kpis.triggers.reading import Reading, unjudged
from cxtui.kpis.triggers.words import sample, too_few
from cxtui.language import figure, mark, said

TRIGGER = "reply_time_up"
TITLE = mark("Replies are slower than in the period before")


def evaluate(asked: Asked, since: int | None = None) -> Reading:
    """Compare the mean reply time of the last whole days with the days before, or before those of the firing."""
    rules = asked.scope.settings.triggers
    period = whole_days(asked.at, asked.zone, rules.reply_days)
    earlier = whole_days(asked.at if since is None else since, asked.zone, rules.reply_days, 1)
    now, before = (asked.metric("reply_time", Question(one, asked.at)) for one in (period, earlier))
    why = too_few(before, earlier, rules.min_n) or too_few(now, period, rules.min_n)
    if why:
        return unjudged(TRIGGER, TITLE, asked.at, since, why)
    assert now.value is not None and before.value is not None
    times = figure(now.value / before.value, 2, " ×") if before.value else said("slower than at once")
    evidence = said(
        "{now}, {before}: {times} (fires above {fires} ×, clears at {clears} ×)",
        now=sample(now, period), before=sample(before, earlier), times=times,
        fires=f"{rules.reply_times:g}", clears=f"{rules.reply_back:g}",
    )  # fmt: skip
    return Reading(
        TRIGGER, TITLE, asked.at, since,
        now.value > before.value * rules.reply_times, now.value <= before.value * rules.reply_back, evidence,
    )  # fmt: skip
