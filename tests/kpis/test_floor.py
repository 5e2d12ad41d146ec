"""What a floor says where nothing was told."""

from cxtui.kpis.agent.work import Tasks
from cxtui.kpis.floor import Metric
from cxtui.kpis.reading.levels import Levels


def test_a_number_is_exact_and_stands_to_no_norm_unless_it_says_so() -> None:
    one = Metric("csat", 0.9, "ratio", 0)
    assert (one.n, one.waiting, one.previous, one.target) == (0, None, None, None)
    assert (one.approximate, one.at_least, one.better, one.state) == (False, False, "none", "none")


def test_an_empty_floor_counts_nobody() -> None:
    tasks = Tasks()
    assert (tuple(tasks.rows), tasks.open, tasks.waiting, tasks.breached) == ((), 0, 0, 0)
    levels = Levels(7)
    assert (levels.waiting, levels.escalated, levels.unsolved, levels.unanswered) == (0, 0, 0, 0)
