"""Which triggers fire and clear: once each, whoever evaluates them, in whatever order that arrives."""

import sqlite3
from collections.abc import Iterable

from cxtui.desk.model import Settled, TriggerResult


def due(con: sqlite3.Connection, readings: Iterable[TriggerResult]) -> Settled:
    """Return which triggers are to fire and which to clear now.

    An active one clears only by a reading held against that very firing, and one that cleared is not fired by a
    reading from before: two consoles that evaluate at once then agree.
    """
    active = {
        trigger: (fired_at, rested_at)
        for trigger, fired_at, rested_at in con.execute(
            "SELECT trigger, fired_at, rested_at FROM fired WHERE cleared_at IS NULL"
        )
    }
    cleared = dict(
        con.execute("SELECT trigger, max(cleared_at) FROM fired WHERE cleared_at IS NOT NULL GROUP BY trigger")
    )
    fires, clears = [], []
    for reading in readings:
        if not reading.judged:
            continue
        stands = active.get(reading.trigger)
        if stands is None:
            if reading.holds and reading.since is None and reading.at > cleared.get(reading.trigger, -1):
                fires.append(reading.trigger)
        elif _clears(reading, *stands):
            clears.append(reading.trigger)
    return Settled(tuple(fires), tuple(clears))


def _clears(reading: TriggerResult, fired_at: int, rested_at: int | None) -> bool:
    if rested_at is None:
        return reading.back and reading.since == fired_at
    return not reading.holds and reading.since is None and reading.at > rested_at


def settle(con: sqlite3.Connection, readings: Iterable[TriggerResult]) -> Settled:
    """Fire and clear what is due inside the open transaction, and return it."""
    readings = list(readings)
    settled = due(con, readings)
    by_trigger = {reading.trigger: reading for reading in readings}
    for trigger in settled.fired:
        one = by_trigger[trigger]
        con.execute(
            "INSERT INTO fired (trigger, title, fired_at, evidence) VALUES (?, ?, ?, ?)",
            (trigger, one.title, one.at, one.evidence),
        )
    for trigger in settled.cleared:
        one = by_trigger[trigger]
        con.execute(
            "UPDATE fired SET cleared_at = max(?, fired_at), cleared_evidence = ?"
            " WHERE trigger = ? AND cleared_at IS NULL",
            (one.at, one.evidence, trigger),
        )
    return settled
