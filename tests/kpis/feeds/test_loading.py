"""Scores wait while the history that they weigh is on its way."""

from dataclasses import replace

from cxtui.health import FeedHealth, FillHealth
from cxtui.kpis.feeds.loading import loaded
from cxtui.kpis.floor import Leaderboard
from tests.console import floors

BOARD = replace(floors.busy().leaderboard, note="covered only in part")


def feed(share: float | None, state: str = "filling") -> FeedHealth:
    filling = FillHealth(0, share) if state == "filling" else None
    return FeedHealth("desk", "push", state, 60, 0, 0, filling=filling)  # type: ignore[arg-type]


def test_nobody_is_ranked_while_history_is_loading_and_it_says_how_much_is_there() -> None:
    assert any(row.rank is not None for row in BOARD.rows)
    found = loaded(BOARD, [feed(0.439), feed(0.9)])
    assert (found.loading, found.note) == (43, None)
    assert {(row.rank, row.lowest_rank, row.score) for row in found.rows} == {(None, None, None)}
    assert [row.agent for row in found.rows] == [row.agent for row in BOARD.rows]
    assert [row.components for row in found.rows] == [row.components for row in BOARD.rows]
    assert loaded(BOARD, [feed(None)]).loading == 0


def test_a_board_is_as_it_is_where_its_period_is_covered_or_nothing_is_on_its_way() -> None:
    assert loaded(BOARD, [feed(None, "ok")]) is BOARD
    assert loaded(BOARD, []) is BOARD
    whole: Leaderboard = replace(BOARD, note=None)
    assert loaded(whole, [feed(0.5)]) is whole
