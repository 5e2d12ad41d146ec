"""Lists about agents: load with what is late, the audit with what stands out, and the means below a leaderboard."""

from dataclasses import replace

import pytest

from cxtui.console.messages import OpenAgent
from cxtui.console.panes.leaderboard import LeaderboardPane
from cxtui.console.panes.staff import AuditPane, DonePane, LiftPane, LoadPane, StaffingPane
from cxtui.console.panes.table import TablePane
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import WHOLE, Query, View
from tests.console import floors, people
from tests.console.panes.stage import shown, staged, widths
from tests.console.parts import AGENTS
from tests.console.people import answered


def tell(pane: TablePane, table: ListTable) -> None:
    [query] = pane.queries(pane.view)
    answered(pane, query, table)


def words(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


async def test_who_is_on_with_bars_of_what_they_hold() -> None:
    pane = LoadPane(id="load")
    async with staged(pane, floors.busy(), (90, 16), focus=True) as (stage, pilot):
        tell(pane, people.load())
        text = shown(pane)
        bars = [line.count("━") for line in text[1:5]]
        assert bars[1] > bars[2] > bars[0] > bars[3] >= 1 and bars[1] == pytest.approx(3 * bars[2], abs=1)
        assert words([line.replace("━", " ") for line in text[1:5]]) == [
            # Who is off and holds tickets stands first: nobody works on those.
            "Sam Reyes off 8 h 20 3 1 2 d 7 h – Tier 1",
            "Ola Nowak busy 2 h 00 12 2 1 d 1 h 83 % Tier 1",
            "Ivan Petrov online 1 h 00 4 1 h 56 40 % Billing",
            "Mei Tan away 10:00 1 10:00 0 % Tier 2",
        ]
        assert text[-1].startswith("2 on, 1 away; 5 open tickets are nobody's")
        await pilot.press("n")
        assert pane.chosen == ("helpdesk", "a1")
        await pilot.press("n")
        assert pane.chosen == ("helpdesk", "a4")
        await pilot.press("enter")
        assert stage.opened == [("helpdesk", "a4")]


async def test_what_stands_out_comes_first_and_an_agent_keeps_a_row_for_each_suspicion() -> None:
    pane = AuditPane(id="audit")
    async with staged(pane, floors.busy(), (100, 16), focus=True) as (stage, pilot):
        tell(pane, people.audit())
        text = words(shown(pane)[1:4])
        assert text == [
            "Ola Nowak survey not sent ! yes 151 297 51 % 29 % Tier 1",
            "Ivan Petrov solved without a reply 1 120 0.8 % 0.6 % Billing",
            "Ola Nowak solved without a reply under 20 1 9 11 % 0.6 % Tier 1",
        ]
        await pilot.press("end", "enter")
        assert stage.opened == [("helpdesk", "a1")]
        tell(pane, people.audit())
        assert pane.cursor == 2


async def test_the_staffing_hint_is_of_now_whatever_people_look_at() -> None:
    pane = StaffingPane(id="staffing")
    async with staged(pane, floors.busy(), (100, 12)):
        assert pane.queries(View(period="7d", where="team:billing")) == (Query("list", ("staffing",), WHOLE),)
        tell(pane, people.staffing())
        assert "━" in shown(pane)[1] and words(shown(pane))[1].startswith("phone 200 3:00")


async def test_a_lift_is_good_or_bad_only_where_its_interval_leaves_nothing_out() -> None:
    pane = LiftPane(id="lift")
    table = people.lift()
    rows = tuple(
        (*table.rows[0][:3], lift, low, high, *table.rows[0][6:-1], sample)
        for lift, low, high, sample in ((4.2, 1.0, 7.4, None), (0.5, -2.0, 3.0, "under 20"), (-6.0, -9.0, -3.0, None))
    )
    async with staged(pane, floors.busy(), (90, 12)):
        tell(pane, replace(table, rows=rows))
        assert [line.split()[2:4] for line in shown(pane)[1:4]] == [["+4.2", "pt"], ["+0.5", "pt"], ["-6", "pt"]]
        lift = next(column for column in table.columns if column.name == "lift")
        assert [pane.role(row, lift) for row in rows] == ["good", "", "bad"]
        assert "–" not in "".join(shown(pane)[1:4]) and "under 20" in shown(pane)[2]
        assert pane.number_at_hand() == "lift"


async def test_what_each_agent_solved_has_a_bar() -> None:
    pane = DonePane(id="done")
    async with staged(pane, floors.busy(), (58, 12)):
        tell(pane, people.done())
        first, second = shown(pane)[1:3]
        assert first.count("━") > second.count("━") > 0
        assert words([first.replace("━", " ")]) == ["Ola Nowak 120 118 12"]


async def test_below_the_agents_stands_what_is_usual_among_the_ranked() -> None:
    pane = LeaderboardPane(id="board")
    async with staged(pane, floors.busy(), (170, 24)):
        text = shown(pane)
        # Ten ranked agents: 92, 87.7 ... 53.3; 95 % of 143, 93 % of 132 ... and so on down.
        (mean,) = [line.split() for line in text if line.strip().startswith("mean")]
        csat = sum((0.95 - 0.02 * i) * (143 - 11 * i) for i in range(10)) / sum(143 - 11 * i for i in range(10))
        assert mean[:4] == ["mean", f"{92 - 4.3 * 4.5:.0f}", f"{csat * 100:.0f}", "%"]
        assert text[0].split()[:3] == ["agent", "team", "score"] and text[0].split()[-1] == "n"
        assert text[1].split()[-1] == "260"


async def test_without_anybody_ranked_there_is_no_mean() -> None:
    floor = floors.busy()
    few = replace(floor, leaderboard=replace(floor.leaderboard, rows=floor.leaderboard.rows[10:]))
    pane = LeaderboardPane(id="board")
    async with staged(pane, few, (120, 24)):
        assert not any("mean" in line for line in shown(pane))
    pane = LeaderboardPane(id="board")
    async with staged(pane, replace(floor, leaderboard=Leaderboard(missing="nothing imported yet")), (120, 24)):
        assert any("nothing imported yet" in line for line in shown(pane))


async def test_a_leaderboard_is_sorted_by_any_component_the_best_first() -> None:
    pane = LeaderboardPane(id="board")
    async with staged(pane, floors.busy(), (170, 24), focus=True) as (_, pilot):
        while pane.choices.column != "part reply_time":
            await pilot.press("s")
        assert [row.name for row in pane.rows][:3] == list(AGENTS[:3])
        await pilot.press("S")
        assert pane.rows[0].name == AGENTS[11]
        while pane.choices.column != "score":
            await pilot.press("s")
        assert [row.rank for row in pane.rows][-2:] == [None, None]
        message = pane.opening(pane.rows[0])
        assert isinstance(message, OpenAgent) and message.agent == "a1"


@pytest.mark.parametrize("size", [(40, 12), (58, 11), (80, 24), (132, 30), (200, 50)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_line_is_as_wide_as_the_pane(size: tuple[int, int], ascii: bool) -> None:
    for pane, table in ((LoadPane(id="load"), people.load()), (AuditPane(id="audit"), people.audit())):
        async with staged(pane, floors.busy(), size, ascii=ascii):
            tell(pane, table)
            assert widths(pane) == {pane.content_size.width}
            assert not ascii or all(line.isascii() for line in shown(pane))
    large = LeaderboardPane(id="board")
    async with staged(large, floors.hostile(), size, ascii=ascii):
        assert widths(large) == {large.content_size.width}
