"""The gaming audit's arithmetic, worked by hand."""

import pytest

from cxtui.kpis.audit import SUSPICIONS, Audit, Person, SuspicionShare, easy_topics, offered, rows
from cxtui.kpis.proportion import wilson

OLA, IVAN, MEI = ("desk", "ola"), ("desk", "ivan"), ("desk", "mei")
PEOPLE = {OLA: Person("Ola", "Chat"), IVAN: Person("Ivan", None), MEI: Person("Mei", "Chat")}


def test_rates_with_intervals_against_the_floors() -> None:
    found = rows(
        "zero_reply",
        {OLA: SuspicionShare(30, 100), IVAN: SuspicionShare(2, 100), MEI: SuspicionShare(4, 100)},
        PEOPLE,
        20,
    )
    assert [(row.agent, row.rate, row.usual, row.stands_out) for row in found] == [
        ("ola", 0.30, 0.12, True), ("mei", 0.04, 0.12, False), ("ivan", 0.02, 0.12, False)
    ]  # fmt: skip
    interval = wilson(30, 100)
    assert interval is not None and (found[0].low, found[0].high) == interval
    assert (found[0].name, found[0].team, found[0].hits, found[0].n) == ("Ola", "Chat", 30, 100)


def test_luck_and_a_few_tickets_do_not_stand_out() -> None:
    # At least 20 of 100 at 12 % comes by luck once in seventy times, 2 of 47 at .5 % once in forty.
    assert not any(row.stands_out for row in rows("x", {OLA: SuspicionShare(2, 47, 0.005)}, PEOPLE, 20))
    assert not any(row.stands_out for row in rows("x", {OLA: SuspicionShare(20, 100, 0.12)}, PEOPLE, 20))
    assert not any(row.stands_out for row in rows("x", {OLA: SuspicionShare(9, 10, 0.12)}, PEOPLE, 20))
    assert [row.stands_out for row in rows("x", {OLA: SuspicionShare(9, 10, 0.12)}, PEOPLE, 10)] == [True]
    assert not any(
        row.stands_out for row in rows("x", {OLA: SuspicionShare(0, 900), MEI: SuspicionShare(0, 900)}, PEOPLE, 20)
    )


def test_machines_are_no_part_of_the_floor() -> None:
    robot = ("desk", "robot")
    found = rows(
        "zero_reply",
        {OLA: SuspicionShare(1, 10), robot: SuspicionShare(500, 500), MEI: SuspicionShare(0, 0)},
        PEOPLE,
        1,
    )
    assert [(row.agent, row.usual) for row in found] == [("ola", 0.1)]


def test_easy_topics_are_surely_above_the_floor() -> None:
    topics = {
        ("desk", "password"): (190, 200), ("desk", "outage"): (20, 200), ("desk", "invoice"): (110, 200),
        ("desk", "rare"): (5, 5),
    }  # fmt: skip
    # The floor solves 325 of 605 (53.7 %) with one reply; invoices (55 %) are not surely above it.
    assert easy_topics(topics, 20) == {("desk", "password")}
    assert easy_topics(topics, 5) == {("desk", "password"), ("desk", "rare")}
    assert easy_topics({}, 20) == frozenset()


def test_a_topic_that_is_no_better_than_the_floor_is_not_easy() -> None:
    # With no ticket solved by one reply the interval's lower end is 0, and so is the floor's share.
    assert wilson(0, 200) == pytest.approx((0.0, 0.0188), abs=1e-4)
    assert easy_topics({("desk", "outage"): (0, 200), ("desk", "invoice"): (0, 200)}, 20) == frozenset()


def test_what_was_offered_is_weighted_by_where_the_agent_solved() -> None:
    created = {("desk", "chat"): (60, 100), ("desk", "mail"): (10, 100)}
    assert offered([(("desk", "chat"), 30), (("desk", "mail"), 10)], created) == pytest.approx(0.75 * 0.6 + 0.25 * 0.1)
    assert offered([(("desk", "chat"), 30), (("desk", "gone"), 90)], created) == pytest.approx(0.6)
    assert offered([(("desk", "gone"), 90)], created) is None


def test_an_agents_rows_and_words_for_each() -> None:
    audit = Audit(
        rows("zero_reply", {OLA: SuspicionShare(1, 9)}, PEOPLE, 1)
        + rows("unsurveyed", {OLA: SuspicionShare(2, 9)}, PEOPLE, 1)
    )
    assert [row.suspicion for row in audit.of(*OLA)] == ["zero_reply", "unsurveyed"]
    assert audit.of(*MEI) == ()
    assert list(SUSPICIONS) == [one.name for one in SUSPICIONS.values()]
    assert all("÷" in one.words and one.why and one.title for one in SUSPICIONS.values())
