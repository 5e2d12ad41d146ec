"""Escalations outside their usual range: sigma by hand, and a history with known days."""

from pathlib import Path

import pytest

from cxtui.desk import Desk
from cxtui.kpis.triggers.unusual import usual
from tests.facts.histories import History
from tests.kpis.reading.stores import stored
from tests.kpis.triggers.walk import days, one, readings, walk

ESCALATED = (1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 4, 6, 4, 3, 1, 1)
"""Tickets escalated of the 25 of each Monday from 5 January 2026 on."""


def test_sigma_is_the_sample_standard_deviation() -> None:
    # 2, 4, 4, 4, 5, 5, 7, 9 percent: mean 5, squared deviations add up to 32, over 7: sigma 2.138.
    found = usual([0.02, 0.04, 0.04, 0.04, 0.05, 0.05, 0.07, 0.09], 10_000)
    assert found.mean == pytest.approx(0.05)
    assert found.sigma == pytest.approx(0.0213809, abs=1e-7)
    assert not found.floored


def test_sigma_is_at_least_what_chance_gives() -> None:
    # sqrt(.05 x .95 / 100) = .0217945, more than those 2.138 points.
    found = usual([0.02, 0.04, 0.04, 0.04, 0.05, 0.05, 0.07, 0.09], 100)
    assert found.sigma == pytest.approx(0.0217945, abs=1e-7)
    assert found.floored


def test_without_any_variance_one_unit_is_the_measure() -> None:
    assert usual([0.0] * 8, 50) == (0.0, 1 / 50, True)
    assert usual([0.1] * 8, 400).sigma == pytest.approx(0.015)
    assert usual([1.0] * 8, 50).sigma == pytest.approx(1 / 50)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return 25 tickets worked on every Monday, some of them escalated the same hour."""
    history = History()
    for week, day in enumerate(days("2026-01-05", "2026-05-01")[::7]):
        for n in range(25):
            ticket = f"w{week}-{n}"
            history.ticket(ticket, f"{day} 09:00", customer=f"c{ticket}")
            history.says(ticket, f"{day} 09:00", "c1").says(ticket, f"{day} 09:05", "a1")
            if n < ESCALATED[week]:
                history.event(ticket, f"{day} 09:30", "escalated", "2")
    return stored(history, tmp_path_factory.mktemp("unusual") / "floor.db")


def test_it_fires_and_clears_on_the_days_worked_out(store: Path, tmp_path: Path) -> None:
    # Eight Mondays until 23 February: mean 1.5/25 = 6 %, sigma floored at sqrt(.06 x .94 / 25) = 4.75 points.
    # 2 March 5/25 = 20 %: 2.95 sigma, not beyond 3. With it in the eight (2 1 2 1 2 1 2 5: mean 8 %, standard
    # deviation 5.24, floor 5.43 points) 9 March's 6/25 = 24 % is 2.95 sigma: not beyond 3 either.
    # 16 March 5, mean of 1 2 1 2 1 2 5 6 = 10 %: no. None of the others is.
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    assert [e for e in walk(store, desk, "2026-03-03", "2026-04-28") if e[2] == "escalations_unusual"] == []


def test_in_a_jump_it_fires_once_and_clears_against_what_was_usual_then(tmp_path: Path) -> None:
    # 2 March 6/25 = 24 %: 3.79 sigma. A Monday is a whole day on the Tuesday after: fires on 3 March.
    # Held against the same eight weeks: 9 March 5/25 = 20 % (2.95), 16 March 4/25 = 16 % (2.11), 23 March 6/25,
    # 30 March 4/25 (2.11): stands. 6 April 3/25 = 12 % (1.26): clears on 7 April. Nothing after that.
    escalated = (1, 2, 1, 2, 1, 2, 1, 2, 6, 5, 4, 6, 4, 3, 1, 1)
    history = History()
    for week, day in enumerate(days("2026-01-05", "2026-04-24")[::7]):
        for n in range(25):
            history.ticket(f"w{week}-{n}", f"{day} 09:00").says(f"w{week}-{n}", f"{day} 09:05", "a1")
            if n < escalated[week]:
                history.event(f"w{week}-{n}", f"{day} 09:30", "escalated", "2")
    store = stored(history, tmp_path / "floor.db")
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    seen = [event for event in walk(store, desk, "2026-03-01", "2026-04-25") if event[2] == "escalations_unusual"]
    assert seen == [("2026-03-03", "fired", "escalations_unusual"), ("2026-04-07", "cleared", "escalations_unusual")]
    assert one(readings(store, "2026-03-03 13:00"), "escalations_unusual").evidence == (
        "24.0 % of 25 tickets in 2026-02-24..2026-03-02, mean 6.0 % of 8 periods in 2025-12-30..2026-02-23 "
        "(n 25 to 25), sigma 4.75 points, as chance alone gives: 3.8 sigma above (fires beyond 3, clears within 2)"
    )


def test_a_fall_is_unusual_too(tmp_path: Path) -> None:
    # 12 or 13 of 25 for eight weeks, then none: mean 50 %, sigma floored at 10 points, 5 sigma below.
    history = History()
    for week, day in enumerate(days("2026-01-05", "2026-03-08")[::7]):
        for n in range(25):
            history.ticket(f"w{week}-{n}", f"{day} 09:00").says(f"w{week}-{n}", f"{day} 09:05", "a1")
            if week < 8 and n < 12 + week % 2:
                history.event(f"w{week}-{n}", f"{day} 09:30", "escalated", "2")
    store = stored(history, tmp_path / "floor.db")
    reading = one(readings(store, "2026-03-03 13:00"), "escalations_unusual")
    assert reading.holds
    assert "5.0 sigma below" in reading.evidence


def test_a_week_with_too_few_tickets_is_named(store: Path) -> None:
    reading = one(readings(store, "2026-02-20 13:00"), "escalations_unusual")
    assert not reading.judged
    assert reading.evidence == "0 tickets in 2025-12-26..2026-01-01, fewer than 20"


def test_repeat_contacts_are_watched_the_same_way(tmp_path: Path) -> None:
    # Of 25 customers of each Monday 1 or 2 come back on Wednesday, of those of 2 March 6; that is known a week later.
    # On Friday 13 March the last seven days hold both: 6/25 = 24 %, against 6 % and 4.75 points 3.8 sigma above.
    back = (1, 2, 1, 2, 1, 2, 1, 2, 6)
    history = History()
    for week, monday in enumerate(days("2026-01-05", "2026-03-02")[::7]):
        wednesday = days(monday, "2026-03-06")[2]
        for n in range(25):
            history.ticket(f"w{week}-{n}", f"{monday} 09:00", customer=f"c{week}-{n}", topic="bill")
            if n < back[week]:
                history.ticket(f"w{week}-{n}b", f"{wednesday} 09:00", customer=f"c{week}-{n}", topic="bill")
    store = stored(history, tmp_path / "floor.db")
    reading = one(readings(store, "2026-03-13 13:00"), "repeats_unusual")
    assert (reading.judged, reading.holds) == (True, True)
    assert reading.evidence.startswith("24.0 % of 25 customers in 2026-03-06..2026-03-12, mean 6.0 % of 8 periods in ")
    assert "3.8 sigma above" in reading.evidence
    assert not one(readings(store, "2026-03-06 13:00"), "repeats_unusual").judged
