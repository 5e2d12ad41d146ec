"""Agents: shared ranks, bars, components in their units, and what is absent."""

from dataclasses import replace

import pytest

from cxtui.console.panes.agents import AgentsPane, component
from cxtui.kpis.floor import Floor, Leaderboard, Ranked, ScoreComponent
from tests.console import floors
from tests.console.panes.stage import shown, staged, title, widths


def part(name: str, value: float | None, weight: float = 10) -> ScoreComponent:
    return ScoreComponent(name, value, 80, 70, 90, 50, weight)


def agent(name: str, rank: int | None, score: float, half: float = 10, lowest: int | None = None) -> Ranked:
    return Ranked(
        source="desk", agent=name.lower(), name=name, team=None, rank=rank, shared=lowest is not None, score=score,
        low=score - half, high=score + half, n=143 if rank else 11, volume=1204,
        components=(part("csat", 0.95, 20), part("lift", -4.2, 35), part("reply_time", 312, 8), part("fcr", None, 15)),
        lowest_rank=lowest or rank,
    )  # fmt: skip


def floor(*rows: Ranked, **more: object) -> Floor:
    weights = (("quality", 45.0), ("retention", 35.0), ("responsiveness", 20.0))
    board = replace(Leaderboard(rows=rows, weights=weights), **more)  # type: ignore[arg-type]
    return Floor(as_of=floors.NOW, zone=floors.ZONE, leaderboard=board)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("csat", 0.954, "95 %"), ("lift", 4.2, "+4.2"), ("reply_time", 312.0, "5:12"), ("own_invention", 3.14, "3.1")],
)
def test_a_component_is_told_in_its_unit(name: str, value: float, text: str) -> None:
    assert component(part(name, value), value) == text


async def test_rank_score_bar_and_components() -> None:
    pane = AgentsPane()
    tied = agent("Ola", 1, 90, lowest=2), agent("Ivan", 1, 70, lowest=2)
    rows = (agent("Sam", None, 0), *tied, agent("Mei", 3, 50))
    async with staged(pane, floor(*rows), (100, 12)):
        assert shown(pane)[:2] == [
            "    agent      score                                         ±  CSAT  kept  reply   FCR  replies",
            "1–2 Ola           90  ━━━━━━━━━━━━━━━━━━━━━━━━━━━├───●──┤  ±10  95 %  -4.2   5:12     –    1,204",
        ]
        assert [line.split()[:3] for line in shown(pane)[2:5]] == [
            ["1–2", "Ivan", "70"],
            ["3", "Mei", "50"],
            ["–", "Sam", "–"],
        ]
        assert "  n 11, too few to rank  " in shown(pane)[4]
        assert title(pane) == "Agents · quality 45 retention 35 response 20"


async def test_weights_are_said_only_of_a_score_that_there_is() -> None:
    for more, heading in (({"missing": "no agents"}, "Agents"), ({"weights": ()}, "Agents")):
        pane = AgentsPane()
        async with staged(pane, floor(agent("Ola", 1, 90), **more), (100, 12)):
            assert title(pane) == heading


async def test_who_has_too_little_stands_last_with_how_much_there_is() -> None:
    pane = AgentsPane()
    rows = (agent("Bo", None, 70), agent("Zoe", 1, 70), agent("Al", None, 90))
    async with staged(pane, floor(*rows, min_n=20), (100, 12)):
        assert [line.split()[:4] for line in shown(pane)[2:4]] == [["11", "of", "20", "Al"], ["11", "of", "20", "Bo"]]
        assert shown(pane)[1].split()[:3] == ["1", "Zoe", "70"]
        assert "too few to rank" in shown(pane)[2] and "n 11" not in shown(pane)[2]
    narrow = AgentsPane()
    async with staged(narrow, floor(*rows, min_n=20), (40, 12)):
        assert widths(narrow) == {36}
        assert [line.split()[:4] for line in shown(narrow)[2:4]] == [["11", "of", "20", "Al"], ["11", "of", "20", "Bo"]]


async def test_columns_go_by_weight_when_room_is_scarce() -> None:
    pane = AgentsPane()
    async with staged(pane, floor(agent("Ola", 1, 90)), (58, 10)):
        assert shown(pane)[0].split() == ["agent", "score", "±", "CSAT", "kept", "FCR"]
    narrow = AgentsPane()
    async with staged(narrow, floor(agent("Ola", 1, 90)), (40, 10)):
        assert shown(narrow)[0].split() == ["agent", "score"]
        assert shown(narrow)[1].endswith("├─●┤")


async def test_what_is_absent_is_named_with_its_reason() -> None:
    pane = AgentsPane()
    gap = floor(
        agent("Ola", 1, 90), absent=(("csat", "no table rating"), ("qa", "no purchases"), ("lift", "no purchases"))
    )
    async with staged(pane, gap, (80, 14)):
        assert shown(pane)[-1] == "without CSAT: no table rating; QA, kept: no purchases"
    low = AgentsPane()
    async with staged(low, gap, (80, 8)):
        assert "without" not in "".join(shown(low))


async def test_enter_opens_the_agent() -> None:
    pane = AgentsPane()
    async with staged(pane, floors.busy(), (100, 20), focus=True) as (stage, pilot):
        await pilot.press("end", "enter")
        assert stage.opened == [("helpdesk", "a12")]


async def test_every_width_fills_its_lines_with_any_text() -> None:
    for width in (40, 58, 100, 200):
        pane = AgentsPane()
        async with staged(pane, floors.hostile(), (width, 20)):
            assert widths(pane) == {width - 4}


async def test_no_agents_yet_and_ascii() -> None:
    pane = AgentsPane()
    async with staged(pane, floor(), (70, 9), ascii=True):
        assert shown(pane)[3].strip() == "no agent has answered anything yet"
        pane.show(floor(agent("Ola", 1, 70), agent("Sam", None, 0)))
        assert "".join(shown(pane)).isascii()
        assert shown(pane)[1].startswith("1   Ola")
