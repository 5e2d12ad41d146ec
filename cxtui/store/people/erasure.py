"""Erasing people from a store, as one transaction of its writer, and its traces in the file afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxtui.errors import StoreError
from cxtui.store.people import erasing, finding, keys, tombstones
from cxtui.store.people.cleaning import clean
from cxtui.store.people.columns import PersonKind
from cxtui.store.people.erasing import ErasedPerson, Mention, Taken
from cxtui.store.publish import remove_draft
from cxtui.store.writer import Writer

SHOWN = 100
"""Texts by others that are shown; what is more is counted."""

EraseProgress = Callable[[str], None]
EraseBeside = Callable[[Sequence[ErasedPerson]], None]
"""What takes people out of the other places; it is called before the store forgets their names."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done, or would be: who, where, and which texts by others name them; nobody for people erased before.

    ``failed`` says why traces are left in the file, where some are.
    """

    people: tuple[ErasedPerson, ...]
    taken: tuple[Taken, ...] = ()
    mentions: tuple[Mention, ...] = ()
    mentioned: int = 0
    failed: str | None = None


class _EraseDryRun(Exception):
    """Ends a batch that is not to be kept."""


def erase_one(
    path: Path,
    kind: PersonKind,
    id: str,
    source: str | None = None,
    dry_run: bool = False,
    stage: EraseProgress = lambda _: None,
    beside: EraseBeside = lambda _: None,
) -> Erased:
    """Take a person out of a store; UsageError for an id that nobody has, StoreError where that cannot be."""

    def chosen(writer: Writer, erased: tombstones.Tombstones) -> list[ErasedPerson]:
        found = finding.one(writer.connection, kind, id, source, erased)
        return [] if found is None else [found]

    return _erase(path, chosen, dry_run, False, stage, beside)


def erase_everybody(
    path: Path,
    dry_run: bool = False,
    stage: EraseProgress = lambda _: None,
    beside: EraseBeside = lambda _: None,
) -> Erased:
    """Take everybody out of a store who is still in it."""

    def chosen(writer: Writer, erased: tombstones.Tombstones) -> list[ErasedPerson]:
        return finding.everybody(writer.connection, erased)

    return _erase(path, chosen, dry_run, True, stage, beside)


def _erase(
    path: Path,
    choose: Callable[[Writer, tombstones.Tombstones], list[ErasedPerson]],
    dry_run: bool,
    everybody: bool,
    stage: EraseProgress,
    beside: EraseBeside,
) -> Erased:
    made = Erased(())
    with Writer(path) as writer:
        stage("looking for people")
        people = choose(writer, tombstones.of_store(writer.connection))
        key = bytes(keys.BYTES) if dry_run else keys.ensure(keys.keys_path(path))
        if people or everybody:
            writer.connection.execute("PRAGMA secure_delete = ON").fetchall()
            stage("records and facts")
            try:
                with writer.batch() as con:
                    taken = erasing.erase(con, people, key, everybody)
                    stage("texts by others")
                    found = list(erasing.mentions(con, erasing.needles_of(people)))
                    made = Erased(tuple(people), tuple(taken), tuple(found[:SHOWN]), len(found))
                    beside(people)
                    if dry_run:
                        raise _EraseDryRun
            except _EraseDryRun:
                return made
        else:
            beside(())
        if not dry_run:
            stage("writing the file anew")
            remove_draft(writer.path)
            try:
                clean(writer.connection, path)
            except StoreError as error:
                # The records are gone; that traces are left is to be told beside what was done.
                return replace(made, failed=str(error))
    return made
