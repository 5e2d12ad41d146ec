"""The files beside a store that say how its followed sources are: ``floor.NAME.feed.json``."""

import contextlib
import json
import os
from pathlib import Path

from cxtui.health.model import FeedHealth, from_document, to_document

SUFFIX = ".feed.json"
MODE = 0o640
"""Permissions where there is no store yet; else its own: who may read the one may know how the other is."""

LARGEST = 64 * 1024


def health_file(store: Path, source: str) -> Path:
    """Return the file that says how a followed source of a store is."""
    return store.with_name(f"{store.stem}.{source}{SUFFIX}")


def write(store: Path, health: FeedHealth) -> None:
    """Write how a source is, as a whole or not at all; on a full disk over what is there. Raises OSError."""
    path = health_file(store, health.source)
    text = json.dumps(to_document(health), ensure_ascii=False).encode()
    beside = path.with_name(path.name + ".new")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, MODE)
        try:
            os.fchmod(fd, _mode(store))
            os.write(fd, text)
        finally:
            os.close(fd)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        _overwrite(path, text)


def _mode(store: Path) -> int:
    try:
        return store.stat().st_mode & 0o666
    except OSError:
        return MODE


def _overwrite(path: Path, text: bytes) -> None:
    """Write into the room that a file has already: where no new file fits, its words still change."""
    with path.open("r+b") as file:
        file.write(text.ljust(path.stat().st_size))
        file.truncate()


def read_all(store: Path) -> tuple[FeedHealth, ...]:
    """Return how each followed source of a store is, by name; nothing where none is followed."""
    found = []
    ahead = f"{store.stem}."
    with contextlib.suppress(OSError), os.scandir(store.parent) as entries:
        names = [one.name for one in entries if one.name.startswith(ahead) and one.name.endswith(SUFFIX)]
        for name in sorted(names):
            health = _read(store.with_name(name))
            # Another store of this folder may be called so that its files seem to be ours.
            if health is not None and health_file(store, health.source).name == name:
                found.append(health)
    return tuple(found)


def _read(path: Path) -> FeedHealth | None:
    try:
        with path.open("rb") as file:
            return from_document(json.loads(file.read(LARGEST)))
    except (OSError, ValueError):
        return None


def remove(store: Path, source: str) -> None:
    """Remove what is said of a source that is followed no more."""
    with contextlib.suppress(FileNotFoundError):
        health_file(store, source).unlink()
