"""Numbers in the days before and after a named change: what moved with it, not what it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cxtui.clock import local_day_before, parse_instant
from cxtui.errors import UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import Count, Mean, Ratio, Share, Worked
from cxtui.kpis.difference import SampleDifference, SampleSums, of_intervals, of_means, of_shares
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists.table import ListColumn, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.kpis.triggers import words
from cxtui.store.read import units

DAYS = 28
"""Local days on either side, unless others are asked for: four of each weekday."""

NOTE = (
    "Association, not cause: whatever else changed around that day is in these numbers too. Intervals are of 95 %: "
    "Newcombe's (1998) for shares, Welch's (1947) for means; other numbers have none."
)


@dataclass(frozen=True, slots=True)
class BeforeAfterRow:
    """A number before and after; ``difference`` is None where it has no interval, ``moved`` where it has no value."""

    name: str
    before: Metric
    after: Metric
    moved: float | None
    difference: SampleDifference | None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Numbers in two periods on either side of a day; ``after_days`` of its days are over or running."""

    label: str
    day: str
    before: Period
    after: Period
    days: int
    after_days: int
    rows: tuple[BeforeAfterRow, ...]


def normal_names(store: StoreAsOf) -> tuple[str, ...]:
    """Return the headline numbers that the store holds to a norm."""
    return tuple(name for name in HEADLINES if name in store.scope.settings.norms and DEFINITIONS[name].how is not None)


def compare(store: StoreAsOf, label: str, day: str, names: Sequence[str] = (), days: int = DAYS) -> BeforeAfter:
    """Return numbers in ``days`` local days before the day ``2026-03-31`` and from it on, as far as they went.

    UsageError for a number that nobody knows, one that is no number of a period, or a day that is still to come.
    """
    start = parse_instant(day, store.zone)
    if start > store.at:
        raise UsageError(f"{label[:60]!r} is of {day}, which is still to come; there is nothing after it yet")
    end = parse_instant((date.fromisoformat(day) + timedelta(days)).isoformat(), store.zone)
    before = Period(local_day_before(start, store.zone, days), start, f"{days} days before {day}", days)
    after = Period(start, end, f"{days} days from {day}", days)
    gone = next(n for n in range(1, days + 1) if n == days or _start(day, n, store.zone) > store.at)
    rows = tuple(_compared(store, name, before, after) for name in names or normal_names(store))
    return BeforeAfter(
        label=label,
        day=day,
        before=before,
        after=after,
        days=days,
        after_days=gone,
        rows=rows,
    )


def table(found: BeforeAfter) -> ListTable:
    """Return a comparison as a list, its values in words since each row has its own unit."""
    columns = (
        ListColumn("name", "text", "number"),
        ListColumn("before", "text", "before"),
        ListColumn("n_before", "count", "n"),
        ListColumn("after", "text", "after"),
        ListColumn("n_after", "count", "n"),
        ListColumn("difference", "text", "difference"),
        ListColumn("interval", "text", "95 %"),
    )
    rows = tuple(
        (
            DEFINITIONS[one.name].title,
            words.value(one.before),
            one.before.n,
            words.value(one.after),
            one.after.n,
            None if one.moved is None else words.signed(one.moved, one.before.unit),
            one.difference and " to ".join(words.signed(end, one.before.unit) for end in one.difference[1:]),
        )
        for one in found.rows
    )
    reach = f"{found.days} local days on either side"
    if found.after_days < found.days:
        reach += f"; after it {found.after_days} so far, the running one included"
    return ListTable(
        name="before_after",
        title=f"{found.label}, {found.day}: before and after",
        columns=columns,
        rows=rows,
        note=f"{reach}. {NOTE}",
    )


def _start(day: str, days: int, zone: str) -> int:
    return parse_instant((date.fromisoformat(day) + timedelta(days)).isoformat(), zone)


def _compared(store: StoreAsOf, name: str, before: Period, after: Period) -> BeforeAfterRow:
    store.question(name)  # names the nearest where nobody knows the number
    definition = DEFINITIONS[name]
    if definition.how is None or definition.span == "instant":
        raise UsageError(f"{name} is no number of a period; it has no before and after")
    questions = [Question(period, store.at) for period in (before, after)]
    one, other = (store.metric(name, question) for question in questions)
    moved = other.value - one.value if one.value is not None and other.value is not None else None
    if isinstance(definition.how, Count) and after.to_at > store.at:
        moved = None  # so many days against fewer
    difference = None if moved is None else _difference(store, name, one, other, questions)
    return BeforeAfterRow(name, one, other, moved, difference)


def _difference(
    store: StoreAsOf, name: str, one: Metric, other: Metric, questions: Sequence[Question]
) -> SampleDifference | None:
    how = DEFINITIONS[name].how
    if one.value is None or other.value is None:
        return None
    if isinstance(how, Share | Ratio):
        return of_shares(one.value * one.n, one.n, other.value * other.n, other.n)
    if isinstance(how, Mean) or (isinstance(how, Worked) and how.read == "nps"):
        scale = how.scale if isinstance(how, Mean) else 1.0
        return of_means(*(_moments(store, how.units, question, scale) for question in questions))
    if None in (one.low, one.high, other.low, other.high):
        return None
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    return of_intervals(one.value, one.low, one.high, other.value, other.low, other.high)


def _moments(store: StoreAsOf, query: str, question: Question, scale: float) -> SampleSums:
    n, total, squares = units.moments(store.tx, query, question.wanted(store.scope.settings))
    return SampleSums(n, total * scale, squares * scale * scale)
