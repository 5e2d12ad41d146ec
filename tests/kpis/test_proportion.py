"""Wilson's interval against values worked out elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis.proportion import wilson


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


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("good", "n"), [(3, 2), (-1, 2), (1, -1)])
def test_what_is_no_share_is_refused(good: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(good, n)


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_interval_holds_the_share_and_narrows_with_n(n: int, share: float) -> None:
    few, many = wilson(share * n, n), wilson(share * n * 4, n * 4)
    assert few is not None and many is not None
    assert 0 <= few.low <= share + 1e-9 and share - 1e-9 <= few.high <= 1
    assert many.high - many.low < few.high - few.low
