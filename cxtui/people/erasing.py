"""Erasing one person, or everybody, wherever a store and what belongs to it hold something of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cxtui.desk import erasing as desk
from cxtui.desk.erasing import DeskErased
from cxtui.errors import CxtuiError
from cxtui.people import logs
from cxtui.store.paths import desk_path
from cxtui.store.people import erasure
from cxtui.store.people.columns import PersonKind
from cxtui.store.people.erasing import ErasedPerson, needles_of
from cxtui.store.people.erasure import Erased, EraseProgress


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What was taken out of a store, of its desk file, and how many lines of this user's logs were.

    ``failed`` says what could not be done, in words.
    """

    store: Erased
    desk: DeskErased = field(default_factory=DeskErased)
    log_lines: int = 0
    failed: tuple[str, ...] = ()


def erase(
    path: Path,
    kind: PersonKind,
    id: str,
    source: str | None = None,
    dry_run: bool = False,
    stage: EraseProgress = lambda _: None,
) -> Everywhere:
    """Take one person out of everything; raises what the store raises, which then is as it was."""
    beside = _Beside(path, dry_run, stage)
    return beside.whole(erasure.erase_one(path, kind, id, source, dry_run, stage, beside))


def anonymise(path: Path, dry_run: bool = False, stage: EraseProgress = lambda _: None) -> Everywhere:
    """Take everybody out of everything."""
    beside = _Beside(path, dry_run, stage)
    return beside.whole(erasure.erase_everybody(path, dry_run, stage, beside))


class _Beside:
    """Takes people out of the desk and the logs; what fails there is kept, and the next place is gone to."""

    def __init__(self, path: Path, dry_run: bool, stage: EraseProgress) -> None:
        self._path = path
        self._dry_run = dry_run
        self._stage = stage
        self._failed: list[str] = []
        self._desk, self._lines = DeskErased(), 0

    def __call__(self, people: Sequence[ErasedPerson]) -> None:
        self._stage("desk and logs")
        needles = needles_of(people)
        try:
            self._desk = desk.erase(desk_path(self._path), needles.without, needles.named, self._dry_run)
        except CxtuiError as error:
            self._failed.append(str(error))
        for log in logs.log_files() if people else ():
            try:
                self._lines += logs.mask(log, needles, self._dry_run)
            except OSError as error:
                self._failed.append(f"{log}: cannot be written ({error.strerror}); delete it")

    def whole(self, erased: Erased) -> Everywhere:
        """Return what was done in all places."""
        failed = [*self._failed, *([] if erased.failed is None else [erased.failed])]
        return Everywhere(erased, self._desk, self._lines, tuple(failed))
