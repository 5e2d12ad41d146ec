"""A ticket's sheet: its promises at the present instant, and who did what when."""

from dataclasses import replace

import pytest

from cxtui.calendars import OpenHours
from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.ticket import reason, standing, ticket
from cxtui.kpis.floor import Clock, ClockState, Moment
from tests.console.parts import HOUR, NOW, ZONE, calendars, ticket_view


def lines(width: int = 120, now: int = NOW, **changes: object) -> list[str]:
    view = replace(ticket_view(), **changes)  # type: ignore[arg-type]
    return text_of(ticket(view, calendars(), ZONE, now, width))


def clock(state: ClockState, due: int | None, calendar: str | None = None) -> Clock:
    return Clock("first reply", state, due, None, "because", calendar)


@pytest.mark.parametrize(
    ("state", "due", "now", "expected"),
    [("running", NOW + HOUR, NOW, ("running", HOUR)), ("running", NOW + 599, NOW, ("at_risk", 599)),
     ("running", NOW, NOW, ("at_risk", 0)), ("running", NOW, NOW + 1, ("breached", -1)),
     ("at_risk", NOW + 9, NOW + 130, ("breached", -121)), ("met", NOW, NOW + 99, ("met", None)),
     ("unanswered", NOW, NOW + 99, ("unanswered", None)), ("running", None, NOW, ("running", None))],
)  # fmt: skip
def test_a_promise_runs_on_between_readings(
    state: ClockState, due: int | None, now: int, expected: tuple[str, int | None]
) -> None:
    assert standing(clock(state, due), None, now) == expected


def test_what_is_left_is_counted_in_the_promises_own_hours() -> None:
    hours = OpenHours.joined([(NOW, NOW + 600, 0), (NOW + 7200, NOW + 10_800, 600)])
    assert standing(clock("running", NOW + 9000), hours, NOW + 300) == ("running", 300 + 1800)


@pytest.mark.parametrize(
    ("read_as", "now", "expected"),
    [("paused", NOW + 300, ("running", 300 + 1800)), ("running", NOW + 700, ("paused", 1800)),
     ("paused", NOW + 9001, ("breached", -1)), ("paused", NOW + 8700, ("at_risk", 300))],
)  # fmt: skip
def test_opening_hours_begin_and_end_between_readings(
    read_as: ClockState, now: int, expected: tuple[str, int | None]
) -> None:
    hours = OpenHours.joined([(NOW, NOW + 600, 0), (NOW + 7200, NOW + 10_800, 600)])
    assert standing(clock(read_as, NOW + 9000, "shifts"), hours, now) == expected


def test_a_promise_that_waits_for_the_customer_keeps_what_is_left() -> None:
    waiting = Clock("resolution", "paused", None, 7 * HOUR, "it waits for the customer to answer", None)
    assert standing(waiting, None, NOW + 90_000) == ("paused", 7 * HOUR)


def test_a_reason_is_of_the_state_shown() -> None:
    made = clock("running", NOW + HOUR, "shifts")
    assert reason(made, "running", HOUR) == "because (shifts hours, due in 1 h 00)"
    assert reason(made, "paused", 60) == "the calendar shifts is shut now (shifts hours, due in 1 min)"
    assert reason(made, "breached", -60) == "it was due (shifts hours)"
    assert reason(clock("paused", NOW + HOUR, "shifts"), "running", HOUR).startswith(
        "the calendar shifts is open again"
    )
    assert reason(clock("met", NOW, None), "met", -5) == "because"


def test_all_promises_of_a_ticket_stand_under_each_other() -> None:
    clocks = (
        Clock("first_response", "breached", NOW - 7200, None, "it was due before another target was applied", None),
        Clock("first_response", "met", NOW - 3600, None, "answered in time", None),
        Clock("next_reply", "unanswered", NOW - 60, None, "it left the backlog without a reply", None),
        Clock("resolution", "paused", None, 7 * HOUR, "it waits for the customer to answer", None),
        Clock("agent_work", "running", NOW + HOUR, HOUR, "the ticket is not solved yet", None),
        Clock("requester_wait", "running", NOW + 2 * HOUR, 2 * HOUR, "the ticket is not solved yet", None),
    )
    told = [line for line in lines(clocks=clocks) if line[3:9] in {c.metric[:6].replace("_", " ") for c in clocks}]
    assert [" ".join(line.split()) for line in told] == [
        "X first response breached due 12:32 it was due before another target was applied",
        "✓ first response met due 13:32 answered in time",
        "X next reply unanswered due 14:31 it left the backlog without a reply",
        "‖ resolution paused 7 h 00 it waits for the customer to answer",
        "agent work running 1 h 00 due 15:32 the ticket is not solved yet",
        "requester wait running 2 h 00 due 16:32 the ticket is not solved yet",
    ]


def test_promises_say_state_time_left_and_why() -> None:
    text = lines()
    (first,) = [line for line in text if "first reply" in line]
    assert first.startswith(" ✓ first reply    met ")
    assert first.endswith("answered in 6 min 50 s of 4 h (weekdays hours)")
    (late,) = [line for line in lines(now=NOW + 521) if "next reply" in line]
    assert late.startswith(" X next reply     breached      -00:21")


def test_the_timeline_says_when_how_long_after_who_and_what() -> None:
    text = lines()
    assert "  12:35:57    +5 min  Ola Nowak            replied     Which address should it be?" in text
    assert "  13:55:47  +1 h 19   Anna Kowalczyk       wrote       Ul. Długa 5, please" not in text
    (answer,) = [line for line in text if "Długa" in line]
    assert answer.split() == ["13:55:47", "+1", "h", "19", "Anna", "Kowalczyk", "wrote", "Ul.", "Długa", "5,", "please"]
    assert any("status" in line and "open → pending" in line for line in text)
    assert any("auto-reply" in line and "We got your message." in line for line in text)


def test_each_day_of_a_timeline_is_named_once() -> None:
    view = ticket_view()
    night = replace(view.timeline[-1], at=NOW + 86_400)
    text = lines(timeline=(*view.timeline, night))
    assert [line.strip() for line in text if line.strip().startswith("2026-")] == ["2026-11-21", "2026-11-22"]


def test_what_was_left_out_is_said() -> None:
    assert "  1,204 lines are left out here" in lines(cut=1204)
    assert any("Timeline · 1,216" in line for line in lines(cut=1204))


def test_a_ticket_without_history_promises_or_subject_says_so() -> None:
    text = lines(timeline=(), clocks=(), subject=None, facts=())
    assert "(no subject)" in text[0]
    assert "  no promise applies to this ticket" in text
    assert "  this source has no history of the ticket" in text


@pytest.mark.parametrize("width", [36, 60, 76, 116, 196])
def test_no_line_is_wider_than_the_sheet(width: int) -> None:
    made = ticket(ticket_view(), calendars(), ZONE, NOW, width)
    assert max(width_of(line) for line in made) <= width


def test_a_huge_message_does_not_bury_the_rest() -> None:
    moment = Moment(NOW, 0, "message", "Ann", "customer", True, False, "word " * 200_000, None)
    assert len(lines(timeline=(moment, moment))) < 40
