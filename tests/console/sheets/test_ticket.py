"""A ticket's sheet: its promises at the present instant, and who did what when."""

from dataclasses import replace

import pytest

from cxtui.calendars import OpenHours
from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.ticket import reason, ticket
from cxtui.kpis.clock_state import clock_state
from cxtui.kpis.floor import Clock, ClockState, Survey, TimelineEntry
from tests.console import floors, people
from tests.console.parts import HOUR, NOW, ZONE, calendars, ticket_view


def lines(width: int = 120, now: int = NOW, **changes: object) -> list[str]:
    view = replace(ticket_view(), **changes)  # type: ignore[arg-type]
    return text_of(ticket(view, calendars(), ZONE, now, width).lines)


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
    assert clock_state(clock(state, due), None, now) == expected


def test_what_is_left_is_counted_in_the_promises_own_hours() -> None:
    hours = OpenHours.joined([(NOW, NOW + 600, 0), (NOW + 7200, NOW + 10_800, 600)])
    assert clock_state(clock("running", NOW + 9000), hours, NOW + 300) == ("running", 300 + 1800)


@pytest.mark.parametrize(
    ("read_as", "now", "expected"),
    [("paused", NOW + 300, ("running", 300 + 1800)), ("running", NOW + 700, ("paused", 1800)),
     ("paused", NOW + 9001, ("breached", -1)), ("paused", NOW + 8700, ("at_risk", 300))],
)  # fmt: skip
def test_opening_hours_begin_and_end_between_readings(
    read_as: ClockState, now: int, expected: tuple[str, int | None]
) -> None:
    hours = OpenHours.joined([(NOW, NOW + 600, 0), (NOW + 7200, NOW + 10_800, 600)])
    assert clock_state(clock(read_as, NOW + 9000, "shifts"), hours, now) == expected


def test_a_promise_that_waits_for_the_customer_keeps_what_is_left() -> None:
    waiting = Clock("resolution", "paused", None, 7 * HOUR, "it waits for the customer to answer", None)
    assert clock_state(waiting, None, NOW + 90_000) == ("paused", 7 * HOUR)


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
    rows = [line for line in lines(clocks=clocks) if line[3:9] in {c.metric[:6].replace("_", " ") for c in clocks}]
    assert [" ".join(line.split()) for line in rows] == [
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
    view = replace(ticket_view(), customer="c9", surveys=people.surveys(), reviews=people.reviews())
    for ascii in (False, True):
        for whose in (None, "reading", people.customer()):
            made = ticket(view, calendars(), ZONE, NOW, width, ascii, whose)
            assert max(width_of(line) for line in made.lines) <= width


def test_a_huge_message_does_not_bury_the_rest() -> None:
    moment = TimelineEntry(NOW, 0, "message", "Ann", "customer", True, False, "word " * 200_000, None)
    assert len(lines(timeline=(moment, moment))) < 40


def shown(width: int = 120, **changes: object) -> list[str]:
    """Return the lines of a ticket with its customer."""
    view = replace(ticket_view(), customer="c9", **changes)  # type: ignore[arg-type]
    return text_of(ticket(view, calendars(), ZONE, NOW, width, customer=people.customer()).lines)


def after(text: list[str], head: str) -> list[str]:
    """Return the lines under a heading, up to the next blank one."""
    start = next(i for i, line in enumerate(text) if line.startswith(f"─ {head} "))
    return text[start + 1 : text.index("", start)]


def test_what_was_said_of_it_with_comments_and_reviews() -> None:
    text = after(shown(surveys=people.surveys(), reviews=people.reviews()), "What was said of it")
    assert [" ".join(line.split()) for line in text] == [
        "X Satisfaction: 2 of 1 to 5, not satisfied 2026-11-21 13:32:07 Ola Nowak",
        "Nobody told me anything.",
        "Satisfaction: 4 of 1 to 5, satisfied, a later answer counts 2026-11-21 06:32:07 Ola Nowak",
        "Recommendation: asked 2026-11-21 05:32:07, not answered",
        "X Quality review: 0 %, failed: solution 2026-11-21 11:32:07 Mei Tan",
        "process –, solution 25 % (critical), tone 100 %",
    ]
    assert not any("What was said" in line for line in shown())


@pytest.mark.parametrize(
    ("value", "expected"),
    [(10.0, "promoter"), (9.0, "promoter"), (8.0, "passive"), (7.0, "passive"), (6.0, "detractor")],
)
def test_a_recommendation_is_named(value: float, expected: str) -> None:
    survey = Survey("nps", None, NOW, value, 0.0, 10.0, None, None, None)
    assert expected in after(shown(surveys=(survey,)), "What was said of it")[0]


def test_whose_it_is_with_money_and_earlier_contacts() -> None:
    text = [" ".join(line.split()) for line in after(shown(), "The customer")]
    assert text == [
        "Acme GmbH ◆ gold, since 2024-12-21, 14 contacts, 1 open",
        "bought for 1,240 EUR in 4 purchases",
        "a contract until 2027-01-25, of 1,200",
        "2026-11-12 #47011 chat 1:05 solved satisfied Cannot log in since the update",
        "2026-10-12 #46900 email 1 d 1 h X solved not satisfied Refund for order 99120",
        "and 11 earlier contacts",
    ]


def test_lines_of_the_customer_lead_to_them_and_to_their_tickets() -> None:
    view = replace(ticket_view(), customer="c9")
    made = ticket(view, calendars(), ZONE, NOW, 120, customer=people.customer())
    assert [(link.kind, link.source, link.id) for link in made.links.values()] == [
        ("customer", "helpdesk", "c9"), ("ticket", "helpdesk", "47011"), ("ticket", "helpdesk", "46900"),
    ]  # fmt: skip
    for line, link in made.links.items():
        text = text_of([made.lines[line]])[0]
        assert (link.id if link.kind == "ticket" else "Acme") in text


def test_a_customer_that_cannot_be_shown() -> None:
    view = replace(ticket_view(), customer="c9")
    text = text_of(ticket(view, calendars(), ZONE, NOW, 80, customer="this is not shown here").lines)
    assert after(text, "The customer") == ["  this is not shown here"]


def test_one_who_left_and_whose_contract_ended() -> None:
    gone = replace(people.customer(), left_at=NOW, contracts=(replace(people.customer().contracts[0], live=False),),
                   money=(), contacts=1, open_count=0, history=())  # fmt: skip
    view = replace(ticket_view(), customer="c9")
    text = after(text_of(ticket(view, calendars(), ZONE, NOW, 120, customer=gone).lines), "The customer")
    assert [" ".join(line.split()) for line in text] == [
        "Acme GmbH ◆ gold, since 2024-12-21, left 2026-11-21, 1 contact", "no contract runs any more",
    ]  # fmt: skip


@pytest.mark.parametrize("words", floors.HOSTILE, ids=range(len(floors.HOSTILE)))
@pytest.mark.parametrize("width", [36, 76, 150])
def test_what_customers_wrote_can_only_be_shown(words: str, width: int) -> None:
    view = replace(
        ticket_view(),
        subject=words,
        surveys=(replace(people.surveys()[0], comment=words, agent=words, kind=words),),
        reviews=(replace(people.reviews()[0], agent=words, categories=((words, 0.1, True), (words, None, False))),),
    )
    base = people.customer()
    contacts = tuple(replace(one, subject=words, channel=words, ticket=words) for one in base.history)
    money = (replace(base.money[0], currency=words),)
    whose = replace(base, name=words, tier=words, history=contacts, money=money)
    made = ticket(view, calendars(), ZONE, NOW, width, customer=whose)
    assert len(made.lines) < 90
    for line in made.lines:
        assert width_of(line) <= width
        text = "".join(cell.text for cell in line)
        assert not any(
            ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202a\u202b\u202d\u202e\u2066\u2067" for c in text
        )
