"""Wilson's interval against values worked out elsewhere."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.kpis.proportion import luck, wilson


@pytest.mark.parametrize(
    ("good", "n", "low", "high"),
    [
        (2, 2, 0.3424, 1.0),
        (10, 12, 0.5520, 0.9530),
        (0, 10, 0.0, 0.2775),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_golden_values_at_1_96(good: int, n: int, low: float, high: float) -> None:
    found = wilson(good, n)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 2_000))
def test_none_and_all_have_an_exact_end(n: int) -> None:
    none, whole = wilson(0, n), wilson(n, n)
    assert none is not None and whole is not None
    assert none.low == 0.0 and whole.high == 1.0


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("good", "n"), [(3, 2), (-1, 2), (1, -1)])
def test_what_is_no_share_is_refused(good: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(good, n)


@settings(deadline=None)
@given(st.integers(1, 500), st.floats(0, 1))
def test_the_interval_holds_the_share_and_narrows_with_n(n: int, share: float) -> None:
    few, many = wilson(share * n, n), wilson(share * n * 4, n * 4)
    assert few is not None and many is not None
    assert 0 <= few.low <= share + 1e-9 and share - 1e-9 <= few.high <= 1
    assert many.high - many.low < few.high - few.low


def test_coins() -> None:
    """At least 15 heads of 20: the 0.0207 of every table of the sign test."""
    assert round(luck(15, 20, 0.5), 4) == 0.0207
    assert luck(0, 20, 0.5) == luck(3, 3, 1.0) == 1.0
    assert luck(1, 20, 0.0) == 0.0
    assert luck(1, 1_000_000, 0.5) == pytest.approx(1.0) and luck(999_999, 1_000_000, 0.5) == 0.0


@settings(deadline=None)
@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.999))
def test_luck_is_the_sum_of_the_binomial(counts: tuple[int, int], share: float) -> None:
    good, n = counts
    exact = sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(good, n + 1))
    assert luck(good, n, share) == pytest.approx(exact, rel=1e-9, abs=1e-12)


def test_luck_of_what_is_no_share_is_refused() -> None:
    for good, n, share in ((3, 2, 0.5), (-1, 2, 0.5), (1, 2, 1.5)):
        with pytest.raises(ValueError, match="is no share"):
            luck(good, n, share)
