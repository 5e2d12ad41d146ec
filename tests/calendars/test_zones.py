"""Zone names of helpdesks, and the changes of offset of a zone."""

import csv
from pathlib import Path

import pytest

from cxtui.calendars import Calendar, CalendarError, friendly_zones, iana
from cxtui.calendars.zones import steady
from cxtui.clock import known_zone, parse_instant


@pytest.mark.parametrize(
    ("friendly", "zone"),
    [
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("eastern time  (us & canada)", "America/New_York"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Chennai", "Asia/Kolkata"),
        ("London", "Europe/London"),
        ("Nuku'alofa", "Pacific/Tongatapu"),
        ("UTC", "UTC"),
        ("Europe/Warsaw", "Europe/Warsaw"),
        (" Asia/Tokyo ", "Asia/Tokyo"),
    ],
)
def test_friendly_names_become_iana_names(friendly: str, zone: str) -> None:
    assert iana(friendly) == zone


def test_every_friendly_name_leads_to_a_zone() -> None:
    table = friendly_zones()
    assert len(table) > 150
    assert [name for name, zone in table.items() if known_zone(zone) is None] == []


@pytest.mark.parametrize("name", ["", "Europe", "../../etc/passwd", "/etc", "nul\0", "Mars/Olympus"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(CalendarError, match="no time zone is called"):
        iana(name)


@pytest.mark.parametrize("part", ["in_cases", "in_2k"])
def test_schedules_of_a_zendesk_export(reference: Path, part: str) -> None:
    folder = reference / "zendesk_oracle" / part
    with (folder / "_schedule_meta.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["schedule_id"]: row["iana"] for row in csv.DictReader(file)}
    weeks: dict[str, list[str]] = {}
    zones: dict[str, str] = {}
    with (folder / "schedule.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weeks.setdefault(row["id"], []).append(f"{row['start_time']}-{row['end_time']}")
            zones[row["id"]] = row["time_zone"]
    found = {one: Calendar.parse(one, zones[one], ",".join(week)).zone for one, week in weeks.items()}
    assert found == {one: zone for one, zone in wanted.items() if one in weeks}


def test_offsets_of_new_york_change_twice_a_year() -> None:
    spring, autumn = parse_instant("2025-03-09T07:00Z", "UTC"), parse_instant("2025-11-02T06:00Z", "UTC")
    start, end = parse_instant("2025-01-01", "UTC"), parse_instant("2026-01-01", "UTC")
    assert steady("America/New_York", start, end) == [
        (start, spring, -5 * 3600),
        (spring, autumn, -4 * 3600),
        (autumn, end, -5 * 3600),
    ]


def test_an_empty_span_has_no_stretch() -> None:
    assert steady("Europe/Warsaw", 1000, 1000) == []


def test_a_span_out_of_all_reason_is_refused() -> None:
    with pytest.raises(CalendarError, match="1900"):
        steady("UTC", 0, 253_402_300_799)
