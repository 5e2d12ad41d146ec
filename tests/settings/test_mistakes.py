"""What a settings file can get wrong, and how it is told: file, dotted key, nearest valid key or value."""

from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.settings import load, loads

TARGET = '[[target]]\nmetric = "first_response"\nwithin = "1 h"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('zoen = "UTC"', "zoen is no key of the settings; the nearest is zone (at line 1)"),
        (TARGET + 'chanel = "chat"',
         "target[1].chanel is no key of the settings; the nearest is target[1].channel (at line 4)"),
        ("[horizons]\nfcr = 7", "horizons.fcr is no key of the settings; the nearest is horizons.fcr_days (at line 2)"),
        ("[leaderboard.components]\ncsta = {}",
         "leaderboard.components.csta is no key of the settings; "
         "the nearest is leaderboard.components.csat (at line 2)"),
        ("[norms]\nnsp = 4", "norms.nsp is no key of the settings; the nearest is norms.nps (at line 2)"),
        ("[calendars.x]\nweek = { monday = [] }",
         "calendars.x.week.monday is no key of the settings; the nearest is calendars.x.week.mon (at line 2)"),
        ("[calendars.\"a b\"]\nweek = 'always'\nzzz = 1",
         'calendars."a b".zzz is no key of the settings; there are: zone, week, holidays, versions (at line 3)'),
        ("zone = 3", "zone must be a text, not a number (3) (at line 1)"),
        ("zone = ' '", "zone must not be empty (at line 1)"),
        ("calendars = 3", "calendars must be a table, not a number (3) (at line 1)"),
        ("target = {}", "target must be an array of tables, each under [[target]], not a table (at line 1)"),
        ("target = [3]", "target[1] must be a table, not a number (3) (at line 1)"),
        (TARGET + "business = 1", "target[1].business must be true or false, not a number (1) (at line 4)"),
        ("[horizons]\nfcr_days = true",
         "horizons.fcr_days must be a whole number from 1 to 3650, not true (at line 2)"),
        ("[horizons]\nfcr_days = 0", "horizons.fcr_days is 0; it must be a whole number from 1 to 3650 (at line 2)"),
        ("[norms]\ncsat = 85",
         "norms.csat is 85; it must be a number from 0 to 1; 85 % is written 0.85 (at line 2)"),
        ("[norms]\nnps = nan", "norms.nps is nan; it must be a number from -100 to 100 (at line 2)"),
        ("[worth]\ncost_per_hour = 0",
         "worth.cost_per_hour is 0; it must be more, or false where it is not known (at line 2)"),
        ("[worth]\ncost_per_hour = true", "worth.cost_per_hour must be a number from 0 to 1e+06, not true (at line 2)"),
        ("[worth]\ncurrency = 'Euro'",
         "worth.currency is 'Euro'; it must be three capital letters (ISO 4217), such as EUR, or false (at line 2)"),
        ("[worth]\ncost_hour = 3",
         "worth.cost_hour is no key of the settings; the nearest is worth.cost_per_hour (at line 2)"),
        ('[[target]]\nmetric = "first_respons"\nwithin = "1 h"',
         "target[1].metric is 'first_respons'; the nearest is first_response (at line 2)"),
        ('[[target]]\nmetric = "first_response"',
         'target[1].within is missing; it must be a duration such as "90 s", "2 min" or "4 h" (at line 1)'),
        ('[[target]]\nmetric = "first_response"\nwithin = 60',
         'target[1].within must be a duration such as "90 s", "2 min" or "4 h", not a number (60) (at line 3)'),
        ('[[target]]\nmetric = "first_response"\nwithin = "0 s"',
         "target[1].within is '0 s'; it must lie between 1 s and 3653 d (at line 3)"),
        ('[[target]]\nmetric = "first_response"\nwithin = "3653 d 1 s"',
         "target[1].within is '3653 d 1 s'; it must lie between 1 s and 3653 d (at line 3)"),
        (TARGET * 2,
         "target[2] has the same metric and conditions as target[1]; keep one of them, or say from when (at line 4)"),
        (TARGET + 'from = "soon"',
         'target[1].from must be a date like "2026-03-01", or a time like "2026-03-01 06:00" (at line 4)'),
        ('attribution = "sendr"', "attribution is 'sendr'; the nearest is sender (at line 1)"),
        ('thank_yous = "leave"', "thank_yous is 'leave'; the nearest is \"leave out\" (at line 1)"),
        ('business_calendar = "busines"',
         "business_calendar is 'busines', no calendar; the nearest is business (at line 1)"),
        ("[leaderboard.weights]\nquality = 50",
         "leaderboard.weights must add up to 100: the weights are "
         "quality 50 + retention 35 + responsiveness 20 = 105 (at line 1)"),
        ("[leaderboard.components]\nreply_time.weight = 50",
         "leaderboard.components must add up to 100: the weights of group responsiveness are "
         "service_level 60 + reply_time 50 = 110 (at line 1)"),
        ("[leaderboard.components]\nreopen.anchors = [0, 0.2]",
         "leaderboard.components.reopen.anchors are [0, 0.2], but must be [worst, best]: "
         "for reopen lower is better, so worst > best (at line 2)"),
        ("[leaderboard.components]\ncsat.anchors = [0.9]",
         "leaderboard.components.csat.anchors must be two values, [worst, best], not 1 (at line 2)"),
        ("[calendars.x]",
         'calendars.x.week must be "always" or a table of days such as mon = ["09:00-17:00"] (at line 1)'),
        ("[calendars.x]\nweek = { mon = ['9-17'] }",
         "calendars.x.week.mon cannot be used: '9' is no time of day; write 00:00 to 24:00 (at line 2)"),
        ("[calendars.x]\nweek = { mon = ['09:00-09:00'] }",
         "calendars.x.week.mon cannot be used: '09:00-09:00' has no length; a whole day is 00:00-24:00 (at line 2)"),
        ("[calendars.x]\nweek = { mon = ['09:00-17:00', '16:00-18:00'] }",
         "calendars.x.week cannot be used: 2400-2520 (Mon 16:00 to 18:00) overlaps "
         "1980-2460 (Mon 09:00 to 17:00); join them (at line 2)"),
        ("[calendars.x]\nweek = 'always'\nholidays = ['25.12.2025']",
         "calendars.x.holidays cannot be used: '25.12.2025' is no holiday; write 2026-01-01, "
         "2025-12-25/2025-12-26 or 2025-12-24 13:00-24:00 (at line 3)"),
        ('[calendars."a/b"]\nweek = "always"',
         'calendars."a/b" must have a name without a slash (with one they are calendars of sources) (at line 1)'),
        ("[staleness.sources]\nz = '1 fortnight'",
         "staleness.sources.z cannot be read: '1 fortnight' is no duration; "
         "write it like 90 s, 2 min, 4 h or 7 d (at line 2)"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_key(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        loads(text, "my.toml")
    assert str(error.value) == f"my.toml: {message}"


def test_an_unknown_zone_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"my\.toml: zone cannot be used: .*'Europe/Warsw'; nearest: Europe/Warsaw"):
        loads('zone = "Europe/Warsw"', "my.toml")
    with pytest.raises(UsageError, match=r"my\.toml: calendars\.x\.zone cannot be used: .*nearest: Asia/Tokyo"):
        loads('[calendars.x]\nzone = "Asia/Tokio"\nweek = "always"', "my.toml")


def test_a_slip_in_the_syntax_has_its_line_and_column() -> None:
    with pytest.raises(UsageError, match=r"^my\.toml: this is no valid TOML: .*line 2, column 7"):
        loads('zone = "UTC"\nx = 1 y\n', "my.toml")


def test_a_hostile_key_is_shown_as_text() -> None:
    with pytest.raises(UsageError) as error:
        loads('"\\u001b[2J\\u202e" = 1', "my.toml")
    assert str(error.value).isprintable()


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml: there is no such file"):
        load(tmp_path / "gone.toml")
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        load(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'# caf\xe9\nzone = "UTC"\n')
    with pytest.raises(UsageError, match=r"latin\.toml: line 1 is not UTF-8"):
        load(latin)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UsageError, match="this cannot hold the settings"):
        load(large)
