"""Instants as people write them, and local days across clock changes."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxtui.clock import (
    DAY,
    FAR,
    format_instant,
    local_day_edges,
    parse_duration,
    parse_instant,
    quarters,
    same_time_last_week,
    zone_info,
)
from cxtui.errors import UsageError

NEW_YORK = "America/New_York"
ZONES = (
    "UTC", NEW_YORK, "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
    "America/Havana", "Africa/Cairo", "America/Santiago", "Pacific/Apia", "America/St_Johns",
)  # fmt: skip


def utc(*parts: int) -> int:
    """Return the epoch seconds of a time in UTC."""
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("2016-03-31 23:59", "UTC", 1_459_468_740),
        ("2016-03-31 23:59:30", "UTC", 1_459_468_770),
        ("2016-03-31T23:59", "Europe/Warsaw", 1_459_468_740 - 7200),
        ("2016-03-31T23:59Z", "Europe/Warsaw", 1_459_468_740),
        ("2016-03-31T23:59+05:30", "UTC", 1_459_468_740 - 19_800),
        ("2016-03-31 23:59:59.999", "UTC", 1_459_468_799),
        ("  2016-03-31  ", "UTC", utc(2016, 3, 31)),
        ("2016-03-31", "Asia/Kolkata", utc(2016, 3, 30, 18, 30)),
        ("20160331", "UTC", utc(2016, 3, 31)),
        ("1459468740", "Asia/Kolkata", 1_459_468_740),
        ("@0", "Asia/Kolkata", 0),
        ("@-86400", "UTC", -86_400),
        ("1969-12-31 23:59:59", "UTC", -1),
        ("now", NEW_YORK, 1_000_000_000),
        ("NOW", NEW_YORK, 1_000_000_000),
        ("-2h", "UTC", 1_000_000_000 - 7200),
        ("+ 1d 12h", "UTC", 1_000_000_000 + 129_600),
        ("-90s", "UTC", 1_000_000_000 - 90),
        # 1,000,000,000 is 2001-09-09 01:46:40 UTC, still the evening of the 8th in New York.
        ("today", "UTC", utc(2001, 9, 9)),
        ("today", NEW_YORK, utc(2001, 9, 8, 4)),
        ("yesterday", NEW_YORK, utc(2001, 9, 7, 4)),
    ],
)
def test_instants_as_people_write_them(text: str, zone: str, at: int) -> None:
    assert parse_instant(text, zone, present=1_000_000_000) == at


def test_a_local_time_that_comes_twice_is_not_guessed() -> None:
    with pytest.raises(UsageError) as error:
        parse_instant("2025-11-02 01:30", NEW_YORK)
    assert str(error.value) == (
        "2025-11-02 01:30:00 happens twice in America/New_York, where the clocks change: "
        "write 2025-11-02 01:30:00-04:00 or 2025-11-02 01:30:00-05:00"
    )
    assert parse_instant("2025-11-02 01:30-04:00", NEW_YORK) == utc(2025, 11, 2, 5, 30)
    assert parse_instant("2025-11-02 01:30-05:00", NEW_YORK) == utc(2025, 11, 2, 6, 30)


def test_a_local_time_that_does_not_exist_is_not_guessed() -> None:
    with pytest.raises(UsageError) as error:
        parse_instant("2025-10-05 02:10", "Australia/Sydney")
    assert str(error.value) == (
        "2025-10-05 02:10:00 does not exist in Australia/Sydney, where the clocks change: "
        "write 2025-10-05 01:10:00+10:00 or 2025-10-05 03:10:00+11:00"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "write it like 2016-03-31 23:59"),
        ("tomorrow week", "write it like 2016-03-31 23:59"),
        ("2016", "write it like 2016-03-31 23:59"),
        ("2016-02-30", "'2016-02-30' is no time"),
        ("31/03/2016 23:59", "write it like 2016-03-31 23:59"),
        ("-2 fortnights", "90 s, 2 min, 4 h or 7 d"),
        ("-", "duration is empty"),
        ("1459468740000", "are these milliseconds?"),
        ("3016-01-01", "outside the years 1900 to 2199"),
        ("0001-01-01T00:00+14:00", "outside the years 1900 to 2199"),
        ("-999999999w", "outside the years 1900 to 2199"),
    ],
)
def test_what_is_no_time_is_explained(text: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_instant(text, "UTC")
    assert words in str(error.value)


def test_an_unknown_zone_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no time zone is called 'europe/warsaw'; nearest: Europe/Warsaw"):
        parse_instant("now", "europe/warsaw")
    with pytest.raises(UsageError, match="nearest: Asia/Tokyo"):
        zone_info("Tokio")


@given(at=st.integers(utc(1900, 1, 2), utc(2199, 12, 30)), zone=st.sampled_from(ZONES))
@example(at=utc(2025, 11, 2, 5, 30), zone=NEW_YORK)
@example(at=utc(2025, 11, 2, 6, 30), zone=NEW_YORK)
def test_what_is_written_is_read_back(at: int, zone: str) -> None:
    assert parse_instant(format_instant(at, zone), zone) == at


def test_writing_any_number_never_fails() -> None:
    assert format_instant(FAR, "UTC") == "9999-12-31 23:59:59+00:00"
    assert format_instant(FAR, "Asia/Tokyo") == "@253402300799"
    assert format_instant(10**30, "UTC") == "@" + "1" + "0" * 30


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90 s", 90), ("2 min", 120), ("2m", 120), ("4 h", 14_400), ("1 d 12 h", 129_600), ("1w", 604_800), ("0s", 0)],
)
def test_durations(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", " ", "4", "4 hours ago", "-4 h", "4.5 h", "h", "4 h,"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        (NEW_YORK, "2025-03-09", utc(2025, 3, 9, 5), 23),
        (NEW_YORK, "2025-11-02", utc(2025, 11, 2, 4), 25),
        ("Australia/Sydney", "2025-10-05", utc(2025, 10, 4, 14), 23),
        ("Australia/Sydney", "2025-04-06", utc(2025, 4, 5, 13), 25),
        ("Australia/Lord_Howe", "2025-04-06", utc(2025, 4, 5, 13), 24.5),
        ("Asia/Kolkata", "2025-06-01", utc(2025, 5, 31, 18, 30), 24),
        # Midnight itself is skipped: the day starts at 01:00.
        ("Africa/Cairo", "2025-04-25", utc(2025, 4, 24, 22), 23),
        # Midnight comes twice: the day starts at the first.
        ("America/Havana", "2025-11-02", utc(2025, 11, 2, 4), 25),
    ],
)
def test_a_local_day_has_its_true_length(zone: str, day: str, start: int, hours: float) -> None:
    end = start + int(hours * 3600)
    assert parse_instant(day, zone) == start
    for at in (start, start + 3 * 3600, end - 1):
        assert local_day_edges(at, zone) == (start, end)
    assert local_day_edges(end, zone)[0] == end


@given(at=st.integers(utc(2005, 1, 1), utc(2030, 1, 1)), zone=st.sampled_from(ZONES))
@example(at=utc(2010, 11, 7, 2, 30), zone="America/St_Johns")
@example(at=utc(2010, 11, 7, 3, 0), zone="America/St_Johns")
@example(at=utc(2010, 11, 7, 3, 30), zone="America/St_Johns")
def test_local_days_tile_time(at: int, zone: str) -> None:
    start, end = local_day_edges(at, zone)
    assert start <= at < end
    assert local_day_edges(start, zone) == (start, end) == local_day_edges(end - 1, zone)
    assert local_day_edges(start - 1, zone)[1] == start


@pytest.mark.parametrize(
    ("zone", "now", "then"),
    [
        ("UTC", "2025-11-21 14:32:07", "2025-11-14 14:32:07"),
        (NEW_YORK, "2025-11-05 12:00", "2025-10-29 12:00"),
        (NEW_YORK, "2025-03-12 12:00", "2025-03-05 12:00"),
        (NEW_YORK, "2025-03-16 02:30", "2025-03-09 03:30"),
        (NEW_YORK, "2025-11-09 01:30", "2025-11-02 01:30-04:00"),
        (NEW_YORK, "2025-11-02 01:30-05:00", "2025-10-26 01:30"),
    ],
)
def test_the_same_wall_time_last_week(zone: str, now: str, then: str) -> None:
    assert same_time_last_week(parse_instant(now, zone), zone) == parse_instant(then, zone)


def test_quarters_cover_a_span() -> None:
    assert quarters(0, 1801) == (0, 900, 1800)
    assert quarters(1000, 1801) == (900, 1800)
    assert quarters(900, 900) == ()
    assert len(quarters(*local_day_edges(utc(2025, 3, 9, 12), NEW_YORK))) == 92
    assert len(quarters(*local_day_edges(utc(2025, 11, 2, 12), NEW_YORK))) == 100
    assert len(quarters(0, DAY)) == 96
