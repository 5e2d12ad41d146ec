"""Which packaged mapping reads what a tap wrote: that of the helpdesk that is named, else told by the streams."""

from collections.abc import Collection, Sequence
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources import files
from cxtui.sources.loading import load_mapping
from cxtui.sources.mapping import Mapping
from cxtui.sources.packaged import SINGER, singer_mappings
from cxtui.sources.singer.messages import is_output
from cxtui.sources.singer.streams import streams_of

HEAD = 1 << 20


def tap_mapping(source: str | None, paths: Sequence[Path]) -> Mapping:
    """Return the mapping of what a tap wrote; SourceError where neither source nor streams tell the helpdesk."""
    known = singer_mappings()
    for name in (source, (source or "").partition("-")[0], (source or "").partition("_")[0]):
        if name in known:
            return load_mapping(SINGER + str(name))
    streams = {one for path in paths if path.is_file() for one in streams_of(path)}
    found = sorted(((_fit(load_mapping(SINGER + name), streams), name) for name in known), reverse=True)
    if found and found[0][0] > 0 and (len(found) == 1 or found[0][0] > found[1][0]):
        return load_mapping(SINGER + found[0][1])
    listed = ", ".join(SINGER + name for name in known)
    shown = f"Its streams are {', '.join(sorted(streams)[:12])}; " if streams else ""
    raise SourceError(
        f"{paths[0].name if paths else 'input'}: which helpdesk does the tap read? {shown}"
        f"say --as NAME, one of {listed}, or a TOML file of your own in which the streams are the tables."
    )


def all_of_taps(paths: Sequence[Path]) -> bool:
    """Return whether every path is a file of what a tap wrote."""
    return bool(paths) and all(path.is_file() and _is_of_tap(path) for path in paths)


def _is_of_tap(path: Path) -> bool:
    try:
        return is_output(files.head(files.by_name(path), HEAD))
    except SourceError:
        return False


def _fit(mapping: Mapping, streams: Collection[str]) -> float:
    """Return how well streams fit: those that are read, less a little for those that no tap of the helpdesk has."""
    tables = set(mapping.tables)
    known = tables | set(mapping.other_columns)
    return len(tables & set(streams)) - 0.1 * len(set(streams) - known)
