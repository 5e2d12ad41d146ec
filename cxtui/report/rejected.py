"""Rows that an import refused, for people and as CSV."""

import csv
from collections.abc import Iterable
from typing import TextIO

from cxtui.report.table import TextColumn, table
from cxtui.store.rejects import Reject, Rejects
from cxtui.text.plain import number, safe

FILE = 32
"""Cells of a file's path."""

HEAD = ("file", "line", "column", "value", "reason", "row")


def lines(found: Rejects) -> list[str]:
    """Return refused rows as lines."""
    if found.run is None:
        return ["no import ever refused a row"]
    head = f"import {found.run} of {safe(found.source)} refused {number(found.total)} rows"
    columns = (
        TextColumn("file", most=FILE),
        TextColumn("line", right=True),
        TextColumn("column", most=16),
        TextColumn("value", most=24),
        TextColumn("reason"),
    )
    left = found.total - len(found.rows)
    more = [f"and {number(left)} more"] if left else []
    if found.expired:
        head += "; the time of their texts is over, the settings say how long it is (rejects_days)"
    return [head, "", *table(columns, (_cells(one) for one in found.rows)), *more]


def _cells(one: Reject) -> tuple[str, ...]:
    line = "" if one.line is None else number(one.line)
    return _end(safe(one.file)), line, safe(one.column), safe(one.value), safe(one.reason)


def _end(path: str) -> str:
    """Return the end of a long path, which is what tells files apart."""
    return path if len(path) <= FILE else "…" + path[1 - FILE :]


def write_csv(rows: Iterable[Reject], out: TextIO) -> None:
    """Write refused rows as CSV, values as they were read."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((one.file, one.line, one.column, one.value, one.reason, one.row) for one in rows)
