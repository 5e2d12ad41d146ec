"""Rank correlation and falling levels, held against a library of statistics."""

from itertools import accumulate, pairwise
from statistics import NormalDist

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression
from scipy.special import betainc
from scipy.stats import norm, rankdata, spearmanr

from cxtui.kpis.customer_value.ranks import incomplete_beta, middle_ranks, spearman
from cxtui.kpis.customer_value.speed import DOUBT, Level, falling
from tests.kpis.customer_value.asking import near

PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 1)), min_size=4, max_size=200)
SHARES = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=40
)


@given(PAIRS)
def test_coefficient_and_chance_are_those_of_the_library(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    assume(len(set(xs)) > 1 and len(set(ys)) > 1)
    rho, p = spearman(xs, ys)
    expected = spearmanr(xs, ys)
    assert rho == near(float(expected.statistic), abs=1e-12)
    # Near 1 the library's own chance hangs on the last bits of its coefficient.
    assert p == pytest.approx(float(expected.pvalue), rel=1e-9, abs=1e-12) or 1 - abs(rho) < 1e-9


def test_a_coefficient_of_one_leaves_no_chance() -> None:
    assert spearman([1, 2, 3, 4], [0, 1, 2, 3]) == (1.0, 0.0)
    assert spearman([1, 2, 3, 4], [3, 2, 1, 0]) == (-1.0, 0.0)


def test_chance_by_hand() -> None:
    """With two degrees of freedom the tail of t on both sides is 1 - |rho|."""
    rho, p = spearman([1, 2, 3, 4], [1, 3, 2, 4])
    assert (rho, p) == (near(0.8), near(0.2))


@given(st.lists(st.integers(-5, 5), max_size=40))
def test_equal_values_share_the_middle_of_their_ranks(values: list[int]) -> None:
    assert middle_ranks(values) == [float(rank) for rank in rankdata(values)]


@settings(max_examples=300)
@given(st.floats(0, 1), st.floats(0.5, 200_000))
def test_the_beta_function_is_that_of_the_library(x: float, a: float) -> None:
    assert incomplete_beta(x, a, 0.5) == pytest.approx(float(betainc(a, 0.5, x)), rel=1e-7, abs=1e-290)


@given(SHARES)
def test_levels_fall_as_the_isotonic_fit_of_the_library_does(shares: list[tuple[int, int]]) -> None:
    levels = falling([Level(n, good, place) for place, (good, n) in enumerate(shares)])
    untils = [-1, *(level.until for level in levels)]
    fitted = [level.share for (a, b), level in zip(pairwise(untils), levels, strict=True) for _ in range(a, b)]
    expected = isotonic_regression([g / n for g, n in shares], weights=[n for _, n in shares], increasing=False)
    assert fitted == pytest.approx(list(expected.x), rel=1e-9, abs=1e-12)
    assert all(a.share > b.share for a, b in pairwise(levels))
    assert list(accumulate(level.n for level in levels))[-1] == sum(n for _, n in shares)


@pytest.mark.parametrize("groups", [2, 17, 40])
def test_how_far_apart_levels_must_be(groups: int) -> None:
    sure = NormalDist().inv_cdf(1 - DOUBT / (groups - 1))
    assert sure == near(float(norm.isf(DOUBT / (groups - 1))))
