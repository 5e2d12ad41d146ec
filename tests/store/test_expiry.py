"""Refused rows lose their texts on the day their time is over, and nothing else of them goes."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cxtui.clock import DAY
from cxtui.settings import defaults
from cxtui.store import import_log
from cxtui.store.import_log import Run
from cxtui.store.rejects import read
from cxtui.store.writer import Writer

AT = 1_800_000_000


def imported(store: Path, at: int, rows: int = 1) -> None:
    """Write an import of an instant down that refused so many rows."""
    run = Run(at, at, "desk", "live", 1, rows, 0, 0, 0, rows, None, None, None)
    refused = [("a.csv", n, "at", f"value {n}", "no time", f"row {n}") for n in range(rows)]
    with Writer(store) as writer, writer.batch() as con:
        number = import_log.record(con, run, (), refused)
        if rows:
            import_log.count_rejects(con, number, [("a.csv", "0" * 64, "at", "no time", rows, None)])


def texts(store: Path) -> list[tuple[int, str | None, str | None]]:
    """Return run, value and row of every refused row in the file."""
    with closing(sqlite3.connect(store)) as con:
        return con.execute("SELECT run, value, row FROM reject ORDER BY run, seq").fetchall()


def test_texts_go_with_the_first_import_after_their_time(floor: Path) -> None:
    imported(floor, AT)
    imported(floor, AT + 5 * DAY)
    imported(floor, AT + 30 * DAY - 1, rows=0)
    assert texts(floor) == [(1, "value 0", "row 0"), (2, "value 0", "row 0")]
    imported(floor, AT + 30 * DAY, rows=0)
    assert texts(floor) == [(1, None, None), (2, "value 0", "row 0")]
    assert b"value 0" in floor.read_bytes()
    imported(floor, AT + 35 * DAY, rows=0)
    assert texts(floor) == [(1, None, None), (2, None, None)]
    assert not any(b"value 0" in path.read_bytes() for path in floor.parent.iterdir() if path.is_file())


def test_the_time_is_a_setting(floor: Path) -> None:
    with Writer(floor) as writer, writer.batch() as con:
        import_log.write_settings(con, replace(defaults(), rejects_days=2))
    imported(floor, AT)
    imported(floor, AT + 2 * DAY - 1, rows=0)
    assert texts(floor) == [(1, "value 0", "row 0")]
    imported(floor, AT + 2 * DAY, rows=0)
    assert texts(floor) == [(1, None, None)]


def test_counts_lines_and_reasons_stay_and_texts_are_not_shown_a_day_longer(floor: Path) -> None:
    imported(floor, AT, rows=3)
    fresh, late = read(floor, at=AT + 30 * DAY - 1), read(floor, at=AT + 30 * DAY)
    assert [(one.value, one.row) for one in fresh.rows] == [(f"value {n}", f"row {n}") for n in range(3)]
    assert [(one.line, one.reason, one.value, one.row) for one in late.rows] == [
        (n, "no time", None, None) for n in range(3)
    ]
    assert (fresh.total, late.total, fresh.expired, late.expired) == (3, 3, False, True)
