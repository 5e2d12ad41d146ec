"""The thresholds of review triggers: those that the definitions name, kept, and refused when senseless."""

import pytest

from cxtui.errors import UsageError
from cxtui.settings import defaults, from_json, loads, to_json


def test_the_defaults_are_those_of_the_definitions() -> None:
    found = defaults().triggers
    assert found.csat_down == 0.10
    assert found.reply_times == 1.5
    assert (found.unusual_sigmas, found.unusual_periods, found.unusual_days) == (3, 8, 7)
    assert (found.nps_down, found.min_n) == (0, 20)


def test_every_threshold_can_be_set_and_is_kept() -> None:
    text = """
    [triggers]
    min_n = 5
    csat = { down = 0.2, back = 0.1 }
    reply_time = { days = 14, times = 2, back = 1 }
    nps = { days = 30, down = 10, back = 3 }
    unusual = { days = 1, periods = 20, sigmas = 4, back = 1 }
    stale = { back = 0.5 }
    """
    found = loads(text)
    t = found.triggers
    assert (t.min_n, t.csat_down, t.csat_back, t.reply_days, t.reply_times, t.reply_back) == (5, 0.2, 0.1, 14, 2, 1)
    assert (t.nps_days, t.nps_down, t.nps_back, t.stale_back) == (30, 10, 3, 0.5)
    assert (t.unusual_days, t.unusual_periods, t.unusual_sigmas, t.unusual_back) == (1, 20, 4, 1)
    assert from_json(to_json(found)) == found


def test_one_key_leaves_its_neighbours_as_they_are() -> None:
    found = loads("triggers.csat.down = 0.3").triggers
    assert (found.csat_down, found.csat_back, found.reply_times) == (0.3, 0.05, 1.5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("triggers.csat.back = 0.2", r"triggers\.csat\.back is 0\.2, more than down = 0\.1"),
        ("triggers.reply_time.back = 1.6", r"triggers\.reply_time\.back is 1\.6, more than times = 1\.5"),
        ("triggers.unusual.back = 3.5", r"triggers\.unusual\.back is 3\.5, more than sigmas = 3"),
        ("triggers.csat.down = 10", r"triggers\.csat\.down is 10.*10 % is written 0\.10"),
        ("triggers.unusual.periods = 2", r"triggers\.unusual\.periods is 2.*from 3 to 52"),
        ("triggers.reply.times = 2", r"triggers\.reply is no key.*the nearest is triggers\.reply_time"),
    ],
)
def test_senseless_thresholds_are_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        loads(text)


@pytest.mark.parametrize("key", ["csat.back = 0.1", "reply_time.back = 1.5", "unusual.back = 3"])
def test_a_trigger_may_clear_where_it_fires(key: str) -> None:
    assert loads(f"triggers.{key}") != defaults()


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("min_n", 2, 1_000_000), ("csat.down", 0, 1), ("csat.back", 0, 1), ("reply_time.days", 1, 366),
        ("reply_time.times", 1, 1000), ("reply_time.back", 0, 1000), ("nps.days", 1, 366), ("nps.down", 0, 200),
        ("nps.back", 0, 200), ("unusual.days", 1, 92), ("unusual.periods", 3, 52), ("unusual.sigmas", 0, 100),
        ("unusual.back", 0, 100), ("stale.back", 0, 1),
    ],
)  # fmt: skip
def test_a_threshold_beyond_its_ends_is_refused(key: str, low: int, high: int) -> None:
    for value in (low - 1, high + 1):
        with pytest.raises(UsageError, match=rf"triggers\.{key} is {value}; it must be a .*number from {low} to "):
            loads(f"triggers.{key} = {value}")
