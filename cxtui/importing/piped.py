"""Standard input imported like a file; of what a tap wrote there, the state that it may go on from afterwards."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from cxtui.clock import now
from cxtui.errors import SourceError
from cxtui.importing.bulk import StageProgress
from cxtui.importing.choosing import TAPS, choose
from cxtui.importing.run import Request, run
from cxtui.importing.spill import spill_folder
from cxtui.importing.summary import Summary
from cxtui.sources.files import PIPED, table_of
from cxtui.sources.packaged import SINGER
from cxtui.sources.singer.choosing import all_of_taps
from cxtui.sources.singer.streams import last_state

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Piped:
    """What became of standard input: ``summary`` is None where a tap wrote no record, ``state`` where it has none."""

    summary: Summary | None
    of_tap: bool = False
    state: Any = None


def run_piped(
    store: Path,
    request: Request,
    stream: BinaryIO,
    stage: StageProgress = lambda _: None,
    clock: Callable[[], int] = now,
) -> Piped:
    """Import all that a stream yields, as one batch or not at all; whatever is returned is in the store.

    Raises what ``run`` raises.
    """
    with spill_folder() as folder:
        path = Path(folder) / PIPED
        stage("waiting for input")
        try:
            with path.open("wb") as copy:
                shutil.copyfileobj(stream, copy)
            return _run(store, replace(request, paths=(path,)), path, stage, clock)
        except SourceError as error:
            raise SourceError(str(error).replace(str(path), PIPED)) from error


def _run(store: Path, request: Request, path: Path, stage: StageProgress, clock: Callable[[], int]) -> Piped:
    if not path.stat().st_size:
        raise SourceError(f"{path}: nothing came; what writes into the pipe has failed, or has nothing to say.")
    if not _of_tap(request, path):
        return Piped(run(store, request, stage, clock))
    mapping = choose(request.mapping, request.paths, request.source).mapping
    found = last_state(path, lambda name: table_of(name, mapping.tables, mapping.aliases) is not None)
    if found.state is not None and not found.records and not found.faults:
        return Piped(None, True, found.state)
    if request.mapping in (None, TAPS):
        request = replace(request, mapping=mapping.name)
    return Piped(run(store, request, stage, clock), True, found.state)


def _of_tap(request: Request, path: Path) -> bool:
    named = request.mapping or ""
    return named == TAPS or named.startswith(SINGER) or all_of_taps([path])
