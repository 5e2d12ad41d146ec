"""What the proved floors are set to: calendars over several zones with holidays, targets, horizons."""

from importlib.resources import files

from tests.proof.world import Setup

OFFICE = "1980-2460,3420-3900,4860-5340,6300-6780,7740-8220"
"""Monday to Friday, 09:00 to 17:00."""
SPLIT = "1950-2175,2220-2505,3390-3615,3660-3945,9180-9360"
"""Mornings and afternoons with lunch apart on two days, and Saturday from 09:00 to 12:00."""
NIGHTS = "0-300,1320-1740,2760-3180,4200-4620,5640-6060,7080-7500,8520-8940,9960-10080"
"""Every night from 22:00 to 05:00."""
ALWAYS = "0-10080"

_HEAD = """
zone = "{zone}"
business_calendar = "business"
attribution = "{attribution}"

[calendars.business]
zone = "{zone}"
holidays = ["2025-04-18/2025-04-21", "2025-12-24 13:00-24:00", "2025-12-25/2025-12-26"]
[calendars.business.week]
mon = ["09:00-17:00"]
tue = ["09:00-12:15", "13:00-17:45"]
wed = ["09:00-17:00"]
thu = ["09:00-20:00"]
fri = ["00:00-24:00"]

[horizons]
fcr_days = {fcr_days}
retention_days = {retention_days}
"""

_TARGET = """
[[target]]
metric = "first_response"
within = "{within}"
business = {business}
{only}
"""


_CLOCKS = """
[[target]]
metric = "next_reply"
within = "2 h"
business = true

[[target]]
metric = "resolution"
within = "1 d"
business = false

[[target]]
metric = "resolution"
within = "6 h"
business = true
priority = "urgent"

[[target]]
metric = "agent_work"
within = "8 h"
business = true

[[target]]
metric = "requester_wait"
within = "12 h"
business = false
team = "second"

[[target]]
metric = "next_reply"
within = "1 h"
business = false
channel = "chat"
"""


def _settings(
    zone: str, targets: list[tuple[str, bool, str]], fcr_days: int = 7, retention_days: int = 90,
    attribution: str = "sender",
    more: bool = False,
) -> str:  # fmt: skip
    head = _HEAD.format(zone=zone, fcr_days=fcr_days, retention_days=retention_days, attribution=attribution)
    return (
        head
        + (_CLOCKS if more else "")
        + "".join(
            _TARGET.format(within=within, business=str(business).lower(), only=only)
            for within, business, only in targets
        )
    )


SETUPS = (
    Setup(
        "store hours",
        _settings(
            "Europe/Berlin",
            [
                ("120 s", False, 'channel = "chat"'),
                ("1 h", True, 'priority = "urgent"'),
                ("30 min", True, 'tier = "gold"\nchannel = "email"'),
                ("4 h", True, ""),
            ],
        ),
    ),
    Setup(
        "american",
        _settings(
            "America/New_York", [("8 h", True, ""), ("1 h", False, 'team = "second"')], fcr_days=3, attribution="share"
        ),
        {
            "east": ("America/New_York", OFFICE, "2025-11-27,2025-03-10 09:00-12:00"),
            "nights": ("America/New_York", NIGHTS, ""),
            "always": ("America/New_York", ALWAYS, "2025-11-04/2025-11-05"),
        },
    ),
    Setup(
        "far east and south",
        _settings("Australia/Lord_Howe", [("2 h", True, ""), ("20 s", False, 'channel = "phone"')], more=True),
        {
            "howe": ("Australia/Lord_Howe", NIGHTS, "2025-04-07"),
            "sydney": ("Australia/Sydney", SPLIT, "2025-10-06"),
            "kolkata": ("Asia/Kolkata", OFFICE, ""),
        },
    ),
    Setup(
        "always open",
        _settings(
            "UTC",
            [
                ("4 h", True, ""),
                ("1 h", True, 'from = "2025-04-06T02:00:00+00:00"'),
                ("3 h", True, 'from = "2025-10-26"'),
            ],
            retention_days=30,
            attribution="assignee",
        ),
        {"all": ("Europe/London", ALWAYS, "")},
    ),
    Setup(
        "few promises",
        _settings("Pacific/Chatham", [("45 min", False, 'channel = "chat"\npriority = "high"')]),
        {"chatham": ("Pacific/Chatham", SPLIT, "2025-04-06 00:00-03:00")},
    ),
)

DEFAULTS = files("cxtui.settings").joinpath("store.toml").read_text("utf-8")
"""What a store is set to that nobody configured."""
