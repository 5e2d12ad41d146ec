"""A Floor as JSON, as docs/snapshot.md describes it: keys stay, new ones may come."""

import json
from typing import Any

from cxtui.desk import DeskState
from cxtui.kpis.floor import Floor, Leaderboard, Metric, Ranked
from cxtui.report.review import snapshot_document

VERSION = 1
"""Raised when a key goes or changes its meaning; a new key raises nothing."""


def as_json(floor: Floor, desk: DeskState | None = None) -> str:
    """Return a Floor as a JSON text, instants in UTC epoch seconds, durations in seconds.

    All of it is ASCII, so that no terminal obeys what a customer wrote.
    """
    return json.dumps(document(floor, desk), indent=2)


def document(floor: Floor, desk: DeskState | None = None) -> dict[str, Any]:
    """Return a Floor as a document of JSON's own types, with the review where there is a desk file."""
    return {
        "version": VERSION,
        "as_of": floor.as_of,
        "zone": floor.zone,
        "live": floor.live,
        "metrics": {name: _metric(one) for name, one in floor.metrics.items()},
        "volume": {**_plain(floor.volume), "by_channel": dict(floor.volume.by_channel)},
        "responses": _plain(floor.responses),
        "leaderboard": _leaderboard(floor.leaderboard),
        "escalations": _plain(floor.escalations),
        "sources": [_plain(one) for one in floor.sources],
        "doubts": floor.doubts,
        **({"review": snapshot_document(desk)} if desk and desk.trouble != "missing" else {}),
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {key: value for key, value in _plain(metric).items() if key != "name"}


def _leaderboard(board: Leaderboard) -> dict[str, Any]:
    return {
        **_plain(board),
        "weights": dict(board.weights),
        "absent": dict(board.absent),
        "rows": [_ranked(row) for row in board.rows],
    }


def _ranked(row: Ranked) -> dict[str, Any]:
    parts = {part.name: _plain(part) for part in row.components}
    for part in parts.values():
        del part["name"]
    return {**_plain(row), "components": parts}


def _plain(value: Any) -> Any:
    """Return a part of the Floor (a frozen dataclass or a named tuple), or what is in it, in JSON's own types."""
    names = getattr(value, "__dataclass_fields__", None) or getattr(value, "_fields", None)
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
