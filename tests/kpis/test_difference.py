"""Differences with intervals, against published tables and worked examples."""

import pytest

from cxtui.kpis.difference import SampleSums, of_intervals, of_means, of_shares, student


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(6, 2.447), (8, 2.306), (10, 2.228), (20, 2.086), (30, 2.042), (60, 2.000), (120, 1.980)],
)
def test_student_s_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=0.0006)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        # Newcombe (1998), table II, method 10: the examples (a), (b), (c), (e) and (h).
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_s_own_examples(after: tuple[int, int], before: tuple[int, int], low: float, high: float) -> None:
    found = of_shares(*before, *after)
    assert found is not None
    assert found.value == pytest.approx(after[0] / after[1] - before[0] / before[1])
    assert found[1:] == pytest.approx((low, high), abs=6e-4)


def test_shares_of_nothing_have_no_difference() -> None:
    assert of_shares(0, 0, 1, 2) is None
    assert of_shares(1, 2, 0, 0) is None
    # More escalated than worked on in a period: no share of it.
    assert of_shares(3, 2, 1, 2) is None


def moments(*values: float) -> SampleSums:
    """Return what values add up to."""
    return SampleSums(len(values), sum(values), sum(value * value for value in values))


def test_means_by_hand() -> None:
    # 10 12 14 16 18: mean 14, variance 10; 20 22 24 26 28: mean 24, variance 10. 10/5 + 10/5 = 4, so 8 degrees of
    # freedom: 10 ± 2.306 × 2.
    found = of_means(moments(10, 12, 14, 16, 18), moments(20, 22, 24, 26, 28))
    assert found is not None
    assert tuple(found) == pytest.approx((10, 5.388, 14.612), abs=1e-3)


def test_means_of_unequal_spread_by_hand() -> None:
    # n 10 of variance 4 against n 5 of variance 40: 0.4 + 8 = 8.4; freedom 8.4² ÷ (.16/9 + 64/4) = 4.405: too few.
    few, wide = SampleSums(10, 0.0, 36.0), SampleSums(5, 0.0, 160.0)
    assert (few.variance, wide.variance) == (4.0, 40.0)
    assert of_means(few, wide) is None
    # With n 11 of variance 40: .4 + 3.6364 = 4.0364; freedom 16.2922 ÷ (.0177778 + 1.3223) = 12.158.
    found = of_means(few, SampleSums(11, 11 * 5.0, 400 + 11 * 25.0))
    assert found is not None
    assert found.value == pytest.approx(5.0)
    # Student's quantile for 12.158: 2.1756.
    assert found.high - found.value == pytest.approx(2.1756 * 4.0364**0.5, abs=2e-3)


def test_six_degrees_of_freedom_are_enough() -> None:
    # n 4 of variance 4 twice: 4/4 + 4/4 = 2, freedom 2² ÷ (1/3 + 1/3) = 6: 10 ± 2.447 × √2.
    found = of_means(SampleSums(4, 0.0, 12.0), SampleSums(4, 40.0, 412.0))
    assert found is not None
    assert tuple(found) == pytest.approx((10, 10 - 3.4606, 10 + 3.4606), abs=1e-3)
    # With variance 4.4 for the second: 2.1² ÷ (1/3 + 1.21/3) = 5.986.
    assert of_means(SampleSums(4, 0.0, 12.0), SampleSums(4, 40.0, 413.2)) is None


def test_two_values_are_enough_where_they_hardly_differ() -> None:
    # Variance .02² ÷ 2 of two; of eight 42 ÷ 7 = 6. Parts .0001 and .75: freedom 7.002, quantile 2.3646.
    found = of_means(moments(10, 10.02), moments(1, 2, 3, 4, 5, 6, 7, 8))
    assert found is not None
    assert found.high - found.value == pytest.approx(2.3646 * 0.7501**0.5, abs=2e-3)
    assert of_means(moments(1, 2, 3, 4, 5, 6, 7, 8), moments(10, 10.02)) is not None


def test_too_little_for_an_interval() -> None:
    assert of_means(moments(2, 3, 4, 5, 6, 7, 8), moments(1)) is None
    assert of_means(moments(1), moments(2, 3, 4)) is None
    assert of_means(moments(2, 2, 2, 2, 2, 2), moments(3, 3, 3, 3, 3, 3)) is None


def test_values_with_intervals_of_their_own() -> None:
    # 5 (4 to 7) before, 10 (6 to 11) after: 5 − √(4² + 2²) to 5 + √(1² + 1²).
    found = of_intervals(5, 4, 7, 10, 6, 11)
    assert tuple(found) == pytest.approx((5, 5 - 20**0.5, 5 + 2**0.5))
