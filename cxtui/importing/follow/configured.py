"""``sources.toml``: which helpdesks are followed."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.sources.live.options import NAME, ConfiguredSource, FeedOptions, read_source
from cxtui.toml import nearest, read_toml

HOLDS = "the sources"
VARIABLE = "CXTUI_SOURCES"
COMMANDS = ("run", "status", "backfill", "forget")
"""Names that no source can have: ``cxtui follow NAME`` would mean something else."""


def sources_path(explicit: Path | None = None) -> Path:
    """Return the file of sources: the one given, else CXTUI_SOURCES, else sources.toml beside the user's settings."""
    if explicit is not None:
        return explicit
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from cxtui.settings import looks_path

    return looks_path().with_name("sources.toml")


def read_sources(path: Path, names: Collection[str] = ()) -> tuple[ConfiguredSource, ...]:
    """Return the sources of a file, all or those named; raises UsageError for what is wrong with any of it."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file; docs/follow.md shows what to write into it")
    root = read_toml(path, HOLDS, UsageError)
    found = {}
    for name in root.data:
        if name in COMMANDS:
            root.fail(name, "is the name of a command of cxtui follow; call the source something else")
        found[name] = read_source(name, root.table(name))
    reading = [name for name, one in found.items() if one.options.kind == "lines"]
    if len(reading) > 1:
        root.fail(reading[1], f"reads standard input, as {reading[0]} does; one of them has to be another process's")
    if not found:
        raise UsageError(f"{path}: names no source; docs/follow.md shows what to write into it")
    return tuple(found[name] for name in _chosen(path, tuple(found), names))


def of_stdin(name: str) -> ConfiguredSource:
    """Return a source of JSON lines on standard input that no file names."""
    from cxtui.sources.live.lines import JsonLines

    if not NAME.fullmatch(name) or name in COMMANDS:
        raise UsageError(f"{name[:60]!r} is no name of a source: letters, digits, - and _, at most 40")
    return ConfiguredSource(FeedOptions(name, "lines", every_s=0), JsonLines)


def _chosen(path: Path, known: Sequence[str], names: Collection[str]) -> Sequence[str]:
    for name in names:
        if name not in known:
            raise UsageError(f"{path}: has no source {name!r}; {nearest(name, known)}")
    return [name for name in known if name in names] if names else known
