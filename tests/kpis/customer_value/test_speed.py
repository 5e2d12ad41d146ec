"""Speed against retention: planted turning points are found, and where there is none none is."""

import random
from collections.abc import Callable
from math import log2

import pytest

from cxtui.kpis.customer_value.bands import RESPONSE, Band, banded
from cxtui.kpis.customer_value.speed import Correlation, Knee, correlation, knee
from tests.kpis.customer_value.asking import near

MINUTE = 60


def planted(n: int, seed: int, chance: Callable[[float], float]) -> tuple[list[int], list[int]]:
    """Return ``n`` waits between half a minute and four hours, and outcomes with a chance by minutes waited."""
    rng = random.Random(seed)
    waits = [int(MINUTE * 2 ** rng.uniform(-1, 8)) for _ in range(n)]
    return waits, [int(rng.random() < chance(wait / MINUTE)) for wait in waits]


def step(minutes: float) -> float:
    return 0.85 if minutes <= 15 else 0.65


def slope(minutes: float) -> float:
    return 0.85 if minutes <= 15 else max(0.3, 0.85 - 0.12 * log2(minutes / 15))


def turning(found: Knee | None) -> float:
    """Return the minutes of a turning point that must be there."""
    assert found is not None
    return found.seconds / MINUTE


@pytest.mark.parametrize("seed", range(8))
def test_a_step_is_found_where_it_is(seed: int) -> None:
    found = knee(*planted(10_000, seed, step))
    assert turning(found) == near(15, abs=3)
    assert found is not None and (found.share, found.after) == (
        near(0.85, abs=0.02), near(0.65, abs=0.02),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_slope_that_begins_after_a_quarter_hour_is_found_within_a_band(seed: int) -> None:
    """Bands are 5–15 and 15–30 minutes; what falls only a little is not measurable at once."""
    assert 10 <= turning(knee(*planted(20_000, seed, slope))) <= 30


def test_where_speed_does_not_matter_no_point_is_found() -> None:
    found = [knee(*planted(2_000, seed, lambda _: 0.75)) for seed in range(60)]
    # At most one in twenty by construction; 60 draws exceed 7 once in a hundred times.
    assert sum(one is not None for one in found) <= 7


def test_faster_that_loses_is_no_gain() -> None:
    assert knee(*planted(10_000, 1, lambda minutes: 1.5 - step(minutes))) is None


def test_too_few_or_too_equal_to_say() -> None:
    assert knee([], []) is None and knee([60] * 500, [1, 0] * 250) is None
    assert knee(list(range(30)), [1] * 30) is None
    assert correlation([], []) is None
    assert correlation([5] * 10, [0, 1] * 5) is None and correlation(list(range(9)), [1] * 9) is None


def test_a_level_rests_on_25_units() -> None:
    """A group has 25 units: with one fewer of the slow ones there is one group, and nothing to compare."""
    fast, slow = [1] * 25, [0] * 25
    assert knee(list(range(50)), fast + slow) == Knee(24, 1.0, 0.0)
    assert knee(list(range(49)), fast + slow[1:]) is None


def test_rank_correlation_by_hand() -> None:
    # Ranks of 10 20 30 40 50 are 1 to 5; of 1 1 1 0 0, with ties, 4 4 4 1.5 1.5. Deviations from 3: −2 −1 0 1 2 and
    # 1 1 1 −1.5 −1.5; products −2 −1 0 −1.5 −3 = −7.5; squares 10 and 7.5; −7.5 / √75 = −.8660.
    found = correlation([10, 20, 30, 40, 50], [1, 1, 1, 0, 0])
    assert isinstance(found, Correlation) and (found.rho, found.n) == (near(-0.8660, abs=1e-4), 5)
    # Bonett and Wright: atanh −.8660 = −1.3170, half 1.96 √((1 + .375) / 2) = 1.6251: tanh −2.9421 and tanh .3081.
    assert (found.low, found.high) == (near(-0.9945, abs=1e-4), near(0.2987, abs=1e-4))


def test_correlation_has_the_sign_of_what_was_planted() -> None:
    down, flat = correlation(*planted(5_000, 3, slope)), correlation(*planted(5_000, 3, lambda _: 0.7))
    assert down is not None and down.high < 0 and down.p < 1e-6
    assert flat is not None and flat.low < 0 < flat.high


def test_bands_by_hand() -> None:
    found = banded([(0, 1), (60, 1), (61, 0), (300, 1), (900, 1), (901, 0), (10**6, 0)], RESPONSE)
    assert [(band.high, band.n, band.good) for band in found] == [
        (60, 2, 2), (300, 2, 1), (900, 1, 1), (1800, 1, 0), (3600, 0, 0), (14400, 0, 0), (28800, 0, 0),
        (86400, 0, 0), (None, 1, 0),
    ]  # fmt: skip
    # Wilson's lower bound of 2 of 2 at 1.96 is .3424.
    assert (found[0].share, found[0].share_low) == (1.0, near(0.3424, abs=1e-4))
    assert found[4] == Band(1800, 3600, 0, 0)
