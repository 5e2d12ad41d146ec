"""What left a store, as text."""

from collections.abc import Iterator
from pathlib import Path

from cxtui.clock import format_instant
from cxtui.report.stores import frozen_text
from cxtui.store.keeping import Left
from cxtui.text.plain import number


def left_text(path: Path, left: Left, zone: str, dry_run: bool) -> Iterator[str]:
    """Yield what left a store, or would, instants in ``zone``."""
    day = format_instant(left.since.at, zone)[:10]
    leave = "would leave" if dry_run else "left"
    yield f"{path}: {number(left.tickets)} tickets {leave}: nothing about them counts from {day} on"
    yield from (f"  {table:<12} {number(rows)} rows" for table, rows in left.rows.items() if rows)
    yield from frozen_text(left.since, zone)
    yield f"numbers of single tickets before {day} are no longer there; imports leave out what is older"
    if dry_run:
        yield "dry run: nothing was written"
