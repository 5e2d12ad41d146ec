"""Silences that a feed's own rhythm does not explain: hours in which nothing came though it usually does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cxtui.kpis.data_quality.kinds import LEAST_MISSED, WEEKS

HOUR = 3_600
_WEEK = 7 * 24

RULE = (
    f"A silence is told where the same hours of the week, in the {WEEKS} weeks before it and the {WEEKS} after, would "
    f"have brought at least {LEAST_MISSED}: by the lower median of each side, the quieter side where it is shorter "
    "than a week and the busier one else. Looked at are new tickets, first replies and solves, each on its own."
)


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing of ``what`` came between two instants, and about ``missed`` of it usually had."""

    what: str
    from_at: int
    to_at: int
    missed: int


@dataclass(frozen=True, slots=True)
class Hour:
    """What came in one hour: how many, and the first and last instant."""

    n: int
    first: int
    last: int


def silences(what: str, hours: Mapping[int, Hour]) -> tuple[Silence, ...]:
    """Return the silences among ``hours`` (epoch seconds by 3,600), the earliest first.

    A feed that has no two weeks on either side to compare with has none.
    """
    busy = sorted(hours)
    found = []
    for before, after in pairwise(busy):
        empty = range(before + 1, after)
        if not empty:
            continue
        missed = _missed(hours, empty, busy[0], busy[-1])
        if missed >= LEAST_MISSED:
            found.append(Silence(what, hours[before].last, hours[after].first, missed))
    return tuple(found)


def together(found: Iterable[Silence]) -> tuple[tuple[Silence, ...], ...]:
    """Return silences that overlap as one, the newest first."""
    groups: list[list[Silence]] = []
    end = 0
    for one in sorted(found, key=lambda s: (s.from_at, s.to_at, s.what)):
        if groups and one.from_at < end:
            groups[-1].append(one)
        else:
            groups.append([one])
            end = one.to_at
        end = max(end, one.to_at)
    return tuple(tuple(group) for group in reversed(groups))


def _missed(hours: Mapping[int, Hour], empty: range, first: int, last: int) -> int:
    """Return what the empty hours usually bring."""
    long = len(empty) >= _WEEK
    total = 0
    for hour in empty:
        sides = [_usual(hours, hour, sign, first, last) for sign in (-1, 1)]
        known = [side for side in sides if side is not None]
        if known:
            total += max(known) if long else min(known)
    return total


def _usual(hours: Mapping[int, Hour], hour: int, sign: int, first: int, last: int) -> int | None:
    """Return the lower median of the same hours of the weeks on one side, None where fewer than two are known."""
    places = [hour + sign * week * _WEEK for week in range(1, WEEKS + 1)]
    counts = sorted(hours[at].n if at in hours else 0 for at in places if first <= at <= last)
    return counts[(len(counts) - 1) // 2] if len(counts) > 1 else None
