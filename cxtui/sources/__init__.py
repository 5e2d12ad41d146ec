"""Records come in: files and mappings, read by DuckDB into staged canonical tables."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.sources.entry_points import Source
from cxtui.sources.loading import load_mapping
from cxtui.sources.mapping import Mapping
from cxtui.sources.packaged import packaged
from cxtui.sources.staged import FileRead, Staged

if TYPE_CHECKING:
    import duckdb

__all__ = ["FileRead", "Mapping", "Source", "Staged", "load_mapping", "packaged", "stage"]


def stage(
    con: "duckdb.DuckDBPyConnection",
    mapping: Mapping,
    paths: Sequence[Path],
    source: str | None = None,
    zone: str | None = None,
    until: int | None = None,
    as_of: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    may_be_empty: bool = False,
) -> Staged:
    """Read files through a mapping into tables ``in_<canonical table>`` and ``in_reject`` of a connection.

    ``zone`` is the IANA zone of local times where the mapping does not fix one, ``until`` a UTC epoch second
    after which rows are left out, ``as_of`` the one at which the files were exported, by default the newest of what
    happened in them; ``progress`` gets (file name, bytes done, bytes in all) after each file.
    Raises SourceError when nothing can be imported, unless it ``may_be_empty``, and leaves no table behind then.
    """
    from cxtui.sources.staging import stage as run

    return run(
        con,
        mapping,
        paths,
        source=source,
        zone=zone,
        until=until,
        as_of=as_of,
        progress=progress,
        may_be_empty=may_be_empty,
    )
