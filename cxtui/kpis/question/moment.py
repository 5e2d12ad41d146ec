"""The instant a floor is read for, with the periods that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cxtui.clock import FAR, QUARTER, local_day_before, local_day_edges, same_time_last_week
from cxtui.kpis.question import spans
from cxtui.kpis.question.spans import CoveredSpan
from cxtui.language import N_, lazy
from cxtui.settings import StoreSettings
from cxtui.store.read.units import NO_FILTER, Filter

AHEAD_S = 120
"""Seconds by which a source's clock may run ahead of ours before a live floor takes its events for future ones."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the store's zone: its local day, its running quarter hour, and the same time last week.

    ``settled`` says that nothing in the store is later: then what the store holds is how things stand. ``cut`` says
    that the reader leaves out what is.
    """

    at: int
    zone: str
    day_start: int
    day_end: int
    quarter: int
    settled: bool
    cut: bool = False

    @classmethod
    def of(cls, at: int, zone: str, newest: int | None, ahead: int = 0, cut: bool = False) -> "Moment":
        """Return the moment of an instant (UTC epoch seconds) in a store whose newest event is ``newest``.

        A store that is at most ``ahead`` seconds ahead of the instant is not later: its clock is another one.
        """
        start, end = local_day_edges(at, zone)
        return cls(at, zone, start, end, at - at % QUARTER, newest is None or newest <= at + ahead, cut)

    @property
    def whole(self) -> bool:
        """Return whether the running day holds nothing that came after the moment."""
        return self.settled or self.cut

    def last_week(self) -> "Moment":
        """Return the moment of the same local time a week earlier."""
        return Moment.of(same_time_last_week(self.at, self.zone), self.zone, self.at)


def days_before(moment: Moment, days: int) -> int:
    """Return the start of the local day that is ``days`` days before the moment's own."""
    return local_day_before(moment.day_start, moment.zone, days)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a store can answer: its settings and which histories its sources cover.

    ``spans`` says of which span each source covers what. Over a period ``[from_at, to_at)`` (``during``) only that is
    covered of which some lies in it.
    """

    settings: StoreSettings
    covered: frozenset[str]
    spans: tuple[CoveredSpan, ...] = ()
    over: tuple[int, int] | None = None

    @classmethod
    def of(cls, settings: StoreSettings, covered: Iterable[str | CoveredSpan]) -> "Scope":
        """Return the scope of a store; what it promises is covered by its settings, too (``target resolution``)."""
        found = tuple(covered)
        names = frozenset(one.what if isinstance(one, CoveredSpan) else one for one in found)
        promised = {f"target {target.metric}" for target in settings.targets}
        return cls(settings, names | promised, tuple(one for one in found if isinstance(one, CoveredSpan)))

    def during(self, from_at: int, to_at: int, where: Filter = NO_FILTER) -> "Scope":
        """Return the scope over instants ``[from_at, to_at)``, of the sources that a filter lets through.

        This is the one guard of every number, list and pane: what ``missing`` and ``partly`` say of the scope that
        comes back holds for the period.
        """
        only, never = where.only.get("source"), where.never.get("source", ())
        if only is None and not never and not any(one.bounded for one in self.spans):
            return self
        of_filter = spans.of_sources(self.spans, only, never)
        dated = {one.what for one in self.spans}
        there = {one.what for one in of_filter if one.shared(from_at, to_at)}
        covered = frozenset(what for what in self.covered if what not in dated or what in there)
        return replace(self, covered=covered, spans=of_filter, over=(from_at, to_at))

    def beside_tickets(self) -> "Scope":
        """Return the scope for what asks of no tickets: when those begin does not matter."""
        return replace(self, spans=tuple(one for one in self.spans if one.what != "tickets"))

    def missing(self, *needed: str) -> str | None:
        """Return what to import if none of the coverages is there, else None; of a period, when they are there."""
        if "tickets" not in needed and (gone := self._outside("tickets")):
            return gone
        if any(what in self.covered for what in needed):
            return None
        if "escalations" in needed:
            return self._no_escalations() and (self._outside("escalations", "team") or self._no_escalations())
        if outside := self._outside(*needed):
            return outside
            return self._no_escalations()
        metric = needed[0].removeprefix("target ")
        if metric != needed[0]:
            return lazy(NO_TARGET, metric=metric)
        return OR_STATED[needed[0]] if len(needed) > 1 and needed[0] in OR_STATED else LACK[needed[0]]

    def unseen(self, passing: bool) -> str | None:
        """Return what to know of a number that counts what can pass unseen between two exports, where it does."""
        return OBSERVED if passing and any(one.what == "observed" for one in self.spans) else None

    def partly(self, needs: Iterable[str], also: Iterable[str | tuple[str, ...]] = ()) -> str | None:
        """Return which part of the period is covered, source by source, where that is not all of it; else None."""
        return spans.partly(self.parts(needs, also), self.settings.zone)

    def parts(self, needs: Iterable[str], also: Iterable[str | tuple[str, ...]] = ()) -> list[CoveredSpan]:
        """Return the spans that cover only a part of the period, the best of each source for each thing needed.

        A source that covers none of what is needed has no part in the number, so nothing is said of it.
        """
        if self.over is None:
            return []
        groups = [("tickets",), tuple(needs), *((one,) if isinstance(one, str) else one for one in also)]
        # A move to a team of a higher tier is an escalation, too.
        groups = [(*group, "team") if "escalations" in group else group for group in groups]
        return [one for group in groups for one in spans.cut(self.spans, group, *self.over)]

    def reach(self, *needed: str) -> tuple[int, int]:
        """Return the first instant at which any source covers one of the coverages, and the instant after the last."""
        found = [one for one in self.spans if one.what in needed]
        return (
            min((-FAR if one.from_at is None else one.from_at for one in found), default=-FAR),
            max((FAR if one.to_at is None else one.to_at for one in found), default=FAR),
        )

    def _outside(self, *needed: str) -> str | None:
        """Return that the period lies outside what sources cover of something; None where one covers some of it."""
        if self.over is None or any(what in self.covered for what in needed):
            return None
        found = spans.cut(self.spans, needed, *self.over)
        return spans.outside(found, self.settings.zone) if found else None

    def _no_escalations(self) -> str | None:
        """Return which half is missing of what shows a move to a higher tier; None where both are there."""
        if "tiers" not in self.covered:
            return NO_TIERS if "team" in self.covered else LACK["escalations"]
        return None if "team" in self.covered else NO_MOVES

    def lacks(self, needs: Iterable[str], also: Iterable[str | tuple[str, ...]] = ()) -> str | None:
        """Return what to import if none of ``needs`` or not all of ``also`` are covered, else None."""
        first = tuple(needs)
        found = [
            self.missing(*first) if first else self._outside("tickets"),
            *(self.missing(*([one] if isinstance(one, str) else one)) for one in also),
        ]
        return next((why for why in found if why), None)


OBSERVED = N_("observed daily: what came and went between two exports of the tickets is not seen")
"""Of numbers that count changes of which some sources tell by exports of tickets as they stand alone."""

NO_TARGET = N_('nothing is promised of this here: set a target with metric = "{metric}" by cxtui store configure')
"""What to do where no target is set."""

NO_TIERS = N_("teams have no tiers in this store: fill the tier column of team, or import event rows of kind escalated")
NO_MOVES = N_("no moves between teams in this store: import event rows of kind team, or of kind escalated")
"""What to do where escalations are to be seen by moves to a team of a higher tier, and one half of that is missing."""

OR_STATED = {
    "messages": N_("no messages in this store: import event rows of kind message (or a first_response_at column)"),
    "status": N_(
        "no status history in this store, and a status as it stands is none: import event rows of kind status or state "
        "rows (or resolved_at, closed_at)"
    ),
}
"""What to import where nothing covers a number that a claim of the source would do for as well."""

LACK = {
    "messages": "no messages in this store: import event rows of kind message",
    "status": (
        "no status history in this store, and a status as it stands is none: import event rows of kind status or state "
        "rows"
    ),
    "ratings": "no surveys in this store: import a rating table",
    "qa": "no quality reviews in this store: import a qa_score table",
    "topic": "no topics in this store: map a topic column of ticket",
    "customers": "no customers in this store: map a customer column of ticket",
    "purchases": "no purchases or contracts in this store: import a purchase or contract table",
    "escalations": "no escalations in this store: import event rows of kind escalated, or teams with tiers",
    "assignee": "nothing tells which tickets were worked on: import event rows of kind message, status or assignee",
    "agents": "no agents in this store: map an assignee, or import messages with their actors",
}
"""What to import where nothing covers a number."""
