"""Calendars that change: how a settings file says so, and what is said about versions that cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as examples

from cxtui.calendars import Calendar, Closure, expand
from cxtui.clock import parse_instant
from cxtui.errors import UsageError
from cxtui.settings import defaults, from_json, loads, to_json
from cxtui.settings.stored import to_tables
from tests.calendars.calendars import calendars

DESK = """
[calendars.desk]
zone = "Europe/Warsaw"
week = { mon = ["09:00-17:00"] }
holidays = ["2026-04-06"]

[[calendars.desk.versions]]
from = 2026-03-01
week = { mon = ["08:00-12:00", "22:00-02:00"] }

[[calendars.desk.versions]]
from = "2026-06-01 06:00"
zone = "Asia/Tokyo"
holidays = []
"""


def test_a_version_keeps_what_it_does_not_name() -> None:
    desk = loads(DESK).calendars["desk"]
    (march, second), (june, third) = desk.later
    assert march == parse_instant("2026-03-01 00:00", "Europe/Warsaw")
    assert june == parse_instant("2026-05-31T21:00Z", "UTC")  # 06:00 in Tokyo
    assert (second.zone, second.week) == ("Europe/Warsaw", ((1920, 2160), (2760, 3000)))
    assert second.holidays == desk.holidays == (Closure(date(2026, 4, 6), date(2026, 4, 6)),)
    assert (third.zone, third.week, third.holidays) == ("Asia/Tokyo", second.week, ())
    assert desk.newest() == third


def test_hours_hold_until_the_next_version_to_the_second() -> None:
    # Monday 2 March 2026: the desk opens at 08:00 no earlier than the version of 09:30 begins.
    text = DESK.replace("2026-03-01", '"2026-03-02 09:30:30"')
    start = parse_instant("2026-03-02", "Europe/Warsaw")
    hours = expand(loads(text).calendars["desk"], start, start + 86_400)
    nine, noon = (parse_instant(f"2026-03-02 {at}", "Europe/Warsaw") for at in ("09:00", "12:00"))
    night = parse_instant("2026-03-02 22:00", "Europe/Warsaw")
    assert (hours.from_at, hours.to_at) == ((nine, night), (noon, start + 86_400))
    later = expand(loads(text.replace("09:30:30", "18:00")).calendars["desk"], start, start + 86_400)
    assert later.to_at == (parse_instant("2026-03-02 17:00", "Europe/Warsaw"), start + 86_400)


def test_a_date_begins_where_its_first_minute_is() -> None:
    # Santiago skips midnight: 7 September 2025 begins at 01:00.
    text = '[calendars.c]\nweek = "always"\n[[calendars.c.versions]]\nfrom = "2025-09-07"\nzone = "America/Santiago"\n'
    ((from_at, _),) = loads(text).calendars["c"].later
    assert from_at == parse_instant("2025-09-07 01:00", "America/Santiago")


def test_how_history_counts_is_a_setting() -> None:
    assert defaults().calendar_history == "then"
    assert loads('calendar_history = "now"').calendar_history == "now"
    with pytest.raises(UsageError, match=r"my\.toml: calendar_history is 'today'; .*then, now"):
        loads('calendar_history = "today"', "my.toml")


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ('week = "always"', ["versions[1].from", '"2026-03-01"']),
        ("from = 3", ["versions[1].from", '"2026-03-01"']),
        ("from = 08:00:00", ["versions[1].from", '"2026-03-01"']),
        ('from = "today"', ["versions[1].from", '"2026-03-01"']),
        ('from = "2026-02-30"', ["versions[1].from", "2026-02-30"]),
        ('from = "2026-03-29 02:30"\nzone = "Europe/Warsaw"', ["versions[1].from", "does not exist"]),
        ('from = "2026-03-01"\nweek = { mon = ["9-17"] }', ["versions[1].week.mon", "'9'"]),
        ('from = "2026-03-01"\nzone = "Europe/Warsw"', ["versions[1].zone", "Europe/Warsaw"]),
        ('from = "2026-03-01"\nholidays = ["soon"]', ["versions[1].holidays", "'soon'"]),
        ('from = "2026-03-01"\nversions = []', ["versions[1].versions", "from, zone, week, holidays"]),
        ('from = "2026-03-01"\n[[calendars.c.versions]]\nfrom = "2026-03-01"', ["versions[2].from", "later"]),
        ('from = "2026-03-01"\n[[calendars.c.versions]]\nfrom = "2026-02-28"', ["versions[2].from", "later"]),
    ],
)
def test_a_version_that_cannot_be_is_told_with_its_key(version: str, words: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        loads(f'[calendars.c]\nweek = "always"\n[[calendars.c.versions]]\n{version}\n', "my.toml")
    for word in ("my.toml: calendars.c.", *words):
        assert word in str(caught.value)


@given(calendar=calendars())
@examples(max_examples=40, deadline=None)
def test_a_store_keeps_every_version(calendar: Calendar) -> None:
    settings = loads(DESK)
    assert from_json(to_json(settings)) == settings
    drawn = replace(settings, calendars={**settings.calendars, "drawn": calendar})
    assert from_json(to_json(drawn)).calendars["drawn"] == calendar


def test_a_calendar_without_versions_is_kept_as_before() -> None:
    assert set(to_tables(defaults())["calendars"]["business"]) == {"zone", "week", "holidays"}
