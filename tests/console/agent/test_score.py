"""My score: the day, the parts by what they cost, and the team without names."""

from dataclasses import replace

import pytest

from cxtui.console.agent.score import ScorePane
from cxtui.kpis.agent.work import AgentWork, Peers
from cxtui.kpis.floor import Leaderboard
from tests.console.agent.work import floor, own_row
from tests.console.panes.stage import shown, staged, title, widths


async def test_what_costs_most_stands_first() -> None:
    pane = ScorePane()
    async with staged(pane, floor(), (80, 22)):
        lines = shown(pane)
        assert lines[0] == "Today: first response 4:12 (n 12) · in target 92 % (n 12) · solved 14"
        assert lines[2] == "sure between 70 and 78, judged from n 240"
        assert lines[4].split() == ["part", "value", "score", "costs", "n"]
        csat, reply = lines[5], lines[6]
        assert csat.startswith("Customer satisfaction") and csat.split()[-2:] == ["20.0", "40"]
        assert reply.startswith("Reply time") and reply.split()[-2:] == ["6.0", "200"]
        assert title(pane) == "My score · 74.0 · rank 3–5 of 11"


async def test_the_team_has_no_names_and_marks_ones_own() -> None:
    pane = ScorePane()
    async with staged(pane, floor(), (80, 22)):
        drawn = shown(pane)
        at = drawn.index("Lamps: 5 scores without names")
        bars, axis, own = drawn[at + 1 : at + 4]
        assert [i for i, mark in enumerate(bars) if mark != " "] == [7, 18, 25, 37, 53]
        assert axis.startswith("0─") and axis.endswith("─100")
        assert own.index("▲") == 37 and own.endswith("▲ you")


async def test_in_ascii_nothing_else_is_drawn() -> None:
    pane = ScorePane()
    async with staged(pane, floor(), (80, 22), ascii=True):
        assert all(line.isascii() for line in shown(pane))
        at = shown(pane).index("Lamps: 5 scores without names")
        assert shown(pane)[at + 1].split() == ["1"] * 5 and shown(pane)[at + 3].strip() == "^ you"


@pytest.mark.parametrize("size", [(40, 12), (60, 14), (80, 24), (120, 36), (200, 50)])
async def test_no_line_is_too_wide_and_none_too_many(size: tuple[int, int]) -> None:
    pane = ScorePane()
    async with staged(pane, floor(), size):
        assert widths(pane) == {size[0] - 4}
        assert len(pane.lines(size[0] - 4, size[1] - 2)) <= size[1] - 2
        assert shown(pane)[0].startswith("Today: ")


@pytest.mark.parametrize("height", range(1, 20))
async def test_what_is_least_dear_gives_way(height: int) -> None:
    pane = ScorePane()
    pane.floor = floor()
    drawn = ["".join(cell.text for cell in line) for line in pane.lines(76, height)]
    assert len(drawn) <= height and drawn[0].startswith("Today")
    assert any("Lamps" in line for line in drawn) == (height >= 9)


async def test_without_a_score_it_says_how_much_is_there() -> None:
    row = replace(own_row(), score=None, low=None, high=None, rank=None, n=7, components=())
    pane = ScorePane()
    async with staged(pane, replace(floor(), leaderboard=Leaderboard((row,), min_n=20)), (80, 22)):
        drawn = "\n".join(shown(pane))
        assert "7 of 20 outcomes: too few for a score" in drawn
        assert "no part of the score has data yet" in drawn
        assert title(pane) == "My score"


async def test_without_a_row_of_ones_own_it_says_so() -> None:
    pane = ScorePane()
    async with staged(pane, replace(floor(), leaderboard=Leaderboard()), (80, 22)):
        assert "nothing of yours was judged yet" in "\n".join(shown(pane))


async def test_a_small_team_is_not_shown() -> None:
    alone = AgentWork("Ann", "Lamps", peers=Peers(missing="too small a team"))
    pane = ScorePane()
    async with staged(pane, replace(floor(), agent_work=alone), (80, 22)):
        assert "too small a team" in "\n".join(shown(pane))
