"""The imports of a store as text and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from cxtui.clock import format_instant
from cxtui.report.table import TextColumn, table
from cxtui.store.runs import ListedRun
from cxtui.text.plain import number, safe

LEFT = ("started", "source", "as of", "forget")


def runs_text(runs: Sequence[ListedRun], zone: str) -> list[str]:
    """Return imports as lines, instants in ``zone``."""
    if not runs:
        return ["nothing was imported yet"]
    rows = (
        (
            str(run.run), format_instant(run.started_at, zone), safe(run.source),
            "" if run.as_of is None else format_instant(run.as_of, zone), number(run.rows_read), number(run.new),
            number(run.changed), number(run.same), number(run.rejected), f"--run {run.run}" if run.undoable else "",
        )
        for run in runs
    )  # fmt: skip
    names = ("run", "started", "source", "as of", "rows", "new", "changed", "same", "rejected", "forget")
    return table(tuple(TextColumn(name, right=name not in LEFT) for name in names), rows)


def runs_json(runs: Sequence[ListedRun]) -> str:
    """Return imports as JSON."""
    return json.dumps([asdict(run) for run in runs], indent=2)
