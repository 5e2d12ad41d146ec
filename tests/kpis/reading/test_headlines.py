"""Headline numbers of hand-made days, and of the packaged folder against a replay of every event."""

import statistics
from pathlib import Path

import pytest

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Floor
from cxtui.kpis.norms import judge
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.settings import loads
from tests.facts.histories import ALL, History, instant
from tests.kpis.reading.oracle import Life
from tests.kpis.reading.stores import floor, stored

DAY = 86_400


def value(seen: Floor, name: str) -> float | None:
    """Return a headline's value."""
    return seen.metrics[name].value


def answered(history: History, ticket: str, created: str, reply: str | None, **values: object) -> None:
    """Add a chat that a customer opened, and its first reply."""
    history.ticket(ticket, created, channel="chat", opened_by_kind="customer", **values).says(ticket, created)
    history.event(ticket, created, "assignee", "a1")
    if reply:
        history.says(ticket, reply, "a1")


@pytest.fixture
def morning(tmp_path: Path) -> Path:
    """Replies after 60, 90, 120 and 600 s, one from the day before; one chat still waits, one was left."""
    history = History().add("agent", agent="a1", kind="human")
    answered(history, "old", "2025-01-13 23:59:00", "2025-01-14 00:09:00")
    answered(history, "a", "2025-01-14 09:00:00", "2025-01-14 09:01:00")
    answered(history, "b", "2025-01-14 09:00:00", "2025-01-14 09:01:30")
    answered(history, "c", "2025-01-14 09:10:00", "2025-01-14 09:12:00")
    answered(history, "waits", "2025-01-14 09:30:00", None)
    answered(history, "left", "2025-01-14 09:31:00", None)
    history.status("left", "2025-01-14 09:32:00", "solved", "a1")
    answered(history, "early", "2025-01-14 09:40:00", "2025-01-14 09:39:00")
    return stored(history, tmp_path / "floor.db")


def test_first_response_of_a_morning(morning: Path) -> None:
    seen = floor(morning, "2025-01-14 10:00:00")
    found = [value(seen, f"first_response_{name}") for name in ("median", "p90", "mean")]
    assert found == pytest.approx([105, 120 + 0.7 * 480, (600 + 60 + 90 + 120) / 4])
    assert seen.metrics["first_response_median"].n == 4


def test_who_waits_and_who_left_stay_in_the_curve(morning: Path) -> None:
    """Six chats of the day: 60, 90, 120 s answered; 1,800 s waiting, 1,740 s left without a reply, one early."""
    seen = floor(morning, "2025-01-14 10:00:00").metrics["first_response_waiting_median"]
    assert (seen.value, seen.at_least, seen.n, seen.waiting) == (120, False, 6, 3)
    tail = floor(morning, "2025-01-14 10:00:00").metrics["first_response_waiting_p90"]
    assert (tail.value, tail.at_least) == (1_800, True)


def test_a_reply_before_creation_is_no_time(morning: Path) -> None:
    seen = floor(morning, "2025-01-14 09:41:00")
    assert value(seen, "first_response_mean") == pytest.approx((600 + 60 + 90 + 120) / 4)
    assert "early" in {row.ticket for row in seen.responses.rows}


@pytest.mark.parametrize(
    ("at", "kept", "judged"),
    [
        ("2025-01-14 09:31:59", 3, 4),
        ("2025-01-14 09:32:00", 3, 5),
        ("2025-01-14 09:41:59", 3, 5),
        ("2025-01-14 09:42:00", 3, 6),
        ("2025-01-14 23:59:59", 3, 6),
    ],
)
def test_a_miss_is_one_when_it_is_due_and_not_before(morning: Path, at: str, kept: int, judged: int) -> None:
    """T is 120 s: "old" missed at 00:01 of the day, "waits" at 09:32, "early" at 09:42; "left" never was due."""
    level = floor(morning, at).metrics["service_level"]
    assert level.n == judged
    assert level.value == pytest.approx(kept / judged)


def test_a_miss_of_later_today_is_not_in_the_running_quarter(tmp_path: Path) -> None:
    """Live, the bucket of the quarter knows already that the promise breaks in it."""
    history = History()
    answered(history, "t", "2025-01-14 09:01:00", None)
    store = stored(history, tmp_path / "floor.db")
    for at, n in (("2025-01-14 09:01:30", 0), ("2025-01-14 09:02:59", 0), ("2025-01-14 09:03:00", 1)):
        level = floor(store, at, live=True).metrics["service_level"]
        assert (level.n, level.value) == (n, 0.0 if n else None)


def test_the_same_time_last_week(tmp_path: Path) -> None:
    history = History()
    answered(history, "w1", "2025-01-07 09:00", "2025-01-07 09:01")
    answered(history, "w2", "2025-01-07 09:50", "2025-01-07 09:53")
    history.status("w1", "2025-01-07 09:55:00", "solved", "a1").status("w2", "2025-01-07 10:06:00", "solved", "a1")
    answered(history, "w3", "2025-01-07 10:08", "2025-01-07 10:10")
    answered(history, "now", "2025-01-14 10:00", "2025-01-14 10:02")
    store = stored(history, tmp_path / "floor.db")
    before = {n: m.previous for n, m in floor(store, "2025-01-14 10:07").metrics.items()}
    assert before["backlog"] == 0
    assert (before["created"], before["solved"]) == (2, 2)
    assert before["first_response_mean"] == 120
    assert before["service_level"] == 0.5
    before = {n: m.previous for n, m in floor(store, "2025-01-14 10:05:59").metrics.items()}
    assert (before["backlog"], before["solved"]) == (1, 1)
    assert {n: m.previous for n, m in floor(store, "2025-01-14 10:10").metrics.items()}["service_level"] == 2 / 3


def test_the_last_answer_as_of_the_instant_counts(tmp_path: Path) -> None:
    history = History().ticket("t", "2025-01-10 10:00").ticket("u", "2025-01-10 10:00")
    sent = instant("2025-01-11 11:59")  # to each ticket one survey
    for rating, ticket, day, score in (("r1", "t", 11, 5.0), ("r2", "t", 14, 1.0), ("r3", "u", 12, 4.0)):
        at = instant(f"2025-01-{day} 12:00")
        history.add(
            "rating", rating=rating, ticket=ticket, kind="csat", sent_at=sent, occurred_at=at, value=score,
            scale_min=1.0, scale_max=5.0,
        )  # fmt: skip
    store = stored(history, tmp_path / "floor.db")
    seen = [(m.value, m.n) for at in (11, 13, 14) if (m := floor(store, f"2025-01-{at} 12:00").metrics["csat"])]
    assert seen == [(1.0, 1), (1.0, 2), (0.5, 2)]
    assert floor(store, "2025-01-14 11:59:59").metrics["csat"].value == 1.0
    assert floor(store, "2025-01-20 12:00").metrics["csat"].previous == 1.0
    assert floor(store, "2025-02-20 12:00").metrics["csat"].value is None


def test_escalated_of_worked_on_and_reopened_of_solved(tmp_path: Path) -> None:
    history = History()
    for n in range(4):
        answered(history, f"t{n}", "2025-01-10 10:00", "2025-01-14 09:31")
        history.status(f"t{n}", "2025-01-14 09:32", "solved", "a1")
    history.event("t1", "2025-01-14 09:36", "escalated", "2").status("t2", "2025-01-14 09:37", "open")
    answered(history, "not worked on", "2025-01-14 09:30", None)
    store = stored(history, tmp_path / "floor.db")
    for at, worked, escalated, solved, reopened in (
        ("09:31:59", 5, 0, 0, 0), ("09:32", 5, 0, 4, 0), ("09:36:30", 5, 1, 4, 0), ("09:37", 5, 1, 4, 1),
    ):  # fmt: skip
        seen = floor(store, f"2025-01-14 {at}").metrics
        assert (seen["escalation_rate"].value, seen["escalation_rate"].n) == (escalated / worked, worked)
        assert (seen["reopen_rate"].value, seen["reopen_rate"].n) == (reopened / solved if solved else None, solved)
        assert seen["solved"].value == solved


def test_direction_and_unit_are_those_of_the_definitions(morning: Path) -> None:
    seen = floor(morning, "2025-01-14 10:00:00").metrics
    assert tuple(seen) == tuple(HEADLINES)
    for name, metric in seen.items():
        assert (metric.better, metric.unit) == (DEFINITIONS[name].better, DEFINITIONS[name].unit)
    assert seen["backlog"].better == "down"


def test_without_histories_there_are_reasons_and_no_numbers(tmp_path: Path) -> None:
    history = History([what for what in ALL if what in ("agents", "customers")]).ticket("t", "2025-01-14 09:00")
    seen = floor(stored(history, tmp_path / "floor.db"), "2025-01-14 10:00").metrics
    assert {n for n, m in seen.items() if m.missing is None} == {"created"}
    assert all((m.value, m.n, m.previous, m.state) == (None, 0, None, "none") for m in seen.values() if m.missing)
    assert "import event rows of kind message" in (seen["first_response_p90"].missing or "")


@pytest.mark.parametrize(
    ("number", "norm", "better", "state"),
    [
        (0.80, 0.80, "up", "good"), (0.79, 0.80, "up", "warn"), (0.72, 0.80, "up", "warn"), (0.71, 0.80, "up", "bad"),
        (60, 60, "down", "good"), (66, 60, "down", "warn"), (67, 60, "down", "bad"), (1, 2, "none", "none"),
        (None, 2, "up", "none"), (2, None, "up", "none"),
    ],
)  # fmt: skip
def test_states(number: float | None, norm: float | None, better: str, state: str) -> None:
    assert judge(number, norm, better) == state


def test_a_norm_of_the_store_makes_a_state(tmp_path: Path) -> None:
    history = History()
    answered(history, "t", "2025-01-14 09:00", "2025-01-14 09:01")
    settings = loads('[norms]\nfirst_response_median = "55 s"')
    seen = floor(stored(history, tmp_path / "floor.db", settings), "2025-01-14 09:10").metrics
    assert (seen["first_response_median"].target, seen["first_response_median"].state) == (55, "warn")


@pytest.mark.parametrize("at", ["2026-04-07 09:00", "2026-04-07 13:07:31", "2026-04-08 12:29", "2026-03-31 16:45"])
def test_the_packaged_day_agrees_with_the_replay(packaged: Path, lives: list[Life], at: str) -> None:
    when = instant(at)
    for day, previous in ((when, False), (when - 7 * DAY, True)):
        start = day - day % DAY
        own = [life for life in lives if not life.excluded_at(when)]
        replies = [
            life.first_reply_s
            for life in own
            if life.first_reply_at is not None
            and life.first_reply_s is not None
            and start <= life.first_reply_at <= day
        ]
        expected = {
            "first_response_median": statistics.median(replies),
            "first_response_mean": statistics.fmean(replies),
            "created": sum(start <= life.created_at <= day for life in own),
            "solved": sum(start <= (life.first_solved_at or 0) <= day for life in own),
        }
        seen = floor(packaged, when).metrics
        found = {name: seen[name].previous if previous else seen[name].value for name in expected}
        assert found == pytest.approx(expected)


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize(
    ("at", "known", "pending"),
    [
        ("2025-01-14 10:00:00", 0, 1),
        ("2025-01-21 09:59:59", 0, 3),
        ("2025-01-21 10:00:00", 1, 2),
        ("2025-01-21 23:59:58", 1, 2),
        ("2025-01-21 23:59:59", 2, 1),
        ("2025-01-22 00:00:00", 3, 0),
    ],
)
def test_a_solved_ticket_is_pending_until_the_second_in_which_its_days_are_over(
    tmp_path: Path, at: str, known: int, pending: int, settled: bool
) -> None:
    """The seven days after a solve end a second before midnight for "late", at midnight for "night"."""
    history = History()
    for ticket, solved in (("early", "14 10:00:00"), ("late", "14 23:59:59"), ("night", "15 00:00:00")):
        answered(history, ticket, "2025-01-14 09:00:00", "2025-01-14 09:01:00", customer=f"c {ticket}", topic="login")
        history.status(ticket, f"2025-01-{solved}", "solved", "a1")
    if not settled:
        history.ticket("later", "2025-03-01 09:00:00")
    found = floor(stored(history, tmp_path / "floor.db"), at).metrics["fcr"]
    assert (found.n, found.waiting) == (known, pending)
