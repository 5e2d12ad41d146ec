"""The spans of which sources cover what, and what of a question lies outside them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from cxtui.clock import FAR, zone_info
from cxtui.language import N_, lazy, lazy_joined

MOST = 3
"""Spans that a sentence names."""

HISTORIES = {
    "messages": N_("messages"),
    "first_response": N_("first responses"),
    "status": N_("status history"),
    "resolution": N_("resolutions"),
    "assignee": N_("assignees"),
    "team": N_("moves between teams"),
    "priority": N_("priorities"),
    "topic": N_("topics"),
    "customers": N_("customers"),
    "tiers": N_("tiers"),
    "escalations": N_("escalations"),
    "ratings": N_("surveys"),
    "qa": N_("quality reviews"),
    "purchases": N_("purchases"),
    "contracts": N_("contracts"),
    "schedules": N_("schedules"),
    "agents": N_("agents"),
    "teams": N_("teams"),
    "merges": N_("merges"),
    "spam": N_("spam"),
    "tickets": N_("tickets"),
    "observed": N_("exports of the tickets"),
    "first_response_due": N_("due times of first responses"),
    "resolution_due": N_("due times of resolutions"),
}
"""What a coverage is called in a sentence."""


class CoveredSpan(NamedTuple):
    """What a source covers of instants ``[from_at, to_at)``, UTC epoch seconds; None is an open end."""

    source: str
    what: str
    from_at: int | None = None
    to_at: int | None = None

    @property
    def bounded(self) -> bool:
        """Return whether the span has an end at all."""
        return self.from_at is not None or self.to_at is not None

    def shared(self, from_at: int, to_at: int) -> int:
        """Return how many seconds of ``[from_at, to_at)`` are in the span."""
        first = from_at if self.from_at is None else max(from_at, self.from_at)
        return max(0, min(to_at, FAR if self.to_at is None else self.to_at) - first)


def of_sources(
    spans: Iterable[CoveredSpan], only: Sequence[str] | None, never: Sequence[str]
) -> tuple[CoveredSpan, ...]:
    """Return the spans of the sources that a filter lets through."""
    return tuple(one for one in spans if (only is None or one.source in only) and one.source not in never)


def cut(spans: Iterable[CoveredSpan], whats: Sequence[str], from_at: int, to_at: int) -> list[CoveredSpan]:
    """Return for each source that covers one of ``whats`` its best span, where that is not all of ``[from_at, to_at)``.

    The best is the one that shares most with the period: of two histories that will do the longer one is read.
    """
    best: dict[str, CoveredSpan] = {}
    for one in spans:
        known = best.get(one.source)
        if one.what in whats and (known is None or one.shared(from_at, to_at) > known.shared(from_at, to_at)):
            best[one.source] = one
    return [one for one in best.values() if one.shared(from_at, to_at) < to_at - from_at]


def outside(spans: Iterable[CoveredSpan], zone: str) -> str:
    """Return the sentence that a period lies outside what is covered."""
    return lazy("nothing of this period is covered: {spans}", spans=_listed(spans, zone))


def partly(spans: Iterable[CoveredSpan], zone: str) -> str | None:
    """Return the sentence that only a part of a period is covered, None where no span is named."""
    named = _listed(spans, zone)
    return lazy("covered only in part: {spans}", spans=named) if named else None


def _listed(spans: Iterable[CoveredSpan], zone: str) -> str:
    """Return spans in words, histories of one source and span together; local times of a zone."""
    together: dict[tuple[str, int | None, int | None], list[str]] = {}
    for one in sorted(set(spans), key=lambda one: (one.source, one.from_at or 0, one.to_at or FAR, one.what)):
        together.setdefault((one.source, one.from_at, one.to_at), []).append(one.what)
    parts = [_span_words(source, whats, from_at, to_at, zone) for (source, from_at, to_at), whats in together.items()]
    if len(parts) > MOST:
        parts = [*parts[:MOST], lazy("and {n} more", n=len(parts) - MOST)]
    return lazy_joined(parts, ", ")


def _span_words(source: str, whats: Sequence[str], from_at: int | None, to_at: int | None, zone: str) -> str:
    words = lazy_joined((lazy(HISTORIES.get(what, what)) for what in whats), ", ")
    first, end = (None if at is None else _written(at, zone) for at in (from_at, to_at))
    if end is None:
        return lazy("{what} of {source} from {first}", what=words, source=source, first=first)
    if first is None:
        return lazy("{what} of {source} until {end}", what=words, source=source, end=end)
    return lazy("{what} of {source} from {first} until {end}", what=words, source=source, first=first, end=end)


def _written(at: int, zone: str) -> str:
    """Return a local instant as a date, with the time of day where it is no midnight."""
    local = datetime.fromtimestamp(at, zone_info(zone))
    return f"{local:%Y-%m-%d}" if (local.hour, local.minute) == (0, 0) else f"{local:%Y-%m-%d %H:%M}"
