"""What reading a batch of files yields: which tables were staged, from what, and what is doubtful."""

from dataclasses import dataclass, field
from pathlib import Path


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
