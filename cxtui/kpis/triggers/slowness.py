"""Replies of the last days slower than those of the days before."""

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.triggers.days import whole_days
from cxtui.kpis.triggers.reading import TriggerReading, unjudged
from cxtui.kpis.triggers.words import sample, too_few
from cxtui.language import N_, lazy, lazy_number

TRIGGER = "reply_time_up"
TITLE = N_("Replies are slower than in the period before")


def evaluate(store: StoreAsOf, since: int | None = None) -> TriggerReading:
    """Compare the mean reply time of the last whole days with the days before, or before those of the firing."""
    rules = store.scope.settings.triggers
    period = whole_days(store.at, store.zone, rules.reply_days)
    earlier = whole_days(store.at if since is None else since, store.zone, rules.reply_days, 1)
    now, before = (store.metric("reply_time", Question(one, store.at)) for one in (period, earlier))
    why = too_few(before, earlier, rules.min_n) or too_few(now, period, rules.min_n)
    if why:
        return unjudged(TRIGGER, TITLE, store.at, since, why)
    assert now.value is not None and before.value is not None
    times = lazy_number(now.value / before.value, 2, " ×") if before.value else lazy("slower than at once")
    evidence = lazy(
        "{now}, {before}: {times} (fires above {fires} ×, clears at {clears} ×)",
        now=sample(now, period), before=sample(before, earlier), times=times,
        fires=f"{rules.reply_times:g}", clears=f"{rules.reply_back:g}",
    )  # fmt: skip
    return TriggerReading(
        trigger=TRIGGER,
        title=TITLE,
        at=store.at,
        since=since,
        holds=now.value > before.value * rules.reply_times,
        back=now.value <= before.value * rules.reply_back,
        evidence=evidence,
    )
