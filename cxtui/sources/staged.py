"""What reading a batch of files yields: which tables were staged, from what, and what is doubtful."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from cxtui.sources import encodings
from cxtui.sources.header import Header


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was read: its size in bytes, its hash, and how many rows it held and lost."""

    path: Path
    bytes: int
    sha256: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged batch; ``tables`` are canonical names, each in ``in_<name>``; instants are UTC epoch seconds.

    ``rows_read`` counts data rows, rejected and left-out ones included; ``left_out`` those after ``until``;
    ``doubts`` counts by reason what was imported (or a blank row) and still deserves a look;
    ``doubtful_times`` those of them that are local times which a zone skips or repeats. ``as_of`` is the instant of
    the export (UTC epoch seconds), None where nothing in it says when; rows of the tables in ``dated`` have it as
    their version. ``observed`` are the columns of ``in_observed``, how the export found its tickets, that it knows.
    ``notes`` say how files were read where that is not plain.
    """

    source: str
    tables: tuple[str, ...]
    coverage: tuple[str, ...]
    files: tuple[FileRead, ...]
    rows_read: int
    rejected: int
    left_out: int
    first_at: int | None
    last_at: int | None
    doubts: dict[str, int] = field(default_factory=dict)
    doubtful_times: int = 0
    as_of: int | None = None
    dated: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def merged(files: Iterable[FileRead]) -> tuple[FileRead, ...]:
    """Return the files, each once, with the rows of all its parts."""
    found: dict[Path, FileRead] = {}
    for one in files:
        if before := found.get(one.path):
            one = replace(one, rows=before.rows + one.rows, rejected=before.rejected + one.rejected)
        found[one.path] = one
    return tuple(found.values())


def read_as(headers: Iterable[Header]) -> tuple[str, ...]:
    """Return what a person should know of how files were read, a line for each."""
    notes: dict[str, None] = {}
    for header in headers:
        file = header.file
        if file.encoding:
            notes[f"{file.path.name} is written in {encodings.name(file.encoding)}"] = None
        if header.titles:
            notes[f"{file.path.name}: columns are named in line {header.skip + 1}, what stands above was left out"] = (
                None
            )
    return tuple(notes)
