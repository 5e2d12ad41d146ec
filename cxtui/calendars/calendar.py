"""A calendar: opening hours of a local week, less holidays, in a named zone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from cxtui.calendars.text import (
    DAY_MINUTES,
    WEEK_MINUTES,
    CalendarError,
    Closure,
    Minutes,
    check_week,
    parse_holidays,
    parse_week,
)
from cxtui.calendars.zones import iana


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours: ``week`` are open minutes of the local week from Sunday 00:00, in order and apart.

    It is open at an instant when the wall clock of ``zone`` then shows an open minute of a date that
    is not closed. So a minute that comes twice in autumn is open twice, and a skipped one never.
    ``later`` are its later versions, each with the instant from which it holds, in order; before the first
    of them zone, week and holidays are those written here.
    """

    name: str
    zone: str
    week: Minutes = ((0, WEEK_MINUTES),)
    holidays: tuple[Closure, ...] = ()
    later: "tuple[tuple[int, Calendar], ...]" = ()

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "zone", iana(self.zone))
            object.__setattr__(self, "week", check_week(self.week))
        except CalendarError as error:
            raise CalendarError(f"calendar {self.name!r}: {error}") from None
        instants = [from_at for from_at, _ in self.later]
        if any(one.later for _, one in self.later) or instants != sorted(set(instants)):
            raise CalendarError(f"calendar {self.name!r}: its versions must each hold from another instant, in order")

    @classmethod
    def of_versions(cls, versions: "Iterable[tuple[int, Calendar]]") -> "Calendar":
        """Join versions ``(from_at, calendar)`` in any order; the earliest also holds before its instant."""
        (_, first), *later = sorted(versions, key=lambda version: version[0])
        return replace(first, later=tuple(later))

    @classmethod
    def parse(cls, name: str, zone: str, week: str, holidays: str | None = None) -> Self:
        """Build from the texts of the canonical table ``calendar``; zone names may be Zendesk's.

        A CalendarError names the calendar, what is wrong, and the nearest zone names.
        """
        try:
            spans, closures = parse_week(week), parse_holidays(holidays or "")
        except CalendarError as error:
            raise CalendarError(f"calendar {name!r}: {error}") from None
        return cls(name, zone, spans, closures)

    @property
    def week_text(self) -> str:
        """Return the week as ``parse`` reads it."""
        return ",".join(f"{start}-{end}" for start, end in self.week)

    @property
    def holidays_text(self) -> str:
        """Return the holidays as ``parse`` reads them."""
        return ",".join(map(str, self.holidays))

    def newest(self) -> "Calendar":
        """Return the last version as if it had always held."""
        return self.later[-1][1] if self.later else self

    def stretches(self, from_at: int, to_at: int) -> "Iterator[tuple[int, int, Calendar]]":
        """Yield ``(from_at, to_at, version)``: which version holds when within a span, in order and without gaps."""
        edges = [from_at, *(min(max(at, from_at), to_at) for at, _ in self.later), to_at]
        for (low, high), version in zip(pairwise(edges), (self, *(one for _, one in self.later)), strict=True):
            if low < high:
                yield low, high, version

    def weekday_spans(self) -> tuple[Minutes, ...]:
        """Return the open minutes of the day of each weekday from Sunday, cut at midnights."""
        return tuple(
            tuple(
                (max(start, day) - day, min(end, day + DAY_MINUTES) - day)
                for start, end in self.week
                if start < day + DAY_MINUTES and end > day
            )
            for day in range(0, WEEK_MINUTES, DAY_MINUTES)
        )
