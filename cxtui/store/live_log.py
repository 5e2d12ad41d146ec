"""Bookkeeping of batches that come live: one run for each source and hour, with what it refused."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxtui.store.expiry import expire
from cxtui.store.import_log import ImportedRows, Run, freshen, next_run, read_settings, write_run
from cxtui.store.schema import LOG_TABLES, listed

HOUR = 3600
WHOLE = 1_000
"""Refused rows of each reason of a run that are kept as they came; the others are counted."""
LOOKED_AT = 200
"""The newest runs among which that of the hour is looked for."""

_OF_HOUR = f"""
SELECT run FROM (SELECT * FROM main.import_run ORDER BY run DESC LIMIT {LOOKED_AT})
WHERE batches IS NOT NULL AND source = ? AND mapping IS ? AND started_at >= ? AND started_at < ?
  AND run > coalesce((SELECT max(run) FROM main.import_run WHERE batches IS NULL), 0)
ORDER BY run DESC LIMIT 1
"""
# An import that came in between ends a run: which rows it changed, and which were changed after it, stays clear.
_ADD = """
UPDATE main.import_run SET batches = batches + 1, finished_at = max(finished_at, :finished_at),
  rows_read = rows_read + :rows_read, new = new + :new, changed = changed + :changed, same = same + :same,
  rejected = rejected + :rejected,
  span_from = min(coalesce(span_from, :span_from), coalesce(:span_from, span_from)),
  span_to = max(coalesce(span_to, :span_to), coalesce(:span_to, span_to))
WHERE run = :run
"""


def record_live(
    con: sqlite3.Connection,
    run: Run,
    rejects: Iterable[Sequence[Any]] = (),
    brought: Mapping[str, ImportedRows] | None = None,
) -> int:
    """Write a batch down in the run of its source's hour, inside the open transaction; return the run's number.

    Rejects are (table, nothing, column_name, value, reason, row), ``brought`` is as ``import_log.record`` takes it.
    Rejects of earlier runs whose time is over lose their texts.
    """
    refused = list(rejects)
    hour = run.started_at - run.started_at % HOUR
    found = con.execute(_OF_HOUR, (run.source, run.mapping, hour, hour + HOUR)).fetchone()
    number = next_run(con) if found is None else int(found[0])
    if found is None:
        write_run(con, number, run, batches=1)
    else:
        con.execute(_ADD, {
            "run": number, "finished_at": run.finished_at, "rows_read": run.rows_read, "new": run.new,
            "changed": run.changed, "same": run.same, "rejected": run.rejected, "span_from": run.span_from,
            "span_to": run.span_to,
        })  # fmt: skip
    if refused:
        _refuse(con, number, refused)
    freshen(con, run, brought)
    expire(con, run.finished_at, lambda: read_settings(con).rejects_days)
    return number


def _refuse(con: sqlite3.Connection, run: int, rejects: Sequence[Sequence[Any]]) -> None:
    kept = Counter(
        dict(con.execute("SELECT reason, count(*) FROM main.reject WHERE run = ? GROUP BY 1", (run,)).fetchall())
    )
    seq = con.execute("SELECT coalesce(max(seq), 0) FROM main.reject WHERE run = ?", (run,)).fetchone()[0]
    columns = listed([c.name for c in LOG_TABLES["reject"].columns])
    for table, _, column, value, reason, row in rejects:
        if kept[reason] < WHOLE:
            kept[reason] += 1
            seq += 1
            con.execute(
                f"INSERT INTO main.reject ({columns}) VALUES (?, ?, ?, NULL, ?, ?, ?, ?)",
                (run, seq, table, column, value, reason, row),
            )
    for (table, column, reason), rows in Counter((one[0], one[2], one[4]) for one in rejects).items():
        _count(con, run, table, column, reason, rows)


def _count(con: sqlite3.Connection, run: int, table: str, column: str | None, reason: str, rows: int) -> None:
    added = con.execute(
        "UPDATE main.reject_count SET rows = rows + ? WHERE run = ? AND file = ? AND column_name IS ? AND reason = ?",
        (rows, run, table, column, reason),
    )
    if not added.rowcount:
        names: list[Any] = [c.name for c in LOG_TABLES["reject_count"].columns]
        con.execute(
            f"INSERT INTO main.reject_count ({listed(names)}) SELECT ?, coalesce(max(seq), 0) + 1, ?, '', ?, ?, ?, NULL"
            " FROM main.reject_count WHERE run = ?",
            (run, table, column, reason, rows, run),
        )
