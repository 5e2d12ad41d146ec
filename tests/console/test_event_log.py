"""The log of events: bounded, in the order of time, each once, and what came while nobody looked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.event_log import MOST, TOLD_S, EventLog, Missed
from cxtui.kpis.floor import Floor, Responses
from cxtui.kpis.floor_events import StandingTrigger
from cxtui.kpis.query import View
from tests.console.floors import NOW, busy
from tests.console.parts import waiting

PLAIN = replace(busy(), responses=Responses())
OPENED = 8
"""Escalations that the busy floor carries: all that has happened there where nobody waits."""


def late(ticket: int, due_at: int, at: int, where: str = "") -> Floor:
    """Return a floor on which one more ticket waits."""
    row = replace(waiting(1, 0)[0], ticket=str(ticket), due_at=due_at)
    return replace(PLAIN, as_of=at, responses=Responses(rows=(row,), waiting=1), view=View(where=where))


def test_a_console_just_opened_tells_what_the_floor_tells() -> None:
    log = EventLog()
    log.take(busy())
    kinds = [event.kind for event in log.events]
    assert (kinds.count("broke"), kinds.count("escalated"), len(kinds)) == (2, OPENED, 2 + OPENED)
    assert [event.at for event in log.events] == sorted(event.at for event in log.events)
    assert log.until(NOW)[0].id == "48121"


def test_the_oldest_give_way() -> None:
    log = EventLog(most=3)
    log.take(replace(PLAIN, escalations=replace(PLAIN.escalations, rows=())))
    for i in range(5):
        log.take(replace(late(i, NOW + i, NOW + i + 1), escalations=replace(PLAIN.escalations, rows=())))
    assert [event.id for event in log.events] == ["2", "3", "4"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-90, 90)), min_size=1, max_size=30))
def test_events_stay_bounded_in_order_each_once_and_none_of_the_future(rows: list[tuple[int, int]]) -> None:
    log, at = EventLog(most=5), NOW
    for ticket, due in rows:
        at += 7
        log.take(late(ticket, NOW + due, at))
        assert len(log.events) <= 5
        assert [event.at for event in log.events] == sorted(event.at for event in log.events)
        assert len({event.key for event in log.events}) == len(log.events)
        assert all(event.at <= at for event in log.events)


def test_other_tickets_and_an_earlier_time_begin_anew() -> None:
    log = EventLog()
    log.take(late(1, NOW - 5, NOW))
    log.take(late(2, NOW + 5, NOW + 9))
    assert [event.id for event in log.events if event.kind == "broke"] == ["1", "2"]
    log.take(late(2, NOW + 5, NOW + 9, where="team:mail"))
    assert [event.id for event in log.events if event.kind == "broke"] == ["2"]
    log.take(late(2, NOW + 5, NOW, where="team:mail"))
    assert [event.id for event in log.events if event.kind == "broke"] == []


def test_triggers_are_told_and_stay_told_when_the_floor_begins_anew() -> None:
    log, slow = EventLog(), StandingTrigger("slow", "Slow", NOW - 20)
    log.take(PLAIN)
    log.evaluated([slow], NOW)
    assert [(event.kind, event.at) for event in log.events if event.id == "slow"] == [("fired", NOW - 20)]
    log.take(replace(PLAIN, view=View(where="team:mail")))
    assert [event.kind for event in log.events if event.id == "slow"] == ["fired"]
    log.evaluated([], NOW + 30)
    assert [event.kind for event in log.events if event.id == "slow"] == ["fired", "cleared"]


def test_what_came_while_nobody_looked_is_counted_and_told_for_a_minute() -> None:
    clock = [100.0]
    log = EventLog(clock=lambda: clock[0])
    log.take(PLAIN)
    log.looked()
    assert log.missed is None
    log.take(late(1, NOW + 1, NOW + 2))
    log.away(NOW + 3)
    log.take(late(2, NOW + 4, NOW + 5))
    log.away(NOW + 6)
    log.take(late(3, NOW + 6, NOW + 9))
    assert log.missed is None
    log.looked()
    assert log.missed == Missed(NOW + 3, (("broke", 2),))
    clock[0] += TOLD_S - 0.1
    log.looked()
    assert log.missed is not None
    clock[0] += 0.1
    log.looked()
    assert log.missed is None


def test_nothing_is_told_where_nothing_came() -> None:
    log = EventLog()
    log.take(PLAIN)
    log.away(NOW)
    log.looked()
    assert log.missed is None


def test_a_floor_that_begins_anew_is_no_news() -> None:
    log = EventLog()
    log.take(PLAIN)
    log.away(NOW)
    log.take(late(1, NOW - 5, NOW, where="team:mail"))
    log.looked()
    assert log.missed is None


def test_some_hundred_are_kept() -> None:
    assert MOST == 300
