"""Store settings as JSON: how a store keeps them, and how it tells that they changed."""

import hashlib
import json
from typing import Any

from cxtui.calendars import Calendar
from cxtui.clock import format_instant
from cxtui.errors import UsageError
from cxtui.settings import triggers
from cxtui.settings.files import from_tables
from cxtui.settings.model import MEASURES, NORMS, ComponentSettings, StoreSettings, Target

_STORED = "the store's settings"


def to_json(settings: StoreSettings) -> str:
    """Return settings as JSON in the shape of a settings file, the same text for equal settings."""
    return json.dumps(to_tables(settings), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> StoreSettings:
    """Return the settings of ``to_json``; keys that a later version added have their defaults."""
    try:
        tables = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{_STORED}: this is no valid JSON: {error}") from None
    if not isinstance(tables, dict):
        raise UsageError(f"{_STORED}: this is no JSON object")
    return from_tables(tables, _STORED)


def digest(settings: StoreSettings) -> str:
    """Return 16 hex digits that differ when any setting does, on every machine the same."""
    return hashlib.sha256(to_json(settings).encode()).hexdigest()[:16]


def to_tables(settings: StoreSettings) -> dict[str, Any]:
    """Return settings as the tables of a settings file."""
    board = settings.leaderboard
    return {
        "zone": settings.zone,
        "business_calendar": settings.business_calendar,
        "attribution": settings.attribution,
        "thank_yous": settings.thank_yous,
        "calendars": {name: _calendar(one) for name, one in settings.calendars.items()},
        "calendar_history": settings.calendar_history,
        "target": [_target(target) for target in settings.targets],
        "horizons": {"fcr_days": settings.fcr_days, "retention_days": settings.retention_days},
        "leaderboard": {
            "period_days": board.period_days,
            "min_n": board.min_n,
            "weights": dict(board.groups),
            "components": {one.name: _component(one) for one in board.components},
        },
        "norms": {
            name: _measured(settings.norms[name], measure) if name in settings.norms else False
            for name, measure in NORMS.items()
        },
        "triggers": triggers.to_tables(settings.triggers),
        "staleness": {
            "default": _seconds(settings.allowance_s),
            "sources": {name: _seconds(value) for name, value in settings.allowances.items()},
        },
        "worth": {
            "cost_per_hour": settings.cost_per_hour or False,
            "currency": settings.currency or False,
        },
        "privacy": {"rejects_days": settings.rejects_days},
        "undo": {"runs": settings.undo_runs},
    }


def _seconds(value: float) -> str:
    return f"{int(value)} s"


def _measured(value: float, measure: str) -> float | str:
    return _seconds(value) if measure == "seconds" else value


def _calendar(calendar: Calendar) -> dict[str, Any]:
    versions = [{"from": format_instant(from_at, "UTC"), **_calendar(one)} for from_at, one in calendar.later]
    return {
        "zone": calendar.zone,
        "week": calendar.week_text,
        "holidays": [str(closure) for closure in calendar.holidays],
        **({"versions": versions} if versions else {}),
    }


def _component(one: ComponentSettings) -> dict[str, Any]:
    measure = MEASURES.get(one.name, "share")
    return {
        "weight": one.weight,
        "anchors": [_measured(one.worst, measure), _measured(one.best, measure)],
    }


def _target(target: Target) -> dict[str, Any]:
    conditions = {
        "channel": target.channel,
        "team": target.team,
        "priority": target.priority,
        "tier": target.tier,
    }
    return {
        "metric": target.metric,
        "within": _seconds(target.within_s),
        "business": target.business,
        **{name: value for name, value in conditions.items() if value is not None},
        **({} if target.from_at is None else {"from": format_instant(target.from_at, "UTC")}),
    }
