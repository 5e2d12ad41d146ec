"""A store's configuration: laying a file over the defaults, keeping it, and telling that it changed."""

from pathlib import Path

import pytest

from cxtui.canonical import TARGET_METRICS
from cxtui.errors import UsageError
from cxtui.settings import StoreSettings, defaults, digest, from_json, load, loads, to_json

FULL = """
zone = "Europe/Warsaw"
business_calendar = "desk"
attribution = "share"
thank_yous = "leave out"

[calendars.desk]
week = { mon = ["08:00-12:00", "12:30-16:30"], sat = ["22:00-02:00"] }
holidays = [2025-12-24, "2025-12-25/2025-12-26", "2025-12-31 13:00-24:00"]

[calendars.sydney]
zone = "Sydney"
week = "always"

[[target]]
metric = "resolution"
within = "2 d"

[[target]]
metric = "first_response"
channel = "chat"
within = "1 min"

[[target]]
metric = "first_response"
channel = "chat"
tier = "gold"
within = "30 s"

[leaderboard]
min_n = 5

[leaderboard.weights]
quality = 60
retention = 20

[leaderboard.components]
csat.weight = 55
qa.weight = 0

[norms]
nps = false
reopen_rate = 0.04

[staleness.sources]
"zen desk" = "1 h"

[worth]
cost_per_hour = 32.5
currency = "EUR"
"""


@pytest.fixture(scope="module")
def full() -> StoreSettings:
    """Return settings that differ from the defaults in every part."""
    return loads(FULL, "my.toml")


def test_a_silent_file_changes_nothing() -> None:
    assert loads("", "my.toml") == defaults()


def test_tables_merge_and_arrays_replace(full: StoreSettings) -> None:
    assert list(full.calendars) == ["business", "desk", "sydney"]
    assert [(t.metric, t.channel, t.tier, t.within_s) for t in full.targets] == [
        ("first_response", "chat", "gold", 30),
        ("first_response", "chat", None, 60),
        ("resolution", None, None, 172_800),
    ]
    assert full.leaderboard.groups == {"quality": 60, "retention": 20, "responsiveness": 20}
    assert (full.leaderboard.period_days, full.leaderboard.min_n) == (30, 5)
    assert "nps" not in full.norms
    assert (full.norms["reopen_rate"], full.norms["csat"]) == (0.04, 0.85)
    assert (full.allowance("zen desk"), full.allowance("other")) == (3600, 300)
    assert (full.cost_per_hour, full.currency) == (32.5, "EUR")


def test_calendars_take_the_zone_of_the_store(full: StoreSettings) -> None:
    zones = {name: one.zone for name, one in full.calendars.items()}
    assert zones == {"business": "Europe/Warsaw", "desk": "Europe/Warsaw", "sydney": "Australia/Sydney"}


def test_a_week_is_as_written(full: StoreSettings) -> None:
    # Monday 08:00 is minute 1920; Saturday night goes on on Sunday.
    assert full.calendars["desk"].week == ((0, 120), (1920, 2160), (2190, 2430), (9960, 10080))
    assert full.calendars["desk"].holidays_text == "2025-12-24,2025-12-25/2025-12-26,2025-12-31 13:00-24:00"
    assert full.calendars["sydney"].week == ((0, 10_080),)


def test_a_new_week_replaces_the_old_one() -> None:
    found = loads('[calendars.business]\nweek = { tue = ["10:00-24:00"] }')
    assert found.calendars["business"].week_text == "3480-4320"


def test_of_equally_specific_promises_the_earlier_applies() -> None:
    text = "".join(
        f'[[target]]\nmetric = "first_response"\n{condition}\nwithin = "1 h"\n'
        for condition in ("", 'priority = "high"', 'channel = "chat"', 'team = "a"\ntier = "gold"')
    )
    assert [t.conditions for t in loads(text).targets] == [
        (None, "a", None, "gold"), (None, None, "high", None), ("chat", None, None, None), (None,) * 4,
    ]  # fmt: skip


def test_every_clock_may_be_promised() -> None:
    text = "".join(
        f'[[target]]\nmetric = "{metric}"\nwithin = "{hours} h"\nbusiness = true\n'
        for hours, metric in enumerate(TARGET_METRICS, start=1)
    )
    found = [(t.metric, t.within_s, t.business) for t in loads(text).targets]
    assert found == [
        ("first_response", 3600, True), ("next_reply", 7200, True), ("resolution", 10_800, True),
        ("agent_work", 14_400, True), ("requester_wait", 18_000, True),
    ]  # fmt: skip
    assert from_json(to_json(loads(text))) == loads(text)
    with pytest.raises(UsageError, match=r"target\[1\]\.metric is 'agent_wrok'; the nearest is agent_work"):
        loads(text.replace("first_response", "agent_wrok"), "my.toml")


def test_json_keeps_everything(full: StoreSettings) -> None:
    for settings in (full, defaults()):
        assert from_json(to_json(settings)) == settings
        assert to_json(from_json(to_json(settings))) == to_json(settings)


def test_stored_settings_of_an_earlier_version_have_defaults_for_what_is_new() -> None:
    assert from_json('{"zone": "Asia/Tokyo"}').norms == defaults().norms
    for text in ("{", "[]"):
        with pytest.raises(UsageError, match="the store's settings: this is no"):
            from_json(text)


def test_the_digest_tells_that_numbers_change(full: StoreSettings) -> None:
    same = "# a comment\n[norms]\ncsat = 0.85\n[horizons]\nretention_days = 90\nfcr_days = 7\n"
    assert digest(loads(same)) == digest(defaults())
    changed = [
        'zone = "Asia/Tokyo"',
        'business_calendar = "more"\n[calendars.more]\nweek = "always"',
        "[norms]\ncsat = 0.86",
        "[horizons]\nfcr_days = 8",
        "[leaderboard]\nmin_n = 21",
        '[calendars.business]\nholidays = ["2025-01-01"]',
        '[calendars.more]\nweek = "always"',
        '[staleness]\ndefault = "301 s"',
        "target = []",
    ]
    digests = [digest(loads(text)) for text in changed]
    assert len({digest(defaults()), digest(full), *digests}) == len(changed) + 2
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in digests)


def test_a_file_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_bytes(b'\xef\xbb\xbfzone = "Asia/Tokyo"\r\n')
    assert load(file).zone == "Asia/Tokyo"
