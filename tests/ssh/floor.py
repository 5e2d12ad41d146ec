"""A store of two agents, each with tickets that the other must never see."""

import time
from pathlib import Path

from cxtui.canonical import COVERAGE, TABLES
from cxtui.importing.rows import apply_rows
from cxtui.settings import loads
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer

MINE, THEIRS = "Ours Ltd", "Secret Ltd"
"""The customers of agent ``ann`` and of agent ``bob``."""

AGENT = "Ann"
"""What the header of ann's console says."""


def make(store: Path, waiting: int = 3) -> None:
    """Make a store in which ``waiting`` tickets of each agent wait for a first response now."""
    settings = loads('[staleness]\ndefault = "9 d"\n', "the test's settings")
    build(store, None, {}, finish=lambda file: import_log.write_settings(file, settings))
    now = int(time.time())
    rows: dict[str, list[tuple[object, ...]]] = {"coverage": [_row("coverage", what=what) for what in COVERAGE]}
    rows["team"] = [_row("team", team="a", name="Alpha"), _row("team", team="b", name="Beta")]
    rows["agent"] = [
        _row("agent", agent="ann", name="Ann", kind="human", team="a"),
        _row("agent", agent="bob", name="Bob Besides", kind="human", team="b"),
    ]
    rows["customer"] = [_row("customer", customer="m", name=MINE), _row("customer", customer="t", name=THEIRS)]
    rows["ticket"], rows["event"] = [], []
    for number in range(2 * waiting):
        agent, team, customer = (("ann", "a", "m"), ("bob", "b", "t"))[number % 2]
        at, name = now - 60 - 13 * number, f"{number:04d}"
        rows["ticket"].append(
            _row("ticket", ticket=name, created_at=at, channel="social", team=team, customer=customer, subject="Parcel")
        )
        for place, (kind, value) in enumerate((("message", None), ("status", "new"), ("assignee", agent))):
            event = {"occurred_at": at, "actor": customer, "actor_kind": "customer", "public": 1, "automated": 0}
            rows["event"].append(_row("event", ticket=name, event=str(place), kind=kind, value=value, **event))
    with Writer(store) as writer:
        apply_rows(writer, rows, "desk", "canonical", settings)


def _row(table: str, **values: object) -> tuple[object, ...]:
    known = {"source": "desk", "version_at": 0, "version_seq": 0, **values}
    return tuple(known.get(name) for name in TABLES[table].names)
