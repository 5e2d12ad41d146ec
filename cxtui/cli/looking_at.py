"""The line after an import that says how to look at what was imported."""

from contextlib import closing, suppress
from pathlib import Path

from cxtui.clock import format_instant
from cxtui.text.plain import safe

MINUTES = len("2026-04-08 12:29")


def how_to_look(path: Path, store: Path | None, zone: str, now: int) -> str:
    """Return the command that shows the store at ``path``, which was named as ``store`` or not at all.

    Where the data ended days before ``now`` (epoch seconds) it says as of when the console opens, in ``zone``.
    """
    import shlex

    command = "cxtui" if store is None else f"cxtui console --store {safe(shlex.quote(str(store)))}"
    ends = _end(path, now)
    if ends is None:
        return f"look at it {command}"
    return f"look at it {command} (the data ends {format_instant(ends, zone)[:MINUTES]}: shown as of then)"


def _end(path: Path, now: int) -> int | None:
    from cxtui.errors import StoreTrouble
    from cxtui.kpis.feeds.data_end import DataEnd, newest_event
    from cxtui.store.read import Reader

    with suppress(StoreTrouble), closing(Reader(path)) as reader, reader.transaction() as tx:
        return DataEnd().instant(newest_event(tx.rows("sources")), now)
    return None
