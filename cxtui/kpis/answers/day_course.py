"""How the numbers of the next half hour stood through the local day, a value a quarter hour."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from cxtui.clock import FAR, QUARTER, local_day_edges, quarters
from cxtui.kpis.answers.half_hour import AHEAD_S, HalfHour, half_hour
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.store.read import Row

QuarterValues = tuple[int | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DayCourse:
    """A value for each quarter hour of a local day: as of its end, or of the instant in the running one, None after.

    ``longest`` are seconds, the others counts; promises are taken as they are known now. A number that is not known
    has no course.
    """

    starts: tuple[int, ...]
    breached: QuarterValues = ()
    due: QuarterValues = ()
    unassigned: QuarterValues = ()
    longest: QuarterValues = ()
    escalated_late: QuarterValues = ()


def day_course(store: StoreAsOf) -> DayCourse:
    """Return the course of a store's local day until its instant."""
    start, end = local_day_edges(store.at, store.zone)
    starts = quarters(start, end)
    at = [min(one + QUARTER - 1, store.at) for one in starts if one <= store.at]
    rest = (None,) * (len(starts) - len(at))
    known: HalfHour = half_hour(store)

    def course(lacks: str | None, read: Callable[[], Iterable[int]]) -> QuarterValues:
        return () if lacks else (*read(), *rest)

    waits: list[Row] = [] if known.missing_replies else store.tx.rows("day_waits", from_at=start, at=store.at)
    promised = [(since, until, due) for since, until, due in waits if due is not None]
    return DayCourse(
        starts=starts,
        breached=course(
            known.missing_replies, lambda: levels(((max(since, due), until) for since, until, due in promised), at)
        ),
        due=course(
            known.missing_replies,
            lambda: levels(((max(since, due - AHEAD_S), min(until, due)) for since, until, due in promised), at),
        ),
        unassigned=course(known.missing_holders, lambda: levels(_nobodys(store, start), at)),
        longest=course(known.missing_replies, lambda: oldest(((since, until) for since, until, _ in waits), at)),
        escalated_late=course(known.missing_escalations, lambda: levels(_late(store, start), at)),
    )


def levels(spans: Iterable[tuple[int, int]], at: list[int]) -> list[int]:
    """Return how many spans ``[from, until)`` hold each of the instants, which are in order."""
    steps = [0] * (len(at) + 1)
    for since, until in spans:
        if since < until:
            steps[bisect_left(at, since)] += 1
            steps[bisect_left(at, until)] -= 1
    return list(accumulate(steps[:-1]))


def oldest(spans: Iterable[tuple[int, int]], at: list[int]) -> list[int]:
    """Return for each instant how long the longest of the spans that hold it has lasted, 0 where none does."""
    found = [0] * len(at)
    for since, until in spans:
        for place in range(bisect_left(at, since), bisect_left(at, until)):
            found[place] = max(found[place], at[place] - since)
    return found


def _late(store: StoreAsOf, start: int) -> Iterator[tuple[int, int]]:
    for since, until, late in store.tx.rows("day_escalated", from_at=start, at=store.at):
        if late is not None:
            yield max(since, late), until


def _nobodys(store: StoreAsOf, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans in which an open ticket was nobody's."""
    rows = store.tx.rows("day_holders", from_at=start, at=store.at)
    for (*_, since, until), words in groupby(rows, key=lambda row: row[:4]):
        told = list(words)
        first = told[0]
        holder, from_at = (first[4] if first[5] is None else first[8]), -FAR
        for *_, told_at, _, value, _ in told if first[5] is not None else ():
            if not holder:
                yield max(since, from_at), min(until, told_at)
            holder, from_at = value, told_at
        if not holder:
            yield max(since, from_at), until
