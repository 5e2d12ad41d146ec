"""The packaged defaults are those that the definitions of the numbers name."""

import subprocess
import sys
import tomllib

import pytest

from cxtui.settings import GROUPS, NORMS, StoreSettings, defaults, defaults_text, loads
from tests.calendars.calendars import OFFICE


@pytest.fixture(scope="module")
def settings() -> StoreSettings:
    """Return the settings of a store that nobody configured."""
    return defaults()


def test_promises_by_channel(settings: StoreSettings) -> None:
    assert [(t.metric, t.channel, t.within_s, t.business) for t in settings.targets] == [
        ("first_response", "chat", 120, False),
        ("first_response", "phone", 20, False),
        ("first_response", "social", 3600, False),
        ("first_response", "email", 4 * 3600, True),
        ("first_response", None, 4 * 3600, True),
    ]


def test_opening_hours(settings: StoreSettings) -> None:
    assert (settings.zone, settings.business_calendar) == ("UTC", "business")
    calendar = settings.calendars["business"]
    assert (calendar.zone, calendar.week_text, calendar.holidays) == ("UTC", OFFICE, ())


def test_horizons_and_staleness(settings: StoreSettings) -> None:
    assert (settings.fcr_days, settings.retention_days) == (7, 90)
    assert settings.allowance("anything") == 300
    assert (settings.attribution, settings.thank_yous) == ("sender", "count")


def test_what_handling_costs_is_not_known(settings: StoreSettings) -> None:
    assert (settings.cost_per_hour, settings.currency) == (None, None)


def test_leaderboard(settings: StoreSettings) -> None:
    board = settings.leaderboard
    assert (board.period_days, board.min_n) == (30, 20)
    assert list(board.groups.items()) == [("quality", 45), ("retention", 35), ("responsiveness", 20)]
    assert {name: tuple(c.name for c in board.components if c.group == name) for name in GROUPS} == GROUPS
    csat = next(c for c in board.components if c.name == "csat")
    assert (csat.worst, csat.best) == (0.60, 1.00)
    reply = next(c for c in board.components if c.name == "reply_time")
    assert (reply.worst, reply.best) == (4 * 3600, 120)


def test_norms(settings: StoreSettings) -> None:
    assert settings.norms == {
        "first_response_chat": 60,
        "resolution_mean": 86_400,
        "service_level": 0.80,
        "fcr": 0.75,
        "csat": 0.85,
        "nps": 50,
        "retention": 0.70,
        "escalation_rate": 0.05,
        "repeat_rate": 0.10,
    }


def test_the_packaged_file_shows_every_key() -> None:
    tables = tomllib.loads(defaults_text())
    assert list(tables["norms"]) == list(NORMS)
    assert list(tables["leaderboard"]["components"]) == [name for names in GROUPS.values() for name in names]
    for word in ("team", "priority", "tier", "next_reply", "resolution", "share", "assignee", "always"):
        assert word in defaults_text()


@pytest.mark.process
def test_settings_load_nothing_heavy() -> None:
    heavy = ("pydantic", "textual", "rich", "duckdb", "sqlite_utils", "typer", "csv", "difflib", "platformdirs")
    code = f"import sys, cxtui.settings as s; s.defaults(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("text", "seconds"), [("1 s", 1), ("3653 d", 315_619_200)])
def test_a_promise_may_be_as_short_as_a_second_and_as_long_as_ten_years(text: str, seconds: int) -> None:
    (target,) = loads(f'[[target]]\nmetric = "first_response"\nwithin = "{text}"').targets
    assert target.within_s == seconds
