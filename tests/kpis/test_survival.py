"""Kaplan–Meier: a published curve, ties, and the law that leaving hard tickets waiting improves nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis.histogram import bucket, histogram, representative
from cxtui.kpis.survival import Wait, curve, curve_of_buckets

# Remission times of Freireich et al. (1963), the example of most textbooks (weeks).
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_the_textbook_curve() -> None:
    found = curve(RELAPSED, IN_REMISSION)
    assert found.times == (6, 7, 10, 13, 16, 22, 23)
    assert [round(share, 3) for share in found.shares] == [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    assert found.quantile(0.5) == Wait(23, at_least=False, n=21, waiting=12, approximate=False)


def test_a_curve_that_stays_high_says_at_least_the_longest_wait() -> None:
    assert curve(RELAPSED, IN_REMISSION).quantile(0.9) == Wait(35, True, 21, 12, False)
    assert curve([], [40, 900]).quantile(0.5) == Wait(900, True, 2, 2, False)


def test_a_reply_comes_before_a_censoring_of_the_same_second() -> None:
    # Were the waiting one taken out first, the one reply would bring the curve to 0 at once.
    found = curve([10], [10])
    assert found.shares == (0.5,)
    assert found.quantile(0.5) == Wait(10, False, 2, 1, False)
    assert found.quantile(0.9) == Wait(10, True, 2, 1, False)


def test_without_waiting_tickets_it_is_the_lower_middle_value() -> None:
    assert curve([30, 10, 20], []).quantile(0.5) == Wait(20, False, 3, 0, False)
    assert curve([10, 20], []).quantile(0.5) == Wait(10, False, 2, 0, False)
    # Products of shares are rounded: nine of ten must reach one tenth exactly.
    assert curve(range(1, 11), []).quantile(0.9) == Wait(9, False, 10, 0, False)


def test_a_reply_at_once_and_nothing_at_all() -> None:
    assert curve([0, 0, 5], []).quantile(0.5) == Wait(0, False, 3, 0, False)
    assert curve([], []).quantile(0.5) is None


def test_what_is_no_wait_is_refused() -> None:
    with pytest.raises(ValueError, match="not below 0"):
        curve([-1], [])
    with pytest.raises(ValueError, match="less than 0 times"):
        curve_of_buckets([(3, -1)], [])
    with pytest.raises(ValueError, match="inside 0 and 1"):
        curve([1], []).quantile(1.0)


def test_solved_without_a_reply_stays_in_the_denominator() -> None:
    # Two of five are never answered: the median is the third reply's, not the second's.
    assert curve([10, 20, 30], [100, 100]).quantile(0.5) == Wait(30, False, 5, 2, False)


def test_buckets_give_the_curve_of_what_stands_for_them() -> None:
    found = curve_of_buckets(histogram([60, 60, 600]), histogram([7200]))
    assert found.quantile(0.5) == Wait(representative(bucket(60)), False, 4, 1, True)
    assert found.quantile(0.9) == Wait(representative(bucket(7200)), True, 4, 1, True)


waits = st.lists(st.integers(0, 60), max_size=25)


def not_better(before: Wait | None, after: Wait | None) -> bool:
    assert before is not None and after is not None
    return after.value >= before.value and after.at_least >= before.at_least


@given(st.lists(st.integers(0, 60), min_size=1, max_size=25), waits, st.integers(0, 40), st.data())
def test_ignoring_a_ticket_never_improves_the_figure(
    answered: list[int], waiting: list[int], extra: int, data: st.DataObject
) -> None:
    ignored = data.draw(st.integers(0, len(answered) - 1))
    rest = answered[:ignored] + answered[ignored + 1 :]
    left = [*waiting, answered[ignored] + extra]
    for q in (0.5, 0.9):
        assert not_better(curve(answered, waiting).quantile(q), curve(rest, left).quantile(q))
        rough = curve_of_buckets(histogram(answered), histogram(waiting)).quantile(q)
        assert not_better(rough, curve_of_buckets(histogram(rest), histogram(left)).quantile(q))


@given(waits, waits)
def test_the_curve_falls_from_one_and_orders_do_not_matter(answered: list[int], waiting: list[int]) -> None:
    found = curve(answered, waiting)
    assert all(0 <= low < high for low, high in zip(found.shares[1:], found.shares, strict=False))
    assert all(0 <= share < 1 for share in found.shares[:1])
    assert curve(answered[::-1], sorted(waiting)) == found
