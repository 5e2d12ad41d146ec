"""The hand-made floors hold together, or the tests on them prove nothing."""

import pytest

from tests.console import floors, parts


@pytest.mark.parametrize("name", ["busy", "quiet", "gaps", "hostile", "thousand", "stale"])
def test_counts_agree_with_rows(name: str) -> None:
    floor = getattr(floors, name)()
    assert floor.responses.waiting == len(floor.responses.rows)
    due = [row.due_at for row in floor.responses.rows if row.due_at is not None]
    assert due == sorted(due)
    assert floor.escalations.open >= len(floor.escalations.rows)


def test_the_balance_of_the_day_closes() -> None:
    volume = parts.volume()
    levels = [level for level in volume.backlog if level is not None]
    into = [v for v in volume.inflow if v is not None]
    out = [v for v in volume.outflow if v is not None]
    assert levels[-1] - 290 == sum(into) - sum(out)
    assert len(levels) == 58  # 14:32 is in the 59th quarter, which is not over


def test_thousand_waits() -> None:
    assert floors.thousand().responses.waiting == 1000
