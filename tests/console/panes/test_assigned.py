"""Waiting tickets and escalations: by what is at stake, only what nobody has, and what is new in the list."""

from dataclasses import replace

import pytest

from cxtui.console.draw.columns import PaneColumn, place
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.response import ResponsePane
from cxtui.kpis.floor import Escalations, Floor, Responses, Waiting
from tests.console.floors import NOW, busy
from tests.console.panes.stage import shown, staged, title
from tests.console.parts import waiting

BASE = replace(waiting(1, 0)[0], created_at=NOW - 4_000, customer_tier=None, calendar=None)


def row(ticket: str, left: int | None, priority: str, tier: str | None = None, assignee: str | None = None) -> Waiting:
    due_at = None if left is None else NOW + left
    return replace(BASE, ticket=ticket, due_at=due_at, priority=priority, customer_tier=tier, assignee=assignee)


def floor(*rows: Waiting, waiting: int | None = None) -> Floor:
    return replace(busy(), responses=Responses(rows=rows, waiting=len(rows) if waiting is None else waiting))


ROWS = (
    row("11", -60, "low"),  # 1.06 × 1
    row("12", 900, "P1", "gold", assignee="Mei Tan"),  # 0.5 × 8 × 2
    row("13", 300, "P2"),  # 0.75 × 4
    row("14", None, "P1", "gold"),
    row("15", 900, "P1", assignee="Sam Reyes"),  # 0.5 × 8
)


def tickets(pane: ResponsePane) -> list[str]:
    return [one.ticket for one in pane.rows]


async def test_s_sorts_by_what_is_at_stake_before_it_sorts_by_columns() -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(*ROWS), (90, 14), focus=True) as (_, pilot):
        assert tickets(pane) == ["11", "13", "12", "15", "14"]
        await pilot.press("s")
        assert tickets(pane) == ["12", "15", "13", "11", "14"]
        assert title(pane) == "First response · by stake · 5 waiting"
        await pilot.press("S")
        assert tickets(pane) == ["11", "13", "15", "12", "14"]
        await pilot.press("s")
        assert pane.choices.column == "left" and "stake" not in title(pane)


async def test_what_is_at_stake_moves_with_time() -> None:
    first, second = row("1", 60, "normal"), row("2", 5_000, "P1")
    pane = ResponsePane(id="response")
    async with staged(pane, floor(first, second), (90, 14), focus=True) as (_, pilot):
        await pilot.press("s")
        # 0.94 × 2 against 0.15 × 8.
        assert tickets(pane) == ["1", "2"]
        later = replace(floor(first, second), as_of=NOW + 4_000)
        pane.tick(NOW + 4_000)
        pane.show(later)
        # 1.81 × 2 against 0.47 × 8.
        assert tickets(pane) == ["2", "1"]


async def test_u_shows_only_what_nobody_has_and_then_everything() -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(*ROWS), (90, 14), focus=True) as (_, pilot):
        await pilot.press("u")
        assert tickets(pane) == ["11", "13", "14"]
        assert title(pane) == "First response · only unassigned: 3 · 5 waiting"
        await pilot.press("s")
        assert tickets(pane) == ["13", "11", "14"]
        pane.show(floor(*ROWS[:2]))
        assert tickets(pane) == ["11"]
        await pilot.press("u")
        assert tickets(pane) == ["12", "11"] and "unassigned" not in title(pane)


async def test_of_a_list_that_is_cut_at_least_so_many_are_nobodys() -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(*ROWS, waiting=900), (90, 14), focus=True) as (_, pilot):
        await pilot.press("u")
        assert pane.heading()[0] == "First response · only unassigned: 3+ · 900 waiting"


async def test_where_everything_has_somebody_the_list_says_so() -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(*ROWS[1:2]), (90, 14), focus=True) as (_, pilot):
        await pilot.press("u")
        assert "somebody has every one of them" in "\n".join(shown(pane))
        await pilot.press("u")
        assert "somebody has" not in "\n".join(shown(pane))


async def test_escalations_that_nobody_has() -> None:
    pane = EscalationsPane(id="escalations")
    async with staged(pane, busy(), (90, 14), focus=True) as (_, pilot):
        everything = len(pane.rows)
        await pilot.press("u")
        assert 0 < len(pane.rows) < everything and not any(one.assignee for one in pane.rows)
        assert pane.heading()[0].startswith(f"Escalations · only unassigned: {len(pane.rows)}+ · ")


@pytest.mark.parametrize(("age", "mark"), [(0, "•"), (59, "•"), (60, "#")])
async def test_a_row_younger_than_a_minute_is_marked(age: int, mark: str) -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(replace(BASE, ticket="77", created_at=NOW - age, due_at=NOW + 500)), (90, 14)):
        assert f"{mark}77 " in shown(pane)[1]


@pytest.mark.parametrize(("late", "mark"), [(0, "#"), (1, "•"), (59, "•"), (60, "#")])
async def test_a_promise_that_has_just_broken_is_marked(late: int, mark: str) -> None:
    pane = ResponsePane(id="response")
    async with staged(pane, floor(replace(BASE, ticket="77", due_at=NOW - late)), (90, 14)):
        assert f"{mark}77 " in shown(pane)[1]


async def test_a_mark_goes_when_its_minute_is_over_and_is_ascii_where_all_is() -> None:
    pane = ResponsePane(id="response")
    new = floor(replace(BASE, ticket="77", created_at=NOW - 58, due_at=NOW + 500))
    async with staged(pane, new, (90, 14), ascii=True):
        assert "*77 " in shown(pane)[1]
        pane.tick(NOW + 2)
        assert "#77 " in shown(pane)[1]


@pytest.mark.parametrize(("age", "mark"), [(59, "•"), (60, "#")])
async def test_a_fresh_escalation_is_marked(age: int, mark: str) -> None:
    one = replace(busy().escalations.rows[0], ticket="88", escalated_at=NOW - age)
    pane = EscalationsPane(id="escalations")
    async with staged(pane, replace(busy(), escalations=Escalations(rows=(one,), open=1)), (90, 14)):
        assert f"{mark}88 " in shown(pane)[1]


@pytest.mark.parametrize("columns", [ResponsePane.columns, EscalationsPane.columns], ids=["response", "escalations"])
def test_whether_anybody_has_a_ticket_never_goes_before_whose_it_is(columns: tuple[PaneColumn, ...]) -> None:
    needs = {"left": 9, "ticket": 9, "priority": 6, "channel": 6, "team": 12, "age": 9, "tier": 3}
    for width in range(20, 320):
        names = {column.name for column, _ in place(columns, width, needs)}
        assert "customer" not in names or "assignee" in names, width
    at_two_columns = {column.name for column, _ in place(columns, 56, needs)}
    assert "assignee" in at_two_columns
