"""NPS against customers who come: it fires only while they grow, and clears on NPS alone."""

from pathlib import Path

import pytest

from cxtui.desk import Desk
from cxtui.settings import loads
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored
from tests.kpis.triggers.walk import days, one, rate, readings, walk

WEEKLY = loads("[triggers]\nnps = { days = 7, down = 0, back = 5 }\n")

SCORES = ((10, 10, 10, 10), (10, 10, 10, 0), (10, 10, 10, 5), (10, 10, 10, 10))
"""The four answers of every day of a week: NPS 100, 50, 50 and 100."""


def made(grows: bool) -> History:
    """Return four weeks from Monday 5 January 2026 on; a contract begins every Monday, if anything grows."""
    history = History()
    for number, day in enumerate(days("2026-01-05", "2026-02-08")):
        for n, score in enumerate(SCORES[min(number // 7, 3)]):
            history.ticket(f"{day}-{n}", f"{day} 09:00", customer="c0")
            rate(history, f"{day}-{n}", day, score, "nps", 10.0)
        if number % 7 == 0 and (grows or number == 0):
            customer = f"c{number // 7}"
            history.add("contract", contract=customer, customer=customer, from_at=instant(f"{day} 00:00"))
    return history


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a floor whose customers grow by one a week."""
    return stored(made(True), tmp_path_factory.mktemp("nps") / "floor.db", WEEKLY)


def test_it_fires_and_clears_on_the_days_worked_out(store: Path, tmp_path: Path) -> None:
    # The week before the last seven days has 20 answers once it holds five days of January's: on the 17th. Then
    # the last seven days are two at 100 and five at 50, NPS 64.3, and 2 customers are more than 1: it fires.
    # Before was 100, and there is no more than that: it clears once all seven days are of the last weeks.
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    seen = [event for event in walk(store, desk, "2026-01-10", "2026-02-08") if event[2] == "nps_down"]
    assert seen == [("2026-01-17", "fired", "nps_down"), ("2026-02-02", "cleared", "nps_down")]


def test_without_growth_it_never_fires(tmp_path: Path) -> None:
    store = stored(made(False), tmp_path / "floor.db", WEEKLY)
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    assert [event for event in walk(store, desk, "2026-01-10", "2026-02-08") if event[2] == "nps_down"] == []
    reading = one(readings(store, "2026-01-20 13:00"), "nps_down")
    assert reading.judged and "from 1 to 1" in reading.evidence


def test_it_clears_where_nps_is_back_by_the_margin(tmp_path: Path) -> None:
    # Fires below 70 (100 − 30): k days of seven at 50 are 100 − 50 k/7, below it from k = 5 on, over on 17 January.
    # Clears at 75 or more: 100 − 50 k/7 is that at k = 3: four of the quick week's days, over on 30 January.
    settings = loads("[triggers]\nnps = { days = 7, down = 30, back = 5 }\n")
    store = stored(made(True), tmp_path / "floor.db", settings)
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    seen = [event for event in walk(store, desk, "2026-01-10", "2026-02-08") if event[2] == "nps_down"]
    assert seen == [("2026-01-17", "fired", "nps_down"), ("2026-01-30", "cleared", "nps_down")]
    assert one(readings(store, "2026-01-17 13:00"), "nps_down").evidence == (
        "NPS 64.3 of 28 answers in 2026-01-10..2026-01-16, 100.0 of 20 answers in 2026-01-03..2026-01-09: down 35.7 "
        "points while active customers went from 1 to 2 (fires below 70.0 while they grow, clears at 75.0)"
    )


def test_without_purchases_and_contracts_it_says_what_to_import(tmp_path: Path) -> None:
    history = History(coverage=("messages", "ratings")).ticket("t", "2026-01-05 09:00")
    reading = one(readings(stored(history, tmp_path / "floor.db"), "2026-01-20 13:00"), "nps_down")
    assert not reading.judged
    assert reading.evidence.startswith("no purchases or contracts in this store")
