"""The leaderboard finds planted effects through the whole chain: history, import, facts, buckets, scores.

Four floors here; ``python -m tests.proof.planted --seeds 20`` looks at twenty.
"""

from pathlib import Path

import pytest

from tests.proof.planted import WANTED, look, spearman


@pytest.mark.parametrize("seed", range(1, 5))
def test_effects_are_recovered_and_fast_but_bad_is_never_first(seed: int, tmp_path: Path) -> None:
    found = look(seed, tmp_path)
    assert found.ranked >= 20
    assert found.spearman >= WANTED
    assert found.quickest_bad == 1 and found.best_bad > 1
    assert found.bad and found.unsurveyed == found.bad


def test_rank_correlation_by_hand() -> None:
    # Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 (1 + 1 + 1 + 1) / (5 · 24) = .8.
    assert spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50]) == pytest.approx(0.8)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    # A tie shares the ranks 1.5 and 1.5: ((-1)(-.5) + 0 + (1)(1)) / sqrt(2 · 1.5) = .866.
    assert spearman([1, 2, 3], [5, 5, 9]) == pytest.approx(0.75**0.5)
