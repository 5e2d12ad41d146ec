"""Refused rows lose their texts when their time is over; that, where and why they were refused stays."""

import sqlite3
from collections.abc import Callable

from cxtui.clock import DAY

DONE = "rejects_expired"
"""Key in ``setting``: the newest import whose refused rows have no texts any more, so that none is looked at again."""

_NEXT = """
SELECT r.run, COALESCE(i.finished_at, i.started_at) FROM import_run i
JOIN (SELECT min(run) AS run FROM main.reject WHERE run > ?) r ON r.run = i.run
"""


def over(finished_at: int, days: int, now: int) -> bool:
    """Return whether the time of an import's refused rows is over."""
    return finished_at + days * DAY <= now


def expire(con: sqlite3.Connection, now: int, days: Callable[[], int]) -> int:
    """Empty the refused rows of imports whose time is over, inside the open transaction; return of how many imports.

    ``days`` is asked for the time, where there is a row that it matters for.
    """
    found = con.execute("SELECT value FROM main.setting WHERE key = ?", (DONE,)).fetchone()
    before = done = int(found[0]) if found else 0
    emptied = 0
    while (run := con.execute(_NEXT, (done,)).fetchone()) is not None:
        if not over(run[1], days(), now):
            break
        _empty(con, run[0])
        done, emptied = run[0], emptied + 1
    if done != before:
        con.execute(
            "INSERT INTO main.setting (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (DONE, str(done)),
        )
    return emptied


def _empty(con: sqlite3.Connection, run: int) -> None:
    usual = con.execute("PRAGMA secure_delete").fetchone()[0]
    con.execute("PRAGMA secure_delete = ON").fetchall()
    con.execute("UPDATE main.reject SET value = NULL, row = NULL WHERE run = ?", (run,))
    con.execute(f"PRAGMA secure_delete = {usual}").fetchall()
