"""Speed against an outcome: rank correlation, and the point past which faster brings no measurable gain.

All of it is association: who is answered late may differ in more than that from who is answered at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atanh, sqrt, tanh
from statistics import NormalDist

from cxtui.kpis.customer_value.ranks import spearman
from cxtui.kpis.proportion import Z95

BINS, LEAST = 40, 25
"""At most how many groups of equal size the turning point is looked for between, and how many units each needs."""

DOUBT = 0.05
"""Chance to see a turning point where there is none."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's coefficient with its interval of 95 % and the chance ``p`` of one this far from 0."""

    rho: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class Knee:
    """Up to ``seconds`` the outcome is ``share``, with no measurable gain from being faster; then it is ``after``."""

    seconds: int
    share: float
    after: float


def correlation(seconds: Sequence[int], good: Sequence[int]) -> Correlation | None:
    """Return the rank correlation of times with outcomes (0 or 1), ties at their middle rank.

    The interval is Bonett and Wright's (2000, "Sample size requirements for estimating Pearson, Kendall and
    Spearman correlations"). None for fewer than 4 units and where all times or outcomes are the same.
    """
    n = len(seconds)
    if n < 4 or len(set(seconds)) < 2 or len(set(good)) < 2:
        return None
    rho, p = spearman(seconds, good)
    if abs(rho) >= 1:
        return Correlation(rho=rho, low=rho, high=rho, p=p, n=n)
    half = Z95 * sqrt((1 + rho * rho / 2) / (n - 3))
    return Correlation(rho=rho, low=tanh(atanh(rho) - half), high=tanh(atanh(rho) + half), p=p, n=n)


@dataclass(frozen=True, slots=True)
class Level:
    """``n`` units that were served within ``until`` seconds and not sooner, ``good`` of them with a good outcome."""

    n: int
    good: int
    until: int

    @property
    def share(self) -> float:
        """Return the share of good outcomes."""
        return self.good / self.n

    def and_slower(self, other: "Level") -> "Level":
        """Return this level and the next slower one as one."""
        return Level(self.n + other.n, self.good + other.good, other.until)


def knee(seconds: Sequence[int], good: Sequence[int]) -> Knee | None:
    """Return the slow end of the fastest level of a reduced isotonic fit; None where one level fits all.

    Units are put into groups of equal size by time, and outcomes fitted by the isotonic regression that falls
    with time; neighbouring levels are then joined, the most alike first, while they differ by less than chance
    (two shares, one-sided, Bonferroni over the groups' edges): Schell and Singh (1997), "The Reduced Monotonic
    Regression Method".
    """
    groups = _groups(sorted(zip(seconds, good, strict=True)))
    if len(groups) < 2:
        return None
    sure = NormalDist().inv_cdf(1 - DOUBT / (len(groups) - 1))
    levels = _reduced(falling(groups), sure)
    if len(levels) < 2:
        return None
    fastest, slower = levels[0], _joined(levels[1:])
    return Knee(fastest.until, fastest.share, slower.share)


def _groups(pairs: Sequence[tuple[int, int]]) -> list[Level]:
    """Put sorted ``(seconds, good)`` into groups of nearly equal size; equal times stay together."""
    size = max(LEAST, -(-len(pairs) // BINS))
    found: list[Level] = []
    n = kept = 0
    for place, (seconds, good) in enumerate(pairs):
        n += 1
        kept += good
        last = place + 1 == len(pairs)
        if last or (n >= size and pairs[place + 1][0] != seconds):
            found.append(Level(n, kept, seconds))
            n = kept = 0
    if len(found) > 1 and found[-1].n < LEAST:
        found[-2:] = [found[-2].and_slower(found[-1])]
    return found


def falling(groups: Sequence[Level]) -> list[Level]:
    """Return the isotonic fit that falls with time: neighbours are joined until each level is less than the last."""
    found: list[Level] = []
    for level in groups:
        while found and found[-1].good * level.n <= level.good * found[-1].n:
            level = found.pop().and_slower(level)
        found.append(level)
    return found


def _joined(levels: Sequence[Level]) -> Level:
    return Level(sum(one.n for one in levels), sum(one.good for one in levels), levels[-1].until)


def _reduced(levels: list[Level], sure: float) -> list[Level]:
    """Join the neighbours that are most alike until all differ by at least ``sure`` standard errors."""
    levels = list(levels)
    while len(levels) > 1:
        apart = [_apart(fast, slow) for fast, slow in pairwise(levels)]
        least = min(range(len(apart)), key=apart.__getitem__)
        if apart[least] >= sure:
            break
        levels[least : least + 2] = [levels[least].and_slower(levels[least + 1])]
    return levels


def _apart(fast: Level, slow: Level) -> float:
    """Return by how many standard errors the faster level is better, under one pooled share."""
    pooled = (fast.good + slow.good) / (fast.n + slow.n)
    error = sqrt(pooled * (1 - pooled) * (1 / fast.n + 1 / slow.n))
    return (fast.share - slow.share) / error if error else 0.0
