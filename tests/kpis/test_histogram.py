"""The log buckets: what they cover, and how far what stands for one is from the truth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.clock import DAY, FAR
from cxtui.kpis.histogram import BOUNDS, ROWS, bucket, histogram, merged, representative

durations = st.one_of(st.integers(0, 3000), st.integers(0, 3660 * DAY), st.integers(0, FAR))


def test_bounds_are_whole_seconds_that_reach_the_end_of_time() -> None:
    assert BOUNDS[:29] == (*range(25), 26, 28, 30, 32)
    assert all(isinstance(bound, int) for bound in BOUNDS)
    assert all(low < high for low, high in pairwise(BOUNDS))
    assert BOUNDS[-1] >= FAR > 3660 * DAY
    assert len(BOUNDS) < 700


def test_rows_are_the_bounds_as_a_store_holds_them() -> None:
    assert ROWS[0] == (0, -1, 0)
    assert ROWS[1] == (1, 0, 1)
    assert all(row == (i, BOUNDS[i - 1], BOUNDS[i]) for i, row in enumerate(ROWS) if i)


@given(durations)
def test_a_duration_is_in_the_one_row_that_covers_it(seconds: int) -> None:
    assert [i for i, low, high in ROWS if low < seconds <= high] == [bucket(seconds)]


@given(durations)
def test_what_stands_for_a_bucket_is_within_two_percent(seconds: int) -> None:
    assert abs(representative(bucket(seconds)) - seconds) <= seconds / 51 * (1 + 1e-12)


@pytest.mark.parametrize("seconds", [0, 1, 2, 10, 24])
def test_short_durations_are_exact(seconds: int) -> None:
    assert representative(bucket(seconds)) == seconds


def test_the_worst_bucket_is_the_first_of_two_seconds() -> None:
    assert bucket(25) == bucket(26) == 25
    assert representative(25) == pytest.approx(2 * 25 * 26 / 51)


@pytest.mark.parametrize("seconds", [-1, BOUNDS[-1] + 1])
def test_what_is_no_duration_is_refused(seconds: int) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        bucket(seconds)


def test_counts_add_up() -> None:
    pairs = histogram([0, 3, 3, 25, 26])
    assert pairs == [(0, 1), (3, 2), (25, 2)]
    assert merged([*pairs, (3, 5), (7, 0)]) == [(0, 1), (3, 7), (25, 2)]
    with pytest.raises(ValueError, match="no negative counts"):
        merged([(3, -1)])
    with pytest.raises(IndexError):
        representative(-1)
