"""An agent's sheet: every component with value, interval, n and weight."""

from dataclasses import replace

import pytest

from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.agent import agent
from cxtui.kpis.floor import Leaderboard, Ranked
from tests.console import floors
from tests.console.parts import ZONE, leaderboard, ranked


def lines(row: Ranked, board: Leaderboard | None = None, width: int = 120) -> list[str]:
    return text_of(agent(row, board or leaderboard(), ZONE, width))


def test_the_heaviest_component_comes_first_with_all_its_numbers() -> None:
    text = lines(ranked(0))
    start = next(i for i, line in enumerate(text) if line.startswith("  part "))
    assert text[start + 1].startswith("  Retention lift")
    assert text[start + 1].split()[-2:] == ["92", "35.0%"]
    (csat,) = [line for line in text if "Customer satisfaction" in line]
    assert " 95 % " in csat
    assert csat.split()[-2:] == ["143", "20.0%"]


def test_rank_score_interval_and_period_are_said() -> None:
    text = "\n".join(lines(ranked(0)))
    assert "1 (shared) of 10" in text
    assert "92.0  sure between 90 and 94" in text
    assert "2026-10-23 – 2026-11-21" in text
    assert "n 260" in text


def test_an_agent_with_too_little_data_has_no_rank() -> None:
    assert "not ranked yet" in "\n".join(lines(ranked(11)))


def test_components_without_data_are_named_with_their_reason() -> None:
    board = floors.gaps().leaderboard
    text = lines(board.rows[0], board)
    assert "  Customer satisfaction: no table rating" in text


def test_an_agent_without_any_component() -> None:
    text = "\n".join(lines(replace(ranked(0), components=(), score=None, low=None, high=None)))
    assert "no component has data for this agent" in text


@pytest.mark.parametrize("width", [36, 60, 76, 116, 196])
def test_no_line_is_wider_than_the_sheet(width: int) -> None:
    made = agent(ranked(3), leaderboard(), ZONE, width)
    assert max(width_of(line) for line in made) <= width
