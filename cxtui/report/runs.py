"""The imports of a store as text and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from cxtui.clock import format_instant
from cxtui.report.table import TextColumn, table
from cxtui.store.runs import ListedRun
from cxtui.text.plain import number, safe

LEFT = ("imported", "source", "as of", "forget")
MINUTES = len("2026-03-02 09:00")


def runs_text(runs: Sequence[ListedRun], zone: str) -> list[str]:
    """Return imports as lines, local times of ``zone`` to the minute."""
    if not runs:
        return ["nothing was imported yet"]
    rows = (
        (
            str(run.run), _local(run.started_at, zone), safe(run.source), _local(run.as_of, zone), number(run.new),
            number(run.changed), number(run.same), _ending(run),
        )
        for run in runs
    )  # fmt: skip
    names = ("run", "imported", "source", "as of", "new", "changed", "same", "forget")
    return table(tuple(TextColumn(name, right=name not in LEFT) for name in names), rows)


def _ending(run: ListedRun) -> str:
    if run.batches is not None:
        return "followed: " + ("1 batch" if run.batches == 1 else f"{number(run.batches)} batches")
    return f"--run {run.run}" if run.undoable else ""


def _local(at: int | None, zone: str) -> str:
    return "" if at is None else format_instant(at, zone)[:MINUTES]


def runs_json(runs: Sequence[ListedRun]) -> str:
    """Return imports as JSON."""
    return json.dumps([asdict(run) for run in runs], indent=2)
