"""Agent turnover by hand."""

from pathlib import Path

from cxtui.kpis.customer_value.turnover import turnover
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import asking, near, number

YEAR, JANUARY = "2025-01-01..2025-12-31", "2025-01-01..2025-01-31"


def staff(*people: tuple[str, str | None, str | None]) -> History:
    """Return agents by first and last day."""
    history = History()
    for n, (kind, hired, left) in enumerate(people):
        history.add("agent", agent=f"a{n}", kind=kind, hired_on=instant(hired) if hired else None,
                    left_on=instant(left) if left else None)  # fmt: skip
    return history.ticket("t1", "2025-01-01")


def test_a_year_and_a_month_by_hand(tmp_path: Path) -> None:
    people = staff(
        ("human", "2024-03-01", None), ("human", "2024-03-01", "2025-01-16"), ("human", "2025-01-21", None),
        ("human", "2024-03-01", "2024-12-31"), ("human", "2026-01-01", None), ("bot", "2024-03-01", "2025-01-05"),
    )  # fmt: skip
    with asking(people, tmp_path, "2026-02-01") as store:
        month = number(store, "agent_turnover", JANUARY)
        # 31 days, 15 days and 11 days of January: 57 agent days, 57/31 agents on average; one of them left.
        assert (month.n, month.value) == (3, near(1 / (57 / 31) * 365 / 31))
        year = number(store, "agent_turnover", YEAR)
        assert (year.n, year.value) == (3, near(1 / ((365 + 15 + 345) / 365)))
        assert year.note is None
        units, _ = store.units("agent_turnover", store.question("agent_turnover", YEAR), 9)
        assert {unit.agent: unit.value for unit in units} == {"a0": 0, "a1": 1, "a2": 0}
        assert number(store, "agent_turnover", JANUARY, "agent:a1").value == near(365 / 15)


def test_a_second_is_time_enough_and_no_time_says_nothing() -> None:
    assert turnover(1, 1, 1) == near(365 * 86_400)
    assert turnover(0, 0, 1) is None
    assert turnover(0, 1, 0) is None


def test_missing_dates_are_named(tmp_path: Path) -> None:
    with asking(staff(("human", "2024-01-01", None), ("human", None, None)), tmp_path, "2025-02-01") as store:
        found = number(store, "agent_turnover", JANUARY)
        assert (found.value, found.n) == (0, 1)
        assert found.note == (
            "1 of 2 agents have no first day (hired_on) and are left out; "
            "no agent has a last day (left_on): perhaps leaving is not recorded"
        )


def test_without_any_first_day_there_is_none(tmp_path: Path) -> None:
    with asking(staff(("human", None, None)), tmp_path, "2025-02-01") as store:
        found = number(store, "agent_turnover", JANUARY)
        assert found.value is None and found.note and "map hired_on and left_on" in found.note


def test_nobody_there_is_no_turnover() -> None:
    assert turnover(0, 0, 100) is None and turnover(0, 100, 0) is None
    assert turnover(1, 2 * 365 * 86_400, 365 * 86_400) == near(0.5)
