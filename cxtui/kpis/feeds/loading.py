"""Scores while a followed source's history is still being filled in: they wait for what they weigh."""

from collections.abc import Iterable
from dataclasses import replace

from cxtui.health import FeedHealth
from cxtui.kpis.floor import Leaderboard


def loaded(board: Leaderboard, followed: Iterable[FeedHealth]) -> Leaderboard:
    """Return a leaderboard without scores and ranks while history it counts over is on its way, else as it is.

    A source that has no older history to give is not waited for.
    """
    shares = [one.filling.share or 0.0 for one in followed if one.state == "filling" and one.filling is not None]
    if not shares or board.note is None:
        return board
    rows = tuple(
        replace(row, rank=None, lowest_rank=None, shared=False, score=None, low=None, high=None) for row in board.rows
    )
    return replace(board, rows=rows, absent=(), note=None, loading=int(100 * min(shares)))
