"""The load of the floor in one line below the leaderboard of its own screen."""

import pytest

from cxtui.console.draw.strips import width_of
from cxtui.console.panes.floor_agents import FloorAgentsPane, load_line
from cxtui.kpis.lists.load_summary import LoadSummary
from tests.console import floors, people
from tests.console.panes.stage import shown, staged
from tests.console.people import answered

LOAD = LoadSummary(on=3, busiest="Yuki", most=12, left=91)
WHOLE = "3 on · busiest Yuki 12 · 91 lie with people who are off"


def words(load: LoadSummary, width: int, ascii: bool = False) -> str:
    return "".join(cell.text for cell in load_line(load, width, ascii))


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (55, WHOLE),
        (54, "3 on · 91 lie with people who are off"),
        (37, "3 on · 91 lie with people who are off"),
        (36, "91 lie with people who are off"),
        (30, "91 lie with people who are off"),
        (29, ""),
    ],
)
def test_what_lies_with_people_who_are_off_goes_last(width: int, text: str) -> None:
    assert words(LOAD, width) == text


def test_only_what_is_known_is_said() -> None:
    assert words(LoadSummary(3, "Yuki", 12, 0), 80) == "3 on · busiest Yuki 12"
    assert words(LoadSummary(0, None, None, 4), 80) == "0 on · 4 lie with people who are off"
    assert words(LoadSummary(2, None, None, None), 80, ascii=True) == "2 on"
    assert words(LoadSummary(None, None, None, None), 80) == ""


def test_a_name_is_shown_as_text_and_cut() -> None:
    line = load_line(LoadSummary(3, "\x1b[31m" + "y" * 5_000, 12, 91), 80)
    assert width_of(line) <= 80 and "\x1b" not in "".join(cell.text for cell in line)


async def test_the_line_stands_below_the_leaderboard_when_the_load_is_known() -> None:
    pane = FloorAgentsPane(id="agents")
    async with staged(pane, floors.busy(), (70, 14)):
        assert not any(" on" in line for line in shown(pane))
        [query] = pane.queries(pane.view)
        assert query.names == ("load",)
        answered(pane, query, people.load())
        assert "2 on · busiest Ola Nowak 12 · 3 lie with people who are off" in "\n".join(shown(pane))
