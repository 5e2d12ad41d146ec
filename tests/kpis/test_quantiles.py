"""Quantiles: one definition, exact from values and within 2 % from buckets."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis import quantiles
from cxtui.kpis.histogram import histogram
from cxtui.kpis.quantiles import QuantileValue, quantile, quantile_of_buckets


def test_the_median_of_an_even_n_is_the_mean_of_the_middle_two() -> None:
    assert quantile([10, 830, 835, 9000], 0.5) == QuantileValue(832.5, False)
    assert quantile([10, 830, 9000], 0.5) == QuantileValue(830.0, False)


def test_p90_is_interpolated() -> None:
    # Rank 0.9 * 9 = 8.1 from 0: a tenth of the way from the ninth value to the tenth.
    assert quantile(range(1, 11), 0.9) == pytest.approx((9.1, False))
    assert quantile(range(11), 0.9) == QuantileValue(9.0, False)


def test_the_ends_and_one_value() -> None:
    assert quantile([3, 5, 8], 0.0) == QuantileValue(3.0, False)
    assert quantile([3, 5, 8], 1.0) == QuantileValue(8.0, False)
    assert quantile([7], 0.9) == QuantileValue(7.0, False)


def test_nothing_has_no_quantile() -> None:
    assert quantile([], 0.5) is None
    assert quantile_of_buckets([], 0.5) is None
    assert quantile_of_buckets([(4, 0)], 0.5) is None


@pytest.mark.parametrize("q", [-0.1, 1.1])
def test_a_quantile_outside_0_and_1_is_refused(q: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile([1, 2], q)


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=60))
def test_agrees_with_the_standard_library(values: list[int]) -> None:
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    for place, expected in enumerate(tenths, 1):
        found = quantile(sorted(values), place / 10)
        assert found is not None and found.value == pytest.approx(expected)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=60), st.sampled_from([0.1, 0.5, 0.9, 0.99]))
def test_buckets_are_within_two_percent_of_the_values(values: list[int], q: float) -> None:
    exact, rough = quantile(sorted(values), q), quantile_of_buckets(histogram(values), q)
    assert exact is not None and rough is not None
    assert rough.approximate and not exact.approximate
    assert abs(rough.value - exact.value) <= exact.value / 51 + 1e-6


def test_many_values_go_through_buckets_so_that_no_face_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quantiles.EXACT == 10_000
    monkeypatch.setattr(quantiles, "EXACT", 100)
    assert quantile(range(1000, 1100), 0.5) == QuantileValue(1049.5, False)
    many = range(1000, 1101)
    assert quantile(many, 0.5) == quantile_of_buckets(histogram(many), 0.5)
    found = quantile(many, 0.5)
    assert found is not None and found.approximate and found.value == pytest.approx(1050, rel=0.02)


def test_buckets_may_come_in_pieces_and_any_order() -> None:
    whole = quantile_of_buckets([(3, 2), (9, 1)], 0.5)
    assert whole == quantile_of_buckets([(9, 1), (3, 1), (3, 1)], 0.5) == QuantileValue(3.0, True)
    assert quantile_of_buckets([(3, 1), (9, 1)], 0.5) == QuantileValue(6.0, True)
