"""What exports of tickets as they stand do not show: changes between two of them, and whole days without one."""

from datetime import date
from pathlib import Path

import pytest

import cxtui
from cxtui.importing.run import Request, run
from cxtui.kpis.question.export_days import OBSERVED, days_without, unseen
from tests.facts.histories import instant

EXPORTS = [("desk", instant(f"2026-03-{day} 18:00")) for day in ("02", "03", "06")]


def test_days_between_two_exports_are_without_one() -> None:
    assert days_without(EXPORTS, None, "UTC") == [date(2026, 3, 4), date(2026, 3, 5)]


def test_no_day_is_missing_before_the_first_or_after_the_newest() -> None:
    assert days_without(EXPORTS[:2], None, "UTC") == []
    assert days_without([], None, "UTC") == []


@pytest.mark.parametrize(
    ("first", "end", "found"),
    [
        ("2026-03-04 00:00", "2026-03-05 00:00", [4]),
        ("2026-03-03 23:59", "2026-03-04 00:00", []),
        ("2026-03-05 23:59", "2026-03-06 00:00", [5]),
    ],
)
def test_only_days_of_the_period_are_named(first: str, end: str, found: list[int]) -> None:
    days = days_without(EXPORTS, (instant(first), instant(end)), "UTC")
    assert [day.day for day in days] == found


def test_days_are_local_ones() -> None:
    # 18:00 UTC of 3 March is the 4th in Tokyo, 18:00 of the 6th the 7th.
    assert [day.day for day in days_without(EXPORTS, None, "Asia/Tokyo")] == [5, 6]


def test_each_source_has_exports_of_its_own() -> None:
    other = [("mail", instant("2026-03-04 09:00")), ("mail", instant("2026-03-05 09:00"))]
    assert [day.day for day in days_without([*EXPORTS, *other], None, "UTC")] == [4, 5]


def test_at_most_three_days_are_named() -> None:
    far = [("desk", instant("2026-03-02 18:00")), ("desk", instant("2026-03-08 18:00"))]
    assert str(unseen(far, None, "UTC")) == (
        "observed daily, but with no export of 2026-03-03, 2026-03-04, 2026-03-05, and 2 more: what came and went "
        "between two exports of the tickets is not seen"
    )
    assert unseen(EXPORTS[:2], None, "UTC") == OBSERVED


def test_a_rate_from_daily_exports_says_which_day_is_missing(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text(
        'kind = "state"\nzone = "UTC"\nticket = { ticket = "id", created_at = "opened" }\n'
        'stated = { status = "status", resolved_at = "resolved" }\n'
    )
    # The first export begins what is known of statuses: a solve before it would count as none.
    for day, row in (("01", "Open,"), ("02", "Solved,2026-03-02 12:00"), ("04", "Open,")):
        (tmp_path / "t.csv").write_text(f"id,opened,status,resolved\n1,2026-03-01 09:00,{row}\n")
        request = Request((tmp_path / "t.csv",), str(tmp_path / "desk.toml"), as_of=instant(f"2026-03-{day} 18:00"))
        run(tmp_path / "floor.db", request)
    with cxtui.open(tmp_path / "floor.db", at="2026-03-04 19:00") as floor:
        found = floor.metric("reopen_rate", period="2026-03-01..2026-03-04")
    assert (found.value, found.n, found.at_least) == (1.0, 1, True)
    assert "no export of 2026-03-03" in str(found.note)
