"""How exports found a ticket, one after the other, as stretches in which each found it the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

SeenValue = str | int | None
COLUMNS = ("status", "assignee", "team", "priority", "resolved_at", "closed_at")
"""What an export may know of a ticket."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Exports of the instants ``from_at`` to ``seen_at`` (UTC epoch seconds) found ``cells``, in order of COLUMNS."""

    from_at: int
    seen_at: int
    cells: tuple[SeenValue, ...]


def with_sighting(
    stretches: Sequence[Stretch], at: int, seen: Mapping[str, SeenValue], exports: Sequence[int]
) -> list[Stretch]:
    """Return the stretches of a ticket with what one more export found at an instant; the later import wins there.

    ``seen`` has the columns that the export knows; what it does not know stays as it stood then. ``exports`` are the
    instants of the source's other exports: those inside a stretch that is split are known to have found the same.
    """
    place = sum(one.from_at <= at for one in stretches) - 1
    near = stretches[max(place, 0)] if stretches else Stretch(at, at, (None,) * len(COLUMNS))
    cells = tuple(seen.get(column, cell) for column, cell in zip(COLUMNS, near.cells, strict=True))
    new = [Stretch(at, at, cells)]
    if place >= 0 and near.seen_at >= at:
        if near.cells == cells:
            return list(stretches)
        inside = [x for x in exports if near.from_at <= x <= near.seen_at]
        if near.from_at < at:
            new.insert(0, replace(near, seen_at=max((x for x in inside if x < at), default=near.from_at)))
        if near.seen_at > at:
            new.append(replace(near, from_at=min((x for x in inside if x > at), default=near.seen_at)))
        return _joined([*stretches[:place], *new, *stretches[place + 1 :]])
    return _joined([*stretches[: place + 1], *new, *stretches[place + 1 :]])


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches with neighbours put together that found the same."""
    made: list[Stretch] = []
    for one in stretches:
        if made and made[-1].cells == one.cells:
            made[-1] = replace(made[-1], seen_at=one.seen_at)
        else:
            made.append(one)
    return made
