"""Times become whole UTC seconds once, and none is moved silently."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cxtui.sources.times import change_days
from tests.sources.conftest import Bench


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def read(bench: Bench, forms: str, zone: str | None, *values: str) -> list[int]:
    line = 'span = ["0001-01-01", "9999-12-31"]\n' + (f'zone = "{zone}"\n' if zone else "")
    mapping = bench.write("m.toml", f'{line}times = {forms}\n[ticket]\nticket = "id"\ncreated_at = "t"\n')
    rows = "".join(f'{i:03},"{v}"\n' for i, v in enumerate(values))
    bench.stage(mapping, bench.write("a.csv", "id,t\n" + rows))
    return [t for (t,) in bench.rows("SELECT created_at FROM in_ticket ORDER BY ticket")]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-02-29T23:59:59Z", "2024-02-29 23:59:59"),
        ("2024-02-29 23:59:59.999999", "2024-02-29 23:59:59"),
        ("2024-02-29", "2024-02-29 00:00:00"),
        ("2024-02-29T12:00:00+02:00", "2024-02-29 10:00:00"),
        ("2024-02-29 12:00-0530", "2024-02-29 17:30:00"),
        ("1969-12-31T23:59:58.5Z", "1969-12-31 23:59:58"),
        ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00"),
        ("9999-12-30T23:59:59Z", "9999-12-30 23:59:59"),
    ],
)
def test_iso(bench: Bench, text: str, instant: str) -> None:
    assert read(bench, '["iso"]', "UTC", text) == [at(instant)]


def test_epochs_are_cut_not_rounded(bench: Bench) -> None:
    assert read(bench, '["epoch"]', None, "1700000000", "1700000000.9", "-1.5") == [1700000000, 1700000000, -2]
    assert read(bench, '["epoch_ms"]', None, "1700000000999") == [1700000000]


def test_several_dialects_in_one_file(bench: Bench) -> None:
    forms = '["iso", "epoch", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M"]'
    same = ("29/2/2016 01:16", "29-02-2016 01:16", "2016-02-29T01:16:00Z", "1456708560")
    assert read(bench, forms, "UTC", *same) == [1456708560] * 4


@pytest.mark.parametrize("text", ["infinity", "2024-04-31", "2024-00-10", "29/2/2015 00:00", "12:30", "now", "1e400"])
def test_what_is_no_time(bench: Bench, text: str) -> None:
    assert read(bench, '["iso", "epoch", "%d/%m/%Y %H:%M"]', "UTC", text, "2024-01-01") == [at("2024-01-01")]
    assert [r[2] for r in bench.rejects()] == [text]


def test_local_times_of_a_zone(bench: Bench) -> None:
    assert read(
        bench, '["iso", "%d.%m.%Y %H:%M"]', "Europe/Berlin",
        "2024-01-15 12:00", "2024-07-15 12:00:00.7", "15.07.2024 12:00", "2024-07-15T12:00:00Z",
    ) == [at("2024-01-15 11:00"), at("2024-07-15 10:00"), at("2024-07-15 10:00"), at("2024-07-15 12:00")]  # fmt: skip


def test_the_night_clocks_go_forward(bench: Bench) -> None:
    times = ("2024-03-31 01:59:59", "2024-03-31 02:00:00", "2024-03-31 02:59:59", "2024-03-31 03:00:00")
    # 02:00 to 02:59 are skipped, and read as an hour later by the clocks after the change.
    assert read(bench, '["iso"]', "Europe/Berlin", *times) == [
        at("2024-03-31 00:59:59"), at("2024-03-31 01:00:00"), at("2024-03-31 01:59:59"), at("2024-03-31 01:00:00"),
    ]  # fmt: skip
    assert bench.rejects() == []
    assert bench.staged.doubts == {
        "local time does not exist (clocks went forward); read with the offset before": 2,
    }
    assert bench.staged.doubtful_times == 2


def test_the_night_clocks_go_back(bench: Bench, desk: Callable[..., Path]) -> None:
    times = ("2024-10-27 01:59:59", "2024-10-27 02:00:00", "2024-10-27 02:59:59", "2024-10-27 03:00:00")
    path = bench.write("a.csv", "id,created\n" + "".join(f"{i},{t}\n" for i, t in enumerate(times)))
    staged = bench.stage(desk(), path, zone="Europe/Berlin")
    assert bench.rows("SELECT created_at FROM in_ticket ORDER BY ticket") == [
        (at("2024-10-26 23:59:59"),), (at("2024-10-27 00:00:00"),), (at("2024-10-27 00:59:59"),),
        (at("2024-10-27 02:00:00"),),
    ]  # fmt: skip
    assert staged.doubts == {"local time exists twice (clocks went back); the first was taken": 2}
    assert staged.doubtful_times == 2


def test_a_change_of_half_an_hour(bench: Bench) -> None:
    # Lord Howe moves by 30 minutes: 2024-04-07 02:00 (+11:00) becomes 01:30 (+10:30).
    assert read(bench, '["iso"]', "Australia/Lord_Howe", "2024-04-07 01:29:59", "2024-04-07 01:45:00") == [
        at("2024-04-06 14:29:59"), at("2024-04-06 14:45:00"),
    ]  # fmt: skip


# Skipped: an hour, half an hour, two hours, a whole day, an hour around midnight. Then twice: an hour, two
# hours, half an hour. Then days on which nothing is wrong.
@pytest.mark.parametrize(
    ("zone", "local", "doubtful"),
    [
        ("Europe/Berlin", "2024-03-31 02:30:00", 1),
        ("Australia/Lord_Howe", "2024-10-06 02:15:00", 1),
        ("Antarctica/Troll", "2024-03-31 02:00:00", 1),
        ("Pacific/Apia", "2011-12-30 12:00:00", 1),
        ("America/Santiago", "2024-09-08 00:30:00", 1),
        ("America/St_Johns", "2025-11-02 01:30:00", 1),
        ("Antarctica/Troll", "2024-10-27 02:30:00", 1),
        ("Asia/Pyongyang", "2015-08-14 23:45:00", 1),
        ("Africa/Casablanca", "2026-02-15 02:30:00", 1),
        ("Europe/Berlin", "2024-03-31 03:00:00", 0),
        ("Europe/Berlin", "2024-10-27 03:00:00", 0),
        ("Pacific/Apia", "2011-12-31 00:00:00", 0),
        ("Asia/Kathmandu", "2024-03-31 02:30:00", 0),
    ],
)
def test_every_kind_of_change_is_read_as_its_definition_says(
    bench: Bench, zone: str, local: str, doubtful: int
) -> None:
    # PEP 495: fold=0 is the first of two, and in a gap the offset before it.
    wanted = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=0)
    assert read(bench, '["iso"]', zone, local) == [int(wanted.timestamp())]
    assert bench.staged.doubtful_times == doubtful


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Africa/Casablanca"])
def test_change_days_miss_no_change(zone: str) -> None:
    from datetime import timedelta

    info, days = ZoneInfo(zone), set(change_days(zone, 2000, 2030))
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    while moment.year < 2030:
        later = moment + timedelta(hours=6)
        before, after = moment.astimezone(info), later.astimezone(info)
        if before.utcoffset() != after.utcoffset():
            assert {before.date().isoformat(), after.date().isoformat()} <= days
        moment = later
