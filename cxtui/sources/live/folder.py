"""A folder into which exports are put: each file is imported once it stands still."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor, FileBatch
from cxtui.sources.live.options import SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.toml import TomlTable

KEYS: tuple[str, ...] = ("path", "mapping", "zone", "full", "move_to")
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".swp", "~")
"""How the names of files end that somebody is still writing."""

STILL_S, SOON_S = 1.0, 5.0
"""Seconds for which a file must have been the same, and within which one that just came is looked at without delay."""

Seen = tuple[int, int]
"""Bytes of a file, and when it was changed, in nanoseconds."""


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    path = Path(table.text("path")).expanduser()
    mapping = table.text("mapping", None)
    zone = table.text("zone", None)
    full = table.flag("full", False)
    move_to = Path(table.text("move_to")).expanduser() if table.has("move_to") else None
    for key, where in (("path", path), ("move_to", move_to)):
        if where is not None and not where.is_absolute():
            table.fail(key, "must be a whole path: whoever follows may be started anywhere")
    if move_to is not None and move_to == path:
        table.fail("move_to", "is the folder itself")
    return lambda options, patience: Folder(path, mapping, zone, full, move_to, patience)


class Folder:
    """Looks at the files of a folder, not at folders in it; one that is the same at two looks is imported.

    Files are neither moved nor deleted, unless they are to be moved once they are in the store.
    """

    histories: Sequence[str] = ()

    def __init__(
        self,
        path: Path,
        mapping: str | None = None,
        zone: str | None = None,
        full: bool = False,
        move_to: Path | None = None,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._mapping, self._zone, self._full, self._move_to = path, mapping, zone, full, move_to
        self._patience, self._clock = patience or Patience(), clock
        self._first: dict[str, float] = {}
        self._since: dict[str, tuple[Seen, float]] = {}

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch | FileBatch]:
        """Yield the files that came, as one import."""
        known = {name: tuple(seen) for name, seen in (cursor or {}).get("files", {}).items()}
        there, now = self._there(), self._clock()
        self._first = {name: self._first.get(name, now) for name in there}
        self._since = {
            name: since if (since := self._since.get(name)) and since[0] == seen else (seen, now)
            for name, seen in there.items()
        }
        still = {name: seen for name, seen in there.items() if now - self._since[name][1] >= STILL_S}
        new = sorted((name for name, seen in still.items() if known.get(name) != seen), key=lambda n: (still[n][1], n))
        # What is gone need not be remembered; what came back with the same bytes is known to the store.
        kept = {name: known[name] for name in there if name in known} | still
        place = {"files": {name: list(seen) for name, seen in sorted(kept.items())}}
        if new:
            paths = tuple(self._path / name for name in new)
            batch = FileBatch(paths, self._mapping, place, self._zone, self._full)
            yield batch
            self._move([path for path in paths if path not in batch.refused])
            return
        # Whoever came just now is looked at again at once; who has been growing for long can wait.
        soon = any(now - self._first[name] < SOON_S for name in there.keys() - still.keys())
        if soon:
            self._patience.wait(STILL_S / 2)
        yield FeedBatch({}, place, more=soon)

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield nothing: files are all there is."""
        return iter(())

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield nothing: a file says nothing of what it lacks, unless ``full`` does."""
        return iter(())

    def check(self) -> FeedAccess:
        """Return how many files are there to be read."""
        there = self._there()
        missing = [
            f"{self._path / name}: cannot be read" for name in there if not os.access(self._path / name, os.R_OK)
        ]
        return FeedAccess((f"{self._path}: {len(there):,} files",), tuple(missing[:5]))

    def close(self) -> None:
        """Nothing is held."""

    def _there(self) -> dict[str, Seen]:
        found = {}
        try:
            with os.scandir(self._path) as entries:
                for one in entries:
                    if one.name.startswith(".") or one.name.lower().endswith(UNFINISHED) or not one.is_file():
                        continue
                    known = one.stat()
                    if known.st_size:
                        found[one.name] = (known.st_size, known.st_mtime_ns)
        except FileNotFoundError as error:
            if not self._path.exists():
                raise FeedError(f"{self._path}: there is no such folder") from error
            return found  # a file left between two looks at it: the next round sees
        except OSError as error:
            raise FeedError(f"{self._path}: cannot be read ({error.strerror})") from error
        return found

    def _move(self, paths: Sequence[Path]) -> None:
        if self._move_to is None:
            return
        try:
            self._move_to.mkdir(parents=True, exist_ok=True)
            for path in paths:
                shutil.move(path, _free(self._move_to / path.name))
        except OSError as error:
            raise FeedError(f"{self._move_to}: what was imported cannot be moved there ({error.strerror})") from error


def _free(path: Path) -> Path:
    """Return a path at which nothing is: the one given, else with a number."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
