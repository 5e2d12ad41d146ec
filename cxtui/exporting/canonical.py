"""A whole store as a folder of canonical tables, from which an import makes an equal store."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cxtui.canonical import TABLES
from cxtui.clock import format_instant
from cxtui.errors import UsageError
from cxtui.exporting.sheet import ExportSheet
from cxtui.exporting.writers import json, parquet
from cxtui.store import kept
from cxtui.store.people import keys
from cxtui.store.read import Transaction, records

FileKind = Literal["parquet", "json"]
SUFFIX = {"parquet": "parquet", "json": "jsonl"}


def write(
    tx: Transaction, store: Path, folder: Path, kind: FileKind, progress: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Write every table that has rows into a folder and return their counts; UsageError where that cannot be.

    The folder must be empty or new: what another export left there would be imported with this one. Where people
    were erased the keys of their tombstones come along, readable by the owner alone; StoreError for somebody who
    may not read them.
    """
    erased = next(iter(records.table(tx, "tombstone")), None) is not None
    known = keys.read(keys.keys_path(store)) if erased else {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder}: is not empty; name a new folder")
        counts = {}
        for name, spec in TABLES.items():
            progress(name)
            sheet = ExportSheet(name, spec.columns, records.table(tx, name))
            path = folder / f"{name}.{SUFFIX[kind]}"
            counts[name] = _write(sheet, path, kind)
            if not counts[name]:
                path.unlink()
        if known:
            keys.write(folder / keys.EXPORTED, known.values())
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
    return {name: count for name, count in counts.items() if count}


def left_behind(tx: Transaction, zone: str) -> str | None:
    """Return what of a store is in no canonical table, None where all is: the sums of days whose tickets have left."""
    since = kept.parsed(tx.value("setting", key=kept.KEY))
    if since is None:
        return None
    return (
        f"not in it: sums of the days before {format_instant(since.at, zone)[:10]}, whose tickets have left"
        " (cxtui store keep); a copy of the store's file has them"
    )


def _write(sheet: ExportSheet, path: Path, kind: FileKind) -> int:
    if kind == "parquet":
        return parquet.write(sheet, path)
    with path.open("w", encoding="utf-8", newline="") as file:
        return json.write_lines(sheet, file)
