"""Which questions sums of local days answer, and what of them is covered: days whose tickets have left since, too.

A store that keeps tickets only so long (``cxtui store keep``) has frozen the sums of the days before its border. They
were counted while the tickets were there, so what they answer is as well covered as it was then.
"""

from dataclasses import replace

from cxtui.clock import local_day_edges
from cxtui.kpis.definitions.how import Count, Days, Mean, Ratio, Share
from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import UnitQuery


def closed_days(scope: Scope, days: Days | None, wanted: UnitQuery) -> tuple[int, str, tuple[str, ...]] | None:
    """Return until when sums of days answer, by which dimension and values; None where they cannot."""
    slot = wanted.where.bucket
    if days is None or slot is None or wanted.cohort or wanted.spans:
        return None
    zone = scope.settings.zone
    if wanted.from_at >= wanted.to_at or local_day_edges(wanted.from_at, zone)[0] != wanted.from_at:
        return None
    until = local_day_edges(wanted.to_at, zone)[0]
    return (until, *slot) if until > wanted.from_at else None


def wanted(scope: Scope, definition: Definition, question: Question) -> UnitQuery:
    """Return the units asked for, without those of which a source's history was not there: they are not known.

    What frozen sums answer was counted while it was. An export of tickets as they stand tells of what happened before
    the first of them too: what it tells is known, though not all there was.
    """
    if definition.span == "instant":
        return question.level(scope.settings)
    asked = question.wanted(scope.settings)
    if question.cohort or frozen(scope, definition, question):
        return asked
    back = definition.reach_s(scope.settings)
    parts = question.within(scope, definition).parts(definition.needs, definition.also)
    told = {one.source for one in scope.spans if one.what == "observed"}
    spans = {
        (one.source, None if one.from_at is None else one.from_at + back, one.to_at)
        for one in parts
        if one.source not in told
    }
    return replace(asked, spans=tuple(sorted(spans, key=str)))


def covered_seconds(scope: Scope, definition: Definition, question: Question) -> int:
    """Return how long the part of a period is that any source covers."""
    asked, inside = question.wanted(scope.settings), question.within(scope, definition)
    first, end = asked.from_at, asked.to_at
    for needed in (("tickets",), definition.needs):
        begun, over = inside.reach(*needed)
        first, end = max(first, begun), min(end, over)
    return max(0, end - first)


def within(scope: Scope, definition: Definition, question: Question) -> Scope:
    """Return what a store covers of a question, as ``Question.within`` does, given that sums of days may answer it."""
    if frozen(scope, definition, question):
        scope = scope.before_keeping()
    return question.within(scope, definition)


def frozen(scope: Scope, definition: Definition, question: Question) -> bool:
    """Return whether all of a question that lies before the border is answered by frozen sums."""
    if (
        scope.kept is None
        or definition.span == "instant"
        or not isinstance(definition.how, Count | Share | Mean | Ratio)
    ):
        return False
    asked = question.wanted(scope.settings)
    closed = closed_days(scope, definition.how.days, asked)
    return closed is not None and (closed[0] >= scope.kept.at or closed[0] == asked.to_at)


def split(tx: Transaction, definition: Definition, wanted: UnitQuery, dimension: str) -> list[tuple[str, int, float]]:
    """Return (value, units, their sum) by a dimension of the sums of days; LookupError for a number that has none."""
    days = getattr(definition.how, "days", None)
    if days is None:
        raise LookupError(f"{definition.name} is not summed by days")
    return units.day_split(tx, days.whole, days.part, dimension, wanted)
