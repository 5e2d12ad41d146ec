"""Files of a followed folder, imported as by hand in a process of their own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from cxtui.errors import StoreError
from cxtui.importing.follow.handed import WrittenBatch
from cxtui.sources.live.feed_batch import FileBatch


def import_files(store: Path, source: str, batch: FileBatch) -> WrittenBatch:
    """Import files and return what became of them; raises StoreError where the store cannot be written.

    They go in together, since one may explain another, but for those that cannot be read: these become doubts. A
    process of its own gives its memory back, and keeps engines apart from the one that follows.
    """
    left, done, doubts = [list(batch.paths)], list[WrittenBatch](), list[str]()
    while left:
        paths = left.pop(0)
        found = _imported(store, source, batch, paths)
        if isinstance(found, WrittenBatch):
            done.append(found)
            continue
        blamed = [path for path in paths if found.startswith(f"{path}:")] if len(paths) > 1 else paths
        if blamed:
            doubts.append(found)
            batch.refused.extend(blamed)
            rest = [path for path in paths if path not in blamed]
            left += [rest] if rest else []
        else:
            left += [[path] for path in paths]
    doubts += [doubt for one in done for doubt in one.doubts]
    return WrittenBatch(sum(one.rejected for one in done), tuple(doubts), _newest(done))


def _imported(store: Path, source: str, batch: FileBatch, paths: Sequence[Path]) -> WrittenBatch | str:
    """Return what an import did, or in words why it could not."""
    words = [sys.executable, "-m", "cxtui", "import", "--store", str(store), "--source", source, "--format", "json"]
    words += ["--as", batch.mapping] if batch.mapping else []
    words += ["--zone", batch.zone] if batch.zone else []
    words += ["--full"] if batch.full else []
    done = subprocess.run([*words, "--", *map(str, paths)], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    why = said[-1].removeprefix("cxtui: ") if said else f"the import ended with {done.returncode}"
    if done.returncode == StoreError.exit_code:
        raise StoreError(why)
    if done.returncode:
        return why
    summary = json.loads(done.stdout)
    span = summary["span"]
    reasons = [f"{paths[0].name}: {n} rows refused, {reason}" for reason, n in list(summary["reasons"].items())[:2]]
    return WrittenBatch(int(summary["rejected"]), tuple(reasons), span[1] if span else None)


def _newest(done: Sequence[WrittenBatch]) -> int | None:
    return max((one.newest_at for one in done if one.newest_at is not None), default=None)
