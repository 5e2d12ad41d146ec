"""The next half hour, its course through the day and what just happened: counted by hand, and against slow counts."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.clock import QUARTER
from cxtui.kpis.answers.day_course import DayCourse, day_course, levels, oldest
from cxtui.kpis.answers.half_hour import HalfHour, half_hour, of_floor
from cxtui.kpis.answers.lately import BACK_S, Lately, lately
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.query import Query
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

DAY = "2025-01-14"


def at(time: str) -> int:
    return instant(f"{DAY} {time}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Chats, which are to be answered within 120 s, and phone calls and mail, which have longer."""
    h = History(("status", "messages", "assignee", "escalations"))
    h.add("agent", agent="a1", name="Ola", kind="human")
    for ticket, opened, channel in (
        ("late", "08:00", "chat"), ("soon", "11:58:30", "chat"), ("answered", "09:00", "chat"),
        ("held", "11:00", "email"),
    ):  # fmt: skip
        h.ticket(ticket, f"{DAY} {opened}", channel=channel, opened_by_kind="customer")
        h.status(ticket, f"{DAY} {opened}", "new").says(ticket, f"{DAY} {opened}")
    h.event("late", f"{DAY} 10:00", "assignee", "a1", previous=None).event(
        "late", f"{DAY} 11:00", "assignee", None, previous="a1"
    )
    h.event("held", f"{DAY} 11:00", "assignee", "a1")
    h.says("answered", f"{DAY} 09:10", "a1").event("answered", f"{DAY} 09:05", "assignee", "a1")
    h.status("answered", f"{DAY} 09:20", "solved")
    h.event("late", f"{DAY} 11:30", "escalated", "2")
    return stored(h, tmp_path_factory.mktemp("ahead") / "floor.db")


def asked(store: Path, when: str, kind: str) -> object:
    with closing(StoreFeed(store, at(when))) as feed:
        return feed.answer(Query(kind))


def ahead(store: Path, when: str) -> HalfHour:
    found = asked(store, when, "half_hour")
    assert isinstance(found, HalfHour)
    return found


def test_what_is_late_due_and_nobodys(store: Path) -> None:
    found = ahead(store, "12:00")
    assert (found.breached, found.dues, found.unassigned, found.escalated_late) == (1, (at("12:00:30"),), 2, 1)
    assert (found.longest_since, found.longest_due) == (at("08:00"), at("08:02"))
    assert found.longest_state(at("12:00")) == "bad"


def test_it_runs_on_between_two_answers(store: Path) -> None:
    found = ahead(store, "12:00")
    due = at("12:00:30")
    assert [found.breached_by(now) for now in (due - 1, due)] == [1, 2]
    assert [found.due_after(now) for now in (due - 1801, due - 1800, due - 1, due)] == [0, 1, 1, 0]


@pytest.mark.parametrize(("due", "state"), [(-1, "bad"), (0, "bad"), (1, "warn"), (1800, "warn"), (1801, "good")])
def test_the_longest_wait_is_late_soon_or_in_time(due: int, state: str) -> None:
    assert HalfHour(1_000, 0, longest_since=0, longest_due=1_000 + due).longest_state(1_000) == state


def test_a_wait_without_a_promise_has_no_state() -> None:
    assert HalfHour(1_000, 0, longest_since=0).longest_state(1_000) == "none"


def test_before_anybody_came_nothing_waits(store: Path) -> None:
    found = ahead(store, "07:00")
    assert (found.breached, found.due_after(at("07:00")), found.longest_since) == (0, 0, None)


def test_a_store_without_messages_says_what_it_lacks(tmp_path: Path) -> None:
    h = History(("status",)).ticket("t", f"{DAY} 09:00").status("t", f"{DAY} 09:00", "new")
    found = ahead(stored(h, tmp_path / "floor.db"), "12:00")
    assert found.breached is None and found.due_after(at("12:00")) is None and found.missing_replies
    assert found.unassigned is None and found.missing_holders and found.escalated_late is None


def test_the_course_of_the_day(store: Path) -> None:
    found = asked(store, "12:00", "day_course")
    assert isinstance(found, DayCourse) and len(found.starts) == 96

    def of(row: tuple[int | None, ...]) -> dict[str, int | None]:
        whole = {f"{i // 4:02}:{i % 4 * 15:02}": value for i, value in enumerate(row)}
        return {time: whole[time] for time in ("07:45", "08:00", "09:00", "10:30", "11:00", "12:00", "12:15")}

    assert of(found.breached) == {"07:45": 0, "08:00": 1, "09:00": 1, "10:30": 1, "11:00": 1, "12:00": 1, "12:15": None}
    assert of(found.unassigned) == {
        "07:45": 0, "08:00": 1, "09:00": 1, "10:30": 0, "11:00": 1, "12:00": 2, "12:15": None,
    }  # fmt: skip
    assert of(found.longest)["10:30"] == at("10:44:59") - at("08:00")
    assert of(found.escalated_late)["11:00"] == 0 and of(found.escalated_late)["12:00"] == 1


@pytest.mark.parametrize("when", ["08:01", "11:59", "12:00", "12:00:30"])
def test_the_last_step_of_the_course_is_the_number(store: Path, when: str) -> None:
    found, now = asked(store, when, "day_course"), ahead(store, when)
    assert isinstance(found, DayCourse)
    last = (at(when) - found.starts[0]) // QUARTER
    assert found.breached[last] == now.breached and found.due[last] == now.due_after(now.at)
    assert found.unassigned[last] == now.unassigned and found.escalated_late[last] == now.escalated_late
    assert found.longest[last] == (0 if now.longest_since is None else now.at - now.longest_since)


def test_the_packaged_floor_agrees_with_its_own_panes(packaged: Path) -> None:
    when = instant("2026-04-07 14:32")
    with closing(StoreFeed(packaged, when)) as feed:
        floor = feed.read()
        with feed.asking() as opened:
            found, course = half_hour(opened), day_course(opened)
        assert found.breached == floor.responses.breached and found.escalated_late == floor.escalations.breached
        assert found.due_after(when) == sum(when < (row.due_at or 0) <= when + 1800 for row in floor.responses.rows)
        told = of_floor(floor)
        assert (told.breached, told.due_after(when), told.longest_since) == (
            found.breached, found.due_after(when), found.longest_since,
        )  # fmt: skip
        assert course.breached[(when - course.starts[0]) // QUARTER] == found.breached


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60)), max_size=5)
INSTANTS = st.lists(st.integers(0, 60), max_size=5, unique=True).map(sorted)


@given(SPANS, INSTANTS)
def test_levels_and_the_oldest_are_what_a_slow_count_says(spans: list[tuple[int, int]], instants: list[int]) -> None:
    holding = [[since for since, until in spans if since <= now < until] for now in instants]
    assert levels(spans, instants) == [len(one) for one in holding]
    slow = [max((now - since for since in one), default=0) for now, one in zip(instants, holding, strict=True)]
    assert oldest(spans, instants) == slow


def happened(store: Path, when: str) -> Iterator[tuple[str, str]]:
    found = asked(store, when, "lately")
    assert isinstance(found, Lately)
    return ((one.kind, one.ticket) for one in found.happenings)


def test_what_just_happened_stands_newest_first_and_an_hour_long(store: Path) -> None:
    assert list(happened(store, "09:30")) == [("solved", "answered"), ("broke", "answered"), ("came", "answered")]
    assert next(happened(store, "09:20")) == ("solved", "answered")
    assert ("came", "late") not in list(happened(store, "09:00:01")) and BACK_S == 3600
    assert ("came", "late") in list(happened(store, "09:00"))


def test_what_happened_holds_no_text_that_a_person_wrote(packaged: Path) -> None:
    with closing(StoreFeed(packaged, instant("2026-04-07 14:32"))) as feed, feed.asking() as opened:
        found = lately(opened).happenings
        names = {name for name in opened.agent_names().values() if name}
    assert found and not names & {str(part) for one in found for part in astuple(one)}
