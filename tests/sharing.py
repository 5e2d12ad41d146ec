"""What tests share although the product works it out for each store anew, since it is the same and takes long."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pytest

from cxtui.calendars import Calendar
from cxtui.facts import reference
from cxtui.facts.reference import ReferenceRow

KEPT = 40
"""Tables of one kind that are kept at once: some 1 MB each."""


def share_reference_rows(patch: pytest.MonkeyPatch) -> None:
    """Work out opening hours and local days once for the same calendars, zone and span.

    They follow from these alone, and hundreds of stores of the tests cover the present by the packaged calendars.
    """
    work_out_intervals, work_out_blocks = reference.open_intervals, reference.open_blocks

    @lru_cache(KEPT)
    def intervals_of(calendars: tuple[tuple[str, Calendar], ...], from_at: int, to_at: int) -> list[ReferenceRow]:
        return work_out_intervals(dict(calendars), from_at, to_at)

    @lru_cache(KEPT)
    def blocks_of(intervals: tuple[ReferenceRow, ...]) -> list[ReferenceRow]:
        return list(work_out_blocks(intervals))

    days_of = lru_cache(KEPT)(reference.local_days)

    def open_intervals(calendars: Mapping[str, Calendar], from_at: int, to_at: int) -> list[ReferenceRow]:
        return list(intervals_of(tuple(calendars.items()), from_at, to_at))

    def open_blocks(intervals: Iterable[ReferenceRow]) -> Iterator[ReferenceRow]:
        return iter(blocks_of(tuple(intervals)))

    def local_days(zone: str, from_at: int, to_at: int) -> list[ReferenceRow]:
        return list(days_of(zone, from_at, to_at))

    patch.setattr(reference, "open_intervals", open_intervals)
    patch.setattr(reference, "open_blocks", open_blocks)
    patch.setattr(reference, "local_days", local_days)
