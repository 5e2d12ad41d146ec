"""Slower replies: a history whose days of firing and clearing are worked out by hand."""

from pathlib import Path

import pytest

from cxtui.desk import Desk
from tests.facts.histories import History
from tests.kpis.reading.stores import stored
from tests.kpis.triggers.walk import days, one, readings, walk


def history(slow: tuple[str, str], until: str) -> History:
    """Return three customer turns a day from 5 January 2026 on: answered after 10 minutes, on slow days after 20."""
    made = History()
    for day in days("2026-01-05", until):
        minutes = 20 if slow[0] <= day <= slow[1] else 10
        for n in range(3):
            ticket = f"{day}-{n}"
            made.ticket(ticket, f"{day} 09:00").says(ticket, f"{day} 09:00").says(ticket, f"{day} 09:{minutes}", "a1")
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a floor that is slow from 26 January to 15 February."""
    return stored(history(("2026-01-26", "2026-02-15"), "2026-03-15"), tmp_path_factory.mktemp("slow") / "floor.db")


def test_it_fires_and_clears_on_the_days_worked_out(store: Path, tmp_path: Path) -> None:
    # With k slow days of seven the mean is 10 + 10 k/7 minutes, before 10: over 15 from k = 4 on. The fourth slow
    # day, 29 January, is over on the 30th. From 9 February on both weeks are slow (1.00 ×): against the week
    # before it fired it is still 2 ×, and stands. 12.5 minutes or less is k = 1: six quick days, over on
    # 22 February. That week is quicker than the one before, so nothing fires again.
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    seen = [event for event in walk(store, desk, "2026-01-20", "2026-03-14") if event[2] == "reply_time_up"]
    assert seen == [("2026-01-30", "fired", "reply_time_up"), ("2026-02-22", "cleared", "reply_time_up")]


def test_the_evidence_has_both_means_their_n_and_the_days(store: Path) -> None:
    # (3 × 10 + 4 × 20) ÷ 7 = 15.714 min; the week before had one slow day fewer than none.
    assert one(readings(store, "2026-01-30 13:00"), "reply_time_up").evidence == (
        "15 min 43 s of 21 turns in 2026-01-23..2026-01-29, 10 min of 21 turns in 2026-01-16..2026-01-22: 1.57 × "
        "(fires above 1.5 ×, clears at 1.25 ×)"
    )


def test_the_time_of_day_moves_nothing(store: Path) -> None:
    found = {
        one(readings(store, f"2026-01-29 {hour}"), "reply_time_up").evidence for hour in ("00:00", "09:30", "23:59")
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("reply", "holds", "back", "times"),
    [
        ("09:15:01", True, False, "1.50 ×"),
        ("09:15:00", False, False, "1.50 ×"),
        ("09:12:31", False, False, "1.25 ×"),
        ("09:12:30", False, True, "1.25 ×"),
    ],
)
def test_above_1_5_times_it_fires_and_up_to_1_25_times_it_clears(
    tmp_path: Path, reply: str, holds: bool, back: bool, times: str
) -> None:
    # A whole week of such replies after one of replies within 10 minutes; 1.5 × and 1.25 × are 15:00 and 12:30.
    made = History()
    for number, day in enumerate(days("2026-01-05", "2026-01-18")):
        for n in range(3):
            made.ticket(f"{day}-{n}", f"{day} 09:00").says(f"{day}-{n}", f"{day} 09:00")
            made.says(f"{day}-{n}", f"{day} {reply if number >= 7 else '09:10'}", "a1")
    reading = one(readings(stored(made, tmp_path / "floor.db"), "2026-01-19 13:00"), "reply_time_up")
    assert (reading.judged, reading.holds, reading.back) == (True, holds, back)
    assert times in reading.evidence


def test_too_few_turns_say_nothing(store: Path) -> None:
    # On 17 January the week before last has six of its days: 18 turns.
    reading = one(readings(store, "2026-01-18 13:00"), "reply_time_up")
    assert not reading.judged
    assert reading.evidence == "18 turns in 2026-01-04..2026-01-10, fewer than 20"
