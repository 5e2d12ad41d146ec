"""What happened between two floors: which events there are, when, and that each is told once and in order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis.agent.work import AgentWork, Task, Tasks
from cxtui.kpis.floor import (
    Escalation,
    Escalations,
    Floor,
    Freshness,
    Leaderboard,
    Metric,
    Ranked,
    Responses,
    Waiting,
)
from cxtui.kpis.floor_events import (
    FloorEvent,
    Places,
    StandingTrigger,
    comparable,
    fresh,
    happened,
    standing,
    still_visible,
    triggers_moved,
)
from cxtui.kpis.query import View

T = 1_800_000_000


def waits(ticket: str, due_at: int | None, channel: str = "email", priority: str = "P2") -> Waiting:
    return Waiting(
        source="s",
        ticket=ticket,
        subject="a subject",
        customer="a customer",
        customer_tier=None,
        priority=priority,
        channel=channel,
        team=None,
        assignee=None,
        created_at=T - 900,
        due_at=due_at,
        target_s=3_600,
        calendar=None,
    )


def went_up(ticket: str, at: int, tier: str | None = "2") -> Escalation:
    return Escalation(
        source="s",
        ticket=ticket,
        subject="a subject",
        customer="a customer",
        customer_tier=None,
        priority="P1",
        team=None,
        tier=tier,
        assignee=None,
        escalated_at=at,
        reason=None,
        breached=False,
    )


def holds(ticket: str, due_at: int | None, stands: bool = False) -> Task:
    return Task(
        source="s",
        ticket=ticket,
        subject=None,
        customer=None,
        customer_tier=None,
        priority="P3",
        channel="chat",
        team=None,
        status="open",
        created_at=T - 900,
        due_at=due_at,
        stands="pending" if stands else None,
    )


def floor(
    at: int,
    waiting: tuple[Waiting, ...] = (),
    escalated: tuple[Escalation, ...] = (),
    sources: tuple[Freshness, ...] = (),
) -> Floor:
    return Floor(
        as_of=at,
        zone="UTC",
        responses=Responses(rows=waiting, waiting=len(waiting)),
        escalations=Escalations(rows=escalated, open=len(escalated)),
        sources=sources,
    )


def told(events: tuple[FloorEvent, ...]) -> list[tuple[int, str, str]]:
    """Return events as seconds from T, kinds and what they are about."""
    return [(event.at - T, event.kind, event.id or event.source) for event in events]


def test_a_promise_breaks_the_second_after_it_is_due() -> None:
    row = waits("7", T + 10, channel="mail", priority="P1")
    before = floor(T, (row,))
    assert happened(before, floor(T + 10, (row,))) == ()
    (event,) = happened(before, floor(T + 11, (row,)))
    assert event == FloorEvent(
        at=T + 10,
        kind="broke",
        source="s",
        id="7",
        channel="mail",
        priority="P1",
    )


def test_what_broke_before_is_not_told_again() -> None:
    row = waits("7", T + 10)
    assert happened(floor(T + 10, (row,)), floor(T + 20, (row,))) != ()
    assert happened(floor(T + 11, (row,)), floor(T + 20, (row,))) == ()


def test_a_ticket_that_comes_with_a_broken_promise_is_told_at_its_own_instant() -> None:
    assert told(happened(floor(T), floor(T + 5, (waits("7", T - 300),)))) == [(-300, "broke", "7")]


def test_an_answer_in_time_and_a_ticket_without_a_promise_are_no_news() -> None:
    before = floor(T, (waits("7", T + 10), waits("8", None)))
    assert happened(before, floor(T + 60, (waits("8", None),))) == ()


def test_a_ticket_goes_up_once_and_once_more() -> None:
    before = floor(T, escalated=(went_up("1", T - 50),))
    after = floor(T + 9, escalated=(went_up("1", T - 50), went_up("2", T + 4, "3")))
    assert told(happened(before, after)) == [(4, "escalated", "2")]
    assert happened(before, after)[0].tier == "3"
    again = floor(T + 20, escalated=(went_up("1", T + 12), went_up("2", T + 4)))
    assert told(happened(after, again)) == [(12, "escalated", "1")]


def test_what_a_store_has_of_later_is_told_when_its_time_has_come() -> None:
    ahead = (went_up("2", T + 30),)
    before, between = floor(T, escalated=ahead), floor(T + 29, escalated=ahead)
    assert standing(before) == happened(before, between) == ()
    assert told(happened(between, floor(T + 30, escalated=ahead))) == [(30, "escalated", "2")]


def test_a_source_goes_silent_when_its_allowance_is_over() -> None:
    source = (Freshness("s", T - 100, None, 120),)
    before = floor(T, sources=source)
    assert happened(before, floor(T + 20, sources=source)) == ()
    assert told(happened(before, floor(T + 21, sources=source))) == [(21, "silent", "s")]
    assert happened(floor(T + 21, sources=source), floor(T + 300, sources=source)) == ()


def test_a_source_comes_back_and_may_have_been_silent_unseen() -> None:
    was, now = (Freshness("s", T - 100, None, 120),), (Freshness("s", T + 50, None, 120),)
    assert told(happened(floor(T + 30, sources=was), floor(T + 60, sources=now))) == [(50, "back", "s")]
    unseen = happened(floor(T, sources=was), floor(T + 60, sources=now))
    assert told(unseen) == [(21, "silent", "s"), (50, "back", "s")]
    # One that is heard of in the very second in which its allowance is over was never silent.
    prompt = (Freshness("s", T + 21, None, 120),)
    assert happened(floor(T, sources=was), floor(T + 60, sources=prompt)) == ()
    late = (Freshness("s", T + 22, None, 120),)
    assert told(happened(floor(T, sources=was), floor(T + 60, sources=late))) == [
        (21, "silent", "s"),
        (22, "back", "s"),
    ]


def test_another_allowance_does_not_make_one_silence_two() -> None:
    was, now = (Freshness("s", T - 3, None, 1),), (Freshness("s", T - 2, None, 0),)
    assert told(standing(floor(T, sources=was))) == [(-1, "silent", "s")]
    assert happened(floor(T, sources=was), floor(T, sources=now)) == ()


def test_a_floor_of_the_past_has_no_silent_sources() -> None:
    source = (Freshness("s", T - 10_000, None, 120),)
    past = replace(floor(T, sources=source), live=False)
    assert standing(past) == happened(past, past) == ()
    assert told(standing(floor(T, sources=source))) == [(-9_879, "silent", "s")]


def rated(n: int, good: int) -> Floor:
    value = good / n if n else None
    return replace(floor(T + n), metrics={"csat": Metric("csat", value, "ratio", T + n, n=n)})


@pytest.mark.parametrize(
    ("before", "after", "bad"),
    [((10, 9), (11, 10), 0), ((10, 9), (11, 9), 1), ((10, 9), (14, 10), 3), ((0, 0), (1, 0), 1), ((0, 0), (0, 0), 0)],
)
def test_bad_ratings_are_counted(before: tuple[int, int], after: tuple[int, int], bad: int) -> None:
    events = happened(rated(*before), rated(*after))
    assert [(event.kind, event.n) for event in events] == ([("bad_rating", bad)] if bad else [])


def test_a_new_day_and_a_source_without_ratings_make_no_bad_rating() -> None:
    yesterday, today = rated(40, 40), replace(rated(3, 1), as_of=T + 90)
    assert happened(yesterday, today) == ()
    missing = {"csat": Metric("csat", None, "ratio", T, missing="no ratings")}
    assert happened(replace(floor(T), metrics=missing), rated(3, 1)) == ()


def ranked(agent: str, rank: int | None, lowest: int | None = None) -> Ranked:
    return Ranked(
        source="s",
        agent=agent,
        name=agent.title(),
        team=None,
        rank=rank,
        shared=False,
        score=None,
        low=None,
        high=None,
        n=30,
        volume=None,
        lowest_rank=lowest,
    )


def board(at: int, *rows: Ranked, from_at: int = T, weights: tuple[tuple[str, float], ...] = ()) -> Floor:
    return replace(floor(at), leaderboard=Leaderboard(rows=rows, from_at=from_at, weights=weights))


def test_ranks_move_up_and_down_and_only_as_a_band() -> None:
    before = board(T, ranked("ann", 1, 3), ranked("ben", 2, 4), ranked("cy", 5), ranked("di", None))
    after = board(T + 9, ranked("ann", 2, 4), ranked("ben", 1, 4), ranked("cy", 4, 6), ranked("di", 7))
    ann, ben = sorted(happened(before, after), key=lambda event: event.id)
    assert (ann.kind, ann.at, ann.name, ann.was, ann.became) == (
        "rank_down", T + 9, "Ann", Places(1, 3), Places(2, 4),
    )  # fmt: skip
    assert (ben.kind, ben.was, ben.became) == ("rank_up", Places(2, 4), Places(1, 4))


def test_boards_of_another_period_weights_or_view_are_not_compared() -> None:
    before, after = board(T, ranked("ann", 1)), board(T + 9, ranked("ann", 2))
    assert len(happened(before, after)) == 1
    assert happened(before, board(T + 9, ranked("ann", 2), from_at=T + 1)) == ()
    assert happened(before, board(T + 9, ranked("ann", 2), weights=(("quality", 100.0),))) == ()
    assert happened(before, replace(after, view=View(period="week"))) == ()


def test_an_agents_own_promises_break_unless_their_clock_stands() -> None:
    queue = Tasks(rows=(holds("1", T + 5), holds("2", T + 5, stands=True), holds("3", None)), open=3)
    theirs = AgentWork("Ann", queue=queue, unassigned=Tasks(rows=(holds("4", T + 5),), open=1))
    before, after = replace(floor(T), agent_work=theirs), replace(floor(T + 6), agent_work=theirs)
    assert told(happened(before, after)) == [(5, "broke", "1")]


def test_what_an_agent_does_not_hold_any_more_is_not_theirs_to_know() -> None:
    queue = Tasks(rows=(holds("1", T - 5), holds("2", T - 9)), open=2)
    floor_of_both = replace(floor(T, escalated=(went_up("3", T - 20),)), agent_work=AgentWork("Ann", queue=queue))
    events = (*standing(floor_of_both), FloorEvent(T, "rank_up", "s", "ann"))
    assert still_visible(events, floor_of_both) == events
    one = AgentWork("Ann", queue=Tasks(rows=(holds("2", T - 9),), open=1))
    left = still_visible(events, replace(floor(T), agent_work=one))
    assert told(left) == [(-9, "broke", "2"), (0, "rank_up", "ann")]
    # A floor of everybody forgets nothing: what was answered late has been late.
    assert still_visible(events, floor(T)) == events


def test_a_floor_alone_tells_what_stands_with_the_newest_last() -> None:
    alone = floor(T, (waits("1", T - 60), waits("2", T)), (went_up("3", T - 90), went_up("1", T - 60)))
    assert told(standing(alone)) == [(-90, "escalated", "3"), (-60, "escalated", "1"), (-60, "broke", "1")]


def test_triggers_fire_when_they_fired_and_clear_when_it_is_seen() -> None:
    slow, stale = StandingTrigger("slow", "Slow", T - 30), StandingTrigger("stale:s", "Old", T - 10)
    assert told(triggers_moved((), (slow, stale), T)) == [(-30, "fired", "slow"), (-10, "fired", "stale:s")]
    assert triggers_moved((slow,), (slow,), T) == ()
    assert told(triggers_moved((slow, stale), (slow,), T + 7)) == [(7, "cleared", "stale:s")]
    anew = slow._replace(since=T + 3)
    assert told(triggers_moved((slow,), (anew,), T + 7)) == [(3, "fired", "slow")]
    # One whose clock is ahead fired no later than now.
    assert told(triggers_moved((), (anew,), T)) == [(0, "fired", "slow")]


def test_floors_of_other_tickets_or_of_earlier_do_not_compare() -> None:
    assert comparable(floor(T), floor(T))
    assert comparable(floor(T), replace(floor(T), view=View(period="week")))
    assert not comparable(floor(T), floor(T - 1))
    assert not comparable(floor(T), replace(floor(T), view=View(where="team:mail")))
    assert not comparable(floor(T), replace(floor(T), ended=True))


@pytest.mark.parametrize(("age", "new"), [(-1, False), (0, True), (59, True), (60, False)])
def test_something_is_new_for_less_than_a_minute(age: int, new: bool) -> None:
    assert fresh(T - age, T) is new
    assert not fresh(None, T)


seconds = st.integers(T - 500, T + 500)
sources = st.lists(st.builds(Freshness, st.sampled_from("xyz"), seconds, st.none(), st.integers(0, 200)), max_size=3)
floors = st.lists(
    st.builds(
        floor,
        seconds,
        st.lists(st.builds(waits, st.sampled_from("1234"), st.none() | seconds), max_size=5).map(tuple),
        st.lists(st.builds(went_up, st.sampled_from("1234"), seconds), max_size=5).map(tuple),
        sources.map(tuple),
    ),
    min_size=2,
    max_size=6,
)


@given(floors)
def test_each_event_is_told_once_in_order_and_none_is_of_the_future(found: list[Floor]) -> None:
    course = sorted(found, key=lambda one: one.as_of)
    for before, after in pairwise(course):
        events = happened(before, after)
        assert [event.at for event in events] == sorted(event.at for event in events)
        assert len({event.key for event in events}) == len(events)
        assert all(event.at <= after.as_of for event in events)
        assert not {event.key for event in events} & {event.key for event in standing(before)}


@given(floors)
def test_nothing_that_stands_is_passed_over(found: list[Floor]) -> None:
    course = sorted(found, key=lambda one: one.as_of)
    for before, after in pairwise(course):
        seen = {event.key for event in (*standing(before), *happened(before, after))}
        tickets = {event.key for event in standing(after) if event.kind != "silent"}
        assert tickets <= seen
