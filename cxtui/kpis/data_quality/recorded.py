"""Doubts that a store keeps anyway: those of single tickets, and what the books of its imports say."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxtui.clock import format_instant
from cxtui.kpis.data_quality.kinds import AHEAD_S, KINDS, DoubtKind
from cxtui.language import lazy
from cxtui.store.read import Transaction


@dataclass(frozen=True, slots=True)
class Doubt:
    """One kind of doubt in one source: how many, one or two examples, and what else is known of them."""

    source: str
    kind: str
    count: int
    examples: tuple[str, ...] = ()
    detail: str | None = None

    @property
    def definition(self) -> DoubtKind:
        """Return the words of its kind."""
        return KINDS[self.kind]


def kept(tx: Transaction, zone: str) -> tuple[Doubt, ...]:
    """Return what can be told without walking through the store, by source and kind; instants in ``zone``."""
    return in_order((*_of_tickets(tx), *_of_imports(tx, zone)))


def in_order(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """Return doubts by source, and in the order of their kinds."""
    places = {name: place for place, name in enumerate(KINDS)}
    return tuple(sorted(doubts, key=lambda one: (one.source, places[one.kind])))


def _of_tickets(tx: Transaction) -> Iterator[Doubt]:
    for source, kind, tickets, found, first, last in tx.rows("doubts_by_kind"):
        yield Doubt(
            source=source,
            kind=kind,
            count=tickets,
            examples=two(first, last),
            detail=lazy("{n} times", n=found) if found > tickets else None,
        )


def _of_imports(tx: Transaction, zone: str) -> Iterator[Doubt]:
    for (
        source, rejected, rejecting, local, clocked, unknown, unknowing, ahead, early, worst,
    ) in tx.rows("doubts_of_imports", ahead_s=AHEAD_S):  # fmt: skip
        if ahead:
            yield Doubt(
                source=source,
                kind="events later than their import",
                count=ahead,
                examples=(lazy("import {number}", number=str(early)),),
                detail=lazy("the newest at {time}", time=format_instant(worst, zone)),
            )
        if local:
            yield Doubt(
                source, "local times skipped or repeated", local, (lazy("import {number}", number=str(clocked)),)
            )
        if unknown:
            yield Doubt(
                source,
                "imports that did not look at local times",
                unknown,
                (lazy("import {number}", number=str(unknowing)),),
            )
        if rejected:
            yield Doubt(
                source=source,
                kind="rows refused",
                count=rejected,
                examples=_refused(tx, rejecting),
                detail=lazy("the latest by import {number}", number=str(rejecting)),
            )


def _refused(tx: Transaction, run: int) -> tuple[str, ...]:
    rows = tx.rows("doubts_refused", run=run)
    names = ((_name(file), line) for file, line in rows)
    return tuple(
        name if line is None else lazy("{file} line {line}", file=name, line=str(line)) for name, line in names
    )


def _name(file: str | None) -> str:
    """Return a file's name without its folders, of either system."""
    return file.replace("\\", "/").rpartition("/")[2] if file else lazy("a batch")


def two(first: str, last: str) -> tuple[str, ...]:
    """Return one or two examples."""
    return (first,) if first == last else (first, last)
