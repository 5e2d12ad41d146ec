"""Lift worked by hand: what the same customers' others do, and no credit for easy customers."""

import pytest

from cxtui.kpis.retention_lift import STEADY, Lift, LiftCell, lifts, steadied


def cell(name: str, customers: int, kept: int, tier: str = "gold", share: float = 1.0) -> LiftCell:
    """Return a cell of customers served with the same share each."""
    return LiftCell((tier, name), tier, customers * share, kept * share, customers * share**2, kept * share**2)


def only(found: Lift | None) -> Lift:
    """Return a lift that must be there."""
    assert found is not None
    return found


def test_two_agents_by_hand() -> None:
    ola, ivan = map(only, lifts([(cell("chat", 2, 2),), (cell("chat", 2, 1),)]))
    # Without Ola the tier keeps 1 of 2, and the floor, one customer of it, ½: e = 1.5 / 3 = ½.
    assert tuple(ola) == pytest.approx((50.0, 10_000 * 2 * 0.25 / 4, 2.0))
    # Without Ivan all are kept: e = 1, he lost one of two.
    assert tuple(ivan) == pytest.approx((-50.0, 10_000 * 1 / 4, 2.0))


def test_shares_weigh_customers_and_customers_are_the_units() -> None:
    whole = only(lifts([(cell("chat", 40, 30),), (cell("chat", 100, 80),)])[0])
    half = only(lifts([(cell("chat", 40, 30, share=0.5),), (cell("chat", 100, 80),)])[0])
    assert half == pytest.approx(whole)
    assert whole.n == pytest.approx(40)
    e = (80 + 0.8) / 101
    assert whole.points == pytest.approx(100 * (30 - 40 * e) / 40)
    assert whole.variance == pytest.approx(10_000 * (30 * (1 - e) ** 2 + 10 * e**2) / 40**2)


def test_hard_customers_are_no_fault_and_easy_ones_no_merit() -> None:
    hard = (cell("phone", 200, 100),)
    easy = (cell("chat", 200, 180),)
    found = [only(one).points for one in lifts([hard, hard, easy, easy])]
    assert found == pytest.approx([0, 0, 0, 0], abs=1.5)


def test_tiers_are_compared_with_themselves() -> None:
    agents = [
        (cell("chat", 300, 285, "gold"),),
        (cell("chat", 300, 285, "gold"), cell("chat", 300, 150, "free")),
        (cell("chat", 300, 150, "free"),),
    ]
    assert [only(one).points for one in lifts(agents)] == pytest.approx([0, 0, 0], abs=0.2)


def test_a_cell_nobody_else_serves_falls_back_to_its_tier() -> None:
    # Phone cells differ much from chat, but Mei alone serves the night: her e is near the rest of the tier.
    mei = (cell("night", 50, 40),)
    rest = (cell("phone", 400, 200), cell("chat", 400, 360))
    found = only(lifts([mei, rest])[0])
    tier = (560 + 0.7) / 801
    assert found.points == pytest.approx(100 * (40 / 50 - tier))


def test_nobody_to_compare_with_is_no_lift() -> None:
    assert lifts([(cell("chat", 50, 40),)]) == [None]
    assert lifts([(cell("chat", 50, 40),), ()])[0] is None
    assert lifts([(), (cell("chat", 3, 1),), (cell("chat", 3, 1),)])[0] is None
    assert lifts([(cell("chat", 0, 0),), (cell("chat", 3, 1),)])[0] is None
    assert lifts([]) == []


def test_a_handful_of_kept_customers_is_no_certainty() -> None:
    lucky, steady = Lift(2.0, 1.0, 2.0), Lift(0.0, 9.0, 100.0)
    # Scatter per customer: lucky 2, steady 900; the team's (1·4 + 9·10,000) / 102 = 882.4.
    found = steadied([lucky, None, steady])
    team = (1 * 4 + 9 * 10_000) / 102
    assert found[1] is None
    assert only(found[0]).variance == pytest.approx((2 * 2 + team * STEADY) / (2 + STEADY) / 2)
    assert only(found[2]).variance == pytest.approx((100 * 900 + team * STEADY) / (100 + STEADY) / 100)
    assert steadied([None]) == [None]
