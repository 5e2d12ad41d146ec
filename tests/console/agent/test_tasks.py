"""An agent's queue: states, promises, who waits, and what the title counts."""

from dataclasses import replace

import pytest

from cxtui.calendars import OpenHours
from cxtui.console.agent.tasks import QueuePane, UnassignedPane, clock_role
from cxtui.kpis.agent.work import AgentWork, Tasks
from tests.console.agent.work import QUEUE, floor, task
from tests.console.panes.stage import Repaints, settle, shown, staged, title, widths
from tests.console.parts import NOW

SHUT = OpenHours.joined([(NOW + 3600, NOW + 7200, 0)])


async def test_rows_tell_state_promise_and_who_waits() -> None:
    pane = QueuePane()
    async with staged(pane, floor(), (117, 12)):
        heads, *rows = shown(pane)[:7]
        assert heads.split() == [
            "left",
            "next",
            "step",
            "waits",
            "ticket",
            "prio",
            "status",
            "via",
            "customer",
            "subject",
        ]
        assert [row.split()[:6] for row in rows] == [
            ["X", "-02:10", "next", "reply", "32", "min"],
            ["!", "00:44", "first", "reply", "1", "min"],
            ["2", "h", "30", "solution", "#48003", "P2"],
            # Every row has a clock and what comes next: without a promise the clock counts up.
            ["‖", "1", "h", "00", "customer's", "turn"],
            ["+1", "h", "02", "your", "reply", "1"],
            ["+2", "h", "00", "on", "hold", "#48006"],
        ]
        assert title(pane) == "My queue · 6 open · 3 wait for an answer · 1 breached"


async def test_the_least_a_row_says_fits_a_narrow_terminal() -> None:
    pane = QueuePane()
    async with staged(pane, floor(), (40, 10), ascii=True):
        assert widths(pane) == {36}
        assert shown(pane)[1].startswith("X  -02:10") and "#48001" in shown(pane)[1]
        assert all(line.isascii() for line in shown(pane))


async def test_an_empty_queue_is_good_news() -> None:
    made = replace(floor(), agent_work=AgentWork("Ann", "Lamps"))
    queue, free = QueuePane(), UnassignedPane()
    async with staged(queue, made):
        assert "✓ nothing waits for you" in "\n".join(shown(queue))
    async with staged(free, made):
        assert "✓ everything in your team has somebody" in "\n".join(shown(free))


async def test_what_a_store_lacks_is_said() -> None:
    made = replace(floor(), agent_work=AgentWork("Ann", None, Tasks(missing="map a column assignee")))
    pane = QueuePane()
    async with staged(pane, made):
        assert "map a column assignee" in "\n".join(shown(pane))
        assert title(pane) == "My queue"


async def test_a_promise_that_breaks_between_two_floors_counts() -> None:
    pane = QueuePane()
    async with staged(pane, floor(), (117, 12)) as (_, pilot):
        repaints = Repaints(pane)
        pane.tick(NOW + 45)
        await settle(pilot)
        assert title(pane).endswith("· 2 breached")
        assert shown(pane)[2].split()[:2] == ["X", "-00:01"]
        assert None not in repaints.take()


async def test_columns_without_anything_to_say_are_left_out() -> None:
    rows = (task("1"), task("2", status="pending"))
    made = replace(floor(), agent_work=AgentWork("Ann", "Lamps", Tasks(rows, 2)))
    pane = QueuePane()
    async with staged(pane, made, (117, 12)):
        assert " ".join(shown(pane)[0].split()) == "left next step ticket prio status via customer subject due"
        assert [" ".join(line.split()[:5]) for line in shown(pane)[1:3]] == [
            "+2 h 00 nothing promised",
            "+2 h 00 customer's turn",
        ]


async def test_enter_opens_the_ticket_and_n_finds_what_is_late() -> None:
    pane = QueuePane()
    async with staged(pane, floor(), focus=True) as (stage, pilot):
        await pilot.press("down", "down", "n", "enter")
        assert stage.opened == [("helpdesk", "48001")]


@pytest.mark.parametrize(
    ("clock", "now", "state", "left"),
    [
        ({"due_at": NOW + 3000, "target_s": 3600}, NOW, "", 3000),
        ({"due_at": NOW + 899, "target_s": 3600}, NOW, "warn", 899),
        ({"due_at": NOW - 1, "target_s": 3600}, NOW, "bad", -1),
        ({"stands": "hold", "left_s": 70}, NOW, "paused", 70),
        ({}, NOW, "", None),
    ],
)
def test_a_clock_of_calendar_time(clock: dict[str, object], now: int, state: str, left: int | None) -> None:
    assert clock_role(task("1", **clock), None, now) == (state, left)


def test_a_clock_stands_while_its_calendar_is_shut() -> None:
    row = task("1", due_at=NOW + 5400, target_s=3600, calendar="day")
    assert clock_role(row, SHUT, NOW) == ("paused", 1800)
    assert clock_role(row, SHUT, NOW + 3600) == ("", 1800)


def test_all_promises_have_words() -> None:
    from cxtui.canonical import STATUSES, TARGET_METRICS
    from cxtui.console.agent import tasks

    assert set(tasks.PROMISES) == set(TARGET_METRICS)
    assert set(tasks.STATUSES) == set(STATUSES)
    assert {row.ticket for row in QUEUE} == {f"4800{n}" for n in range(1, 7)}
