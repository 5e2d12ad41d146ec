"""Rank correlation, without a library that would hold more memory than a console does."""

from collections.abc import Sequence
from itertools import groupby
from math import exp, fsum, lgamma, log, log1p, sqrt

_TINY = 1e-300
_STEPS = 10_000
"""More terms than the slowest fraction needs that is asked for."""


def spearman(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Return Spearman's coefficient, ties at their middle rank, and the chance of one this far from 0.

    The chance is two-sided, by Student's t with n - 2 degrees of freedom. Both need at least 3 values, not all alike.
    """
    left, right = middle_ranks(xs), middle_ranks(ys)
    n = len(left)
    middle = (n + 1) / 2
    spread = sqrt(fsum((a - middle) ** 2 for a in left) * fsum((b - middle) ** 2 for b in right))
    rho = fsum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True)) / spread
    rho = max(-1.0, min(1.0, rho))
    # The tail of t on both sides is I(df / (df + t²)) with df/2 and 1/2, and df / (df + t²) is 1 - rho².
    return rho, incomplete_beta((1 - rho) * (1 + rho), (n - 2) / 2, 0.5)


def middle_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1 on; equal ones share the middle of their ranks."""
    ranks = [0.0] * len(values)
    before = 0
    for _, tied in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        places = list(tied)
        for place in places:
            ranks[place] = before + (len(places) + 1) / 2
        before += len(places)
    return ranks


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for 0 <= x <= 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + term * d)
            c = _off_zero(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return found


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
