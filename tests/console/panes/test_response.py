"""First response: clocks, states, columns, and what a tick repaints."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from textual.geometry import Region

from cxtui.calendars import OpenHours
from cxtui.console.panes.response import ResponsePane, clock_role
from cxtui.kpis.clock_state import at_risk
from cxtui.kpis.floor import Floor, Responses, Waiting
from tests.console import floors
from tests.console.panes.stage import Repaints, shown, staged, subtitle, title, widths

WARSAW = ZoneInfo("Europe/Warsaw")


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> int:
    """Return an instant of November 2026 in Warsaw; the 20th is a Friday."""
    return int(datetime(2026, 11, day, hour, minute, second, tzinfo=WARSAW).timestamp())


WEEKDAYS = OpenHours.joined(
    [(at(day, 9), at(day, 17), 8 * 3600 * i) for i, day in enumerate((19, 20, 23, 24))],
)


def waiting(ticket: str, due_at: int | None, calendar: str | None = None, target: int | None = 3600) -> Waiting:
    return Waiting(
        source="desk", ticket=ticket, subject="Broken lamp", customer="Acme GmbH", customer_tier="gold",
        priority="P2", channel="email", team="Lamps", assignee="Mei Tan", created_at=0, due_at=due_at,
        target_s=target, calendar=calendar,
    )  # fmt: skip


def floor(now: int, *rows: Waiting, breached: int = 0, waiting: int | None = None) -> Floor:
    whole = len(rows) if waiting is None else waiting
    part = Responses(rows=rows, waiting=whole, breached=breached)
    return Floor(as_of=now, zone="Europe/Warsaw", responses=part, calendars={"weekdays": WEEKDAYS})


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        (at(20, 16, 30), "", 3600),
        (at(20, 16, 59, 59), "", 1801),
        (at(20, 17), "paused", 1800),
        (at(22, 12), "paused", 1800),
        (at(23, 9), "", 1800),
        (at(23, 9, 15), "", 900),
        (at(23, 9, 15, 1), "warn", 899),
        (at(23, 9, 30), "warn", 0),
        (at(23, 9, 30, 1), "bad", -1),
    ],
)
def test_a_clock_stands_while_its_calendar_is_shut(now: int, state: str, left: int) -> None:
    row = waiting("1", at(23, 9, 30), "weekdays")
    assert clock_role(row, WEEKDAYS, now) == (state, left)


def test_a_clock_without_a_calendar_runs_through_the_night() -> None:
    assert clock_role(waiting("1", at(21, 9)), None, at(20, 21)) == ("", 12 * 3600)


def test_no_promise_no_clock() -> None:
    assert clock_role(waiting("1", None), None, at(20, 9)) == ("faint", None)


@pytest.mark.parametrize(
    ("target", "calm", "hot"),
    [(14_400, 3600, 3599), (3600, 900, 899), (120, 60, 59), (20, 10, 9), (None, 60, 59)],
)
def test_a_quarter_left_or_a_minute_of_a_short_promise_is_at_risk(target: int | None, calm: int, hot: int) -> None:
    assert not at_risk(calm, target)
    assert at_risk(hot, target)


async def test_rows_tell_state_clock_ticket_and_people() -> None:
    now = at(20, 12)
    rows = (
        waiting("48124", now + 5000),
        replace(waiting("INC0012", now - 130), priority="P1", channel="chat", customer="Globex",
                customer_tier="silver", assignee=None),
        waiting("48122", now + 44, target=120),
        replace(waiting("7", None), subject=None, customer=None, customer_tier=None, priority=None, channel=None),
    )  # fmt: skip
    pane = ResponsePane()
    async with staged(pane, floor(now, *rows, breached=1), (117, 12)):
        assert shown(pane)[:5] == [
            "    left    ticket  prio  via    customer             subject                          assignee   due",
            "X -02:10   INC0012  P1    chat   Globex               Broken lamp                      —          11:57",
            "!  00:44    #48122  P2    email  Acme GmbH         ◆  Broken lamp                      Mei Tan    12:00",
            "  1 h 23    #48124  P2    email  Acme GmbH         ◆  Broken lamp                      Mei Tan    13:23",
            "       –        #7                                                                     Mei Tan",
        ]
        assert title(pane) == "First response · 4 waiting · 1 breached"


async def test_a_paused_clock_says_when_it_goes_on() -> None:
    pane = ResponsePane()
    now = at(21, 12)
    async with staged(pane, floor(now, waiting("1", at(23, 9, 30), "weekdays")), (120, 10)):
        assert shown(pane)[1].split()[:2] == ["‖", "30:00"]
        assert "  opens Mon 09:00" in shown(pane)[1]
    narrow = ResponsePane()
    async with staged(narrow, floor(now, waiting("1", at(23, 9, 30), "weekdays")), (60, 10)):
        assert shown(narrow)[1].startswith("‖ Mon 09:00     #1 P2 ")


async def test_hours_that_are_not_known_never_stop_a_clock() -> None:
    pane = ResponsePane()
    now = at(21, 12)
    rows = (
        waiting("1", now + 5000, "weekdays"),
        waiting("2", at(28, 12), "weekdays"),
        waiting("3", now + 9000, "gone"),
    )
    async with staged(pane, floor(now, *rows), (120, 10)):
        assert [line.split()[:3] for line in shown(pane)[1:4]] == [
            ["‖", "00:00", "#1"],
            ["2", "h", "30"],
            ["7", "d", "0"],
        ]
    emptied = ResponsePane()
    async with staged(emptied, replace(floor(now, *rows), calendars={"weekdays": OpenHours()}), (120, 10)):
        assert shown(emptied)[1].split()[:3] == ["1", "h", "23"]


@pytest.mark.parametrize("width", [40, 58, 80, 100, 120, 160, 200, 240])
async def test_every_width_shows_clock_and_ticket_and_fills_its_lines(width: int) -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (width, 16)):
        assert widths(pane) == {width - 4}
        assert all(f"{48120 + i}" in line for i, line in enumerate(shown(pane)[1:]))
        assert "-02:10" in shown(pane)[2]


async def test_hostile_text_keeps_every_column_straight() -> None:
    calm, hostile = ResponsePane(), ResponsePane()
    async with staged(calm, floors.hostile(), (200, 20)):
        assert widths(calm) == {196}
        heads = shown(calm)[0]
        column = heads.index("due")
        for y in range(1, 8):
            strip = calm.render_line(y)
            assert strip.crop(column - 1, column + 1).text[0] == " "
            assert strip.crop(column, column + 5).text.strip() in ("14:29", "14:32", "14:33", "14:34", "14:35",
                                                                  "opens")  # fmt: skip
        assert "\x1b" not in "".join(shown(calm))
    async with staged(hostile, floors.hostile(), (58, 20)):
        assert widths(hostile) == {54}


async def test_a_tick_repaints_only_the_cells_of_clocks_that_moved() -> None:
    now = at(20, 12)
    pane = ResponsePane()
    rows = (waiting("1", now + 70), waiting("2", now + 7300), waiting("3", now + 125))
    async with staged(pane, floor(now, *rows), (100, 12)):
        repaints = Repaints(pane)
        pane.tick(now + 1)
        assert [line[3:8] for line in shown(pane)[1:4]] == ["01:09", "02:04", " h 01"]
        assert repaints.take() == [Region(6, 1, 2, 1), Region(7, 2, 1, 1)]
        pane.tick(now + 1)
        assert repaints.take() == []


async def test_a_promise_breaks_by_itself_as_time_passes() -> None:
    now = at(20, 12)
    pane = ResponsePane()
    rows = (waiting("1", now - 5), waiting("2", now + 1), waiting("3", now + 2))
    async with staged(pane, floor(now, *rows, breached=41, waiting=590), (100, 12)):
        assert title(pane) == "First response · 590 waiting · 41 breached"
        pane.tick(now + 1)
        assert title(pane) == "First response · 590 waiting · 41 breached"
        assert shown(pane)[2].startswith("!  00:00 ")
        pane.tick(now + 2)
        assert title(pane) == "First response · 590 waiting · 42 breached"
        assert shown(pane)[2].startswith("X -00:01 ")
        assert subtitle(pane) == "1–3 of 590"


async def test_a_promise_due_at_the_very_instant_of_the_picture_breaks_a_second_later() -> None:
    now = at(20, 12)
    pane = ResponsePane()
    async with staged(pane, floor(now, waiting("1", now - 1), waiting("2", now), breached=1), (100, 12)):
        assert pane.late() == 1
        pane.tick(now + 1)
        assert pane.late() == 2


async def test_the_same_picture_again_repaints_nothing() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.thousand(), (200, 50)):
        repaints = Repaints(pane)
        pane.show(floors.thousand())
        assert repaints.take() == []


async def test_an_older_picture_does_not_turn_the_clock_back() -> None:
    now = at(20, 12)
    pane = ResponsePane()
    async with staged(pane, floor(now, waiting("1", now + 70)), (100, 12)):
        pane.tick(now + 3)
        pane.show(floor(now + 2, waiting("1", now + 70)))
        assert "01:07" in shown(pane)[1]
        pane.show(floor(now - 600, waiting("1", now + 70)))
        assert "11:10" in shown(pane)[1]


async def test_nobody_waiting_is_a_good_state_and_a_gap_is_not() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.quiet(), (60, 9)):
        assert shown(pane)[3].strip() == "✓ nobody waits: all answered"
        assert title(pane) == "First response · 0 waiting"
        pane.show(floors.empty())
        assert [line.strip() for line in shown(pane) if line] == [
            "nothing imported yet: cxtui import",
            "FILE --as NAME, or cxtui demo",
        ]
        assert title(pane) == "First response"


async def test_ascii_mode_stays_ascii() -> None:
    pane = ResponsePane()
    now = at(21, 12)
    rows = (waiting("1", at(23, 9, 30), "weekdays"), replace(waiting("2", None), assignee=None))
    async with staged(pane, floor(now, *rows), (120, 10), ascii=True):
        assert all(line.isascii() for line in shown(pane))
        assert shown(pane)[1].split()[:2] == ["=", "30:00"]
        assert title(pane) == "First response - 2 waiting"
