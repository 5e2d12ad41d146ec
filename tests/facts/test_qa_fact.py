"""A review's score is rounded to ten-thousandths, half of one up."""

from typing import Any

import pytest

from tests.facts.histories import History, instant


@pytest.mark.parametrize(("value", "score"), [(0.9, 0), (1.0, 1), (2.9, 1), (3.0, 2), (20_000.0, 10_000)])
def test_half_a_ten_thousandth_counts_as_a_whole_one(make: Any, value: float, score: int) -> None:
    h = History().add("agent", agent="a1", kind="human").ticket("t", "2025-01-14 10:00")
    h.add("qa_score", review="q", ticket="t", agent="a1", category="tone", value=value, min=0.0, max=20_000.0,
          weight=1.0, critical=0, occurred_at=instant("2025-01-15 10:00"))  # fmt: skip
    assert [row[-1] for row in make(h)["qa_fact"]] == [score]
