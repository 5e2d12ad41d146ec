"""When a number is to be looked into: the settings ``[triggers]``, from a file's tables and back."""

from dataclasses import dataclass
from typing import Any

from cxtui.toml import TomlTable


@dataclass(frozen=True, slots=True)
class TriggerSettings:
    """The thresholds of review triggers; each ``back`` lies on the good side of what fires.

    ``csat_down`` and ``csat_back`` are shares of the quarter before; ``reply_times`` and ``reply_back`` factors
    of the period before; ``nps_down`` is points under it, ``nps_back`` points above that; ``unusual_sigmas`` and
    ``unusual_back`` are standard deviations; ``stale_back`` is a share of the allowance. Fewer than ``min_n``
    outcomes say nothing.
    """

    min_n: int
    csat_down: float
    csat_back: float
    reply_days: int
    reply_times: float
    reply_back: float
    nps_days: int
    nps_down: float
    nps_back: float
    unusual_days: int
    unusual_periods: int
    unusual_sigmas: float
    unusual_back: float
    stale_back: float


def build(table: TomlTable) -> TriggerSettings:
    """Return the settings of the table ``[triggers]``; UsageError names file, dotted key and what belongs there."""
    table.only("min_n", "csat", "reply_time", "nps", "unusual", "stale")
    csat = table.table("csat").only("down", "back")
    reply = table.table("reply_time").only("days", "times", "back")
    nps = table.table("nps").only("days", "down", "back")
    unusual = table.table("unusual").only("days", "periods", "sigmas", "back")
    share = "; 10 % is written 0.10"
    found = TriggerSettings(
        min_n=table.count("min_n", 2, 1_000_000),
        csat_down=csat.number("down", 0, 1, share),
        csat_back=csat.number("back", 0, 1, share),
        reply_days=reply.count("days", 1, 366),
        reply_times=reply.number("times", 1, 1000),
        reply_back=reply.number("back", 0, 1000),
        nps_days=nps.count("days", 1, 366),
        nps_down=nps.number("down", 0, 200),
        nps_back=nps.number("back", 0, 200),
        unusual_days=unusual.count("days", 1, 92),
        unusual_periods=unusual.count("periods", 3, 52),
        unusual_sigmas=unusual.number("sigmas", 0, 100),
        unusual_back=unusual.number("back", 0, 100),
        stale_back=table.table("stale").only("back").number("back", 0, 1, "; 80 % of the allowance is written 0.8"),
    )
    for where, back, fires, name in (
        (csat, found.csat_back, found.csat_down, "down"),
        (reply, found.reply_back, found.reply_times, "times"),
        (unusual, found.unusual_back, found.unusual_sigmas, "sigmas"),
    ):
        if back > fires:
            where.fail("back", f"is {back:g}, more than {name} = {fires:g}; what fired could never stand")
    return found


def to_tables(triggers: TriggerSettings) -> dict[str, Any]:
    """Return the settings as the table ``[triggers]`` of a settings file."""
    return {
        "min_n": triggers.min_n,
        "csat": {"down": triggers.csat_down, "back": triggers.csat_back},
        "reply_time": {"days": triggers.reply_days, "times": triggers.reply_times, "back": triggers.reply_back},
        "nps": {"days": triggers.nps_days, "down": triggers.nps_down, "back": triggers.nps_back},
        "unusual": {
            "days": triggers.unusual_days,
            "periods": triggers.unusual_periods,
            "sigmas": triggers.unusual_sigmas,
            "back": triggers.unusual_back,
        },
        "stale": {"back": triggers.stale_back},
    }
