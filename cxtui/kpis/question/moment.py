"""The instant a floor is read for, with the periods that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cxtui.clock import FAR, QUARTER, local_day_before, local_day_edges, same_time_last_week
from cxtui.kpis.question import export_days, spans
from cxtui.kpis.question.export_days import ExportInstant
from cxtui.kpis.question.spans import CoveredSpan
from cxtui.language import N_, lazy
from cxtui.settings import StoreSettings, defaults
from cxtui.store.kept import KeptSince
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
    covered of which some lies in it. ``exports`` are those by which sources tell of tickets as they stand; ``kept`` is
    the border before which tickets have left, None where all are kept.
    """

    settings: StoreSettings
    covered: frozenset[str]
    spans: tuple[CoveredSpan, ...] = ()
    over: tuple[int, int] | None = None
    exports: tuple[ExportInstant, ...] = ()
    kept: KeptSince | None = None

    @classmethod
    def of(
        cls,
        settings: StoreSettings,
        covered: Iterable[str | CoveredSpan],
        exports: Iterable[ExportInstant] = (),
        kept: KeptSince | None = None,
    ) -> "Scope":
        """Return the scope of a store; what it promises is covered by its settings, too (``target resolution``)."""
        found = tuple(covered)
        names = frozenset(one.what if isinstance(one, CoveredSpan) else one for one in found)
        promised = {f"target {target.metric}" for target in settings.targets}
        promised |= {"target resolution"} if "resolution_due" in names else set()
        bounded = tuple(one for one in found if isinstance(one, CoveredSpan))
        return cls(settings, names | promised, bounded, exports=tuple(exports), kept=kept)

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

    def covers(self, source: str, what: str) -> bool:
        """Return whether a source covers a history, of a period any part of it."""
        mine = [one for one in self.spans if (one.source, one.what) == (source, what)]
        return not self.over or any(one.shared(*self.over) for one in mine)

    def before_keeping(self) -> "Scope":
        """Return the scope of what was counted before tickets left: for the sums that are frozen."""
        if self.kept is None:
            return self
        begun = {(source, what): from_at for source, what, from_at in self.kept.begun}
        counted = (
            one._replace(from_at=begun.get((one.source, one.what))) if one.from_at == self.kept.at else one
            for one in self.spans
        )
        return replace(self, spans=tuple(counted))

    def beside_tickets(self) -> "Scope":
        """Return the scope for what asks of no tickets: when those begin does not matter."""
        return replace(self, spans=tuple(one for one in self.spans if one.what != "tickets"))

    def missing(self, *needed: str) -> str | None:
        """Return what to import if none of the coverages is there, else None; of a period, when they are there."""
        if "tickets" not in needed and (gone := self.outside("tickets")):
            return gone
        if any(what in self.covered for what in needed):
            return None
        if "clocks" in needed:
            return self._no_clocks()
        if "escalations" in needed:
            return self._no_escalations() and (self.outside("escalations", "team") or self._no_escalations())
        if outside := self.outside(*needed):
            return outside
        metric = needed[0].removeprefix("target ")
        if metric != needed[0]:
            return lazy(NO_DUE if metric == "resolution" else NO_TARGET, metric=metric)
        return OR_STATED[needed[0]] if len(needed) > 1 and needed[0] in OR_STATED else LACK[needed[0]]

    def unseen(self, passing: bool) -> str | None:
        """Return what to know of a number that counts what can pass unseen between two exports, where it does."""
        mine = {one.source for one in self.spans if one.what == "observed"}
        if not passing or not mine:
            return None
        return export_days.unseen((one for one in self.exports if one[0] in mine), self.over, self.settings.zone)

    def stated_targets(self, *due: str) -> str | None:
        """Return that a number is judged by what the helpdesk promised, where sources state it (coverages ``due``)."""
        if not any(what in self.covered for what in due):
            return None
        return STATED_TARGETS if self.settings.targets == defaults().targets else STATED_BESIDE_OWN

    def unseen_clocks(self) -> str | None:
        """Return what is missing for a kind of promise that was made to be seen kept or broken, None where all are."""
        return next((lack for needed in self._promised() if (lack := self.missing(*needed))), None)

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
        if ("clocks",) in groups:
            groups = [*(one for one in groups if one != ("clocks",)), *self._promised()]
        return [one for group in groups for one in spans.cut(self.spans, group, *self.over)]

    def outside(self, *needed: str) -> str | None:
        """Return that the period lies outside what sources cover of something; None where one covers some of it."""
        if self.over is None or any(what in self.covered for what in needed):
            return None
        found = spans.cut(self.spans, needed, *self.over)
        return spans.outside(found, self.settings.zone) if found else None

    def reach(self, *needed: str) -> tuple[int, int]:
        """Return the first instant at which any source covers one of the coverages, and the instant after the last."""
        found = [one for one in self.spans if one.what in needed]
        return (
            min((-FAR if one.from_at is None else one.from_at for one in found), default=-FAR),
            max((FAR if one.to_at is None else one.to_at for one in found), default=FAR),
        )

    def lacks(self, needs: Iterable[str], also: Iterable[str | tuple[str, ...]] = ()) -> str | None:
        """Return what to import if none of ``needs`` or not all of ``also`` are covered, else None."""
        first = tuple(needs)
        found = [
            self.missing(*first) if first else self.outside("tickets"),
            *(self.missing(*([one] if isinstance(one, str) else one)) for one in also),
        ]
        return next((why for why in found if why), None)

    def _promised(self) -> list[tuple[str, ...]]:
        """Return of which histories one has to be there for each promise that was made."""
        return [needed for metric, needed in CLOCKS.items() if f"target {metric}" in self.covered]

    def _no_clocks(self) -> str | None:
        """Return what is missing for any promise to be seen kept or broken; None where one can be."""
        promised = self._promised()
        if not promised:
            return NO_TARGETS
        lacks = [self.missing(*needed) for needed in promised]
        return lacks[0] if all(lacks) else None

    def _no_escalations(self) -> str | None:
        """Return which half is missing of what shows a move to a higher tier; None where both are there."""
        if "tiers" not in self.covered:
            return NO_TIERS if "team" in self.covered else LACK["escalations"]
        return None if "team" in self.covered else NO_MOVES


STATED_TARGETS = N_("targets as the helpdesk stated them")
STATED_BESIDE_OWN = N_("targets as the helpdesk stated them where none of this store's fits")
"""Of numbers that are judged by due times or results that sources state."""

CLOCKS = {
    "first_response": ("messages", "first_response"),
    "next_reply": ("messages",),
    "resolution": ("status", "resolution"),
    "agent_work": ("status",),
    "requester_wait": ("status",),
}
"""Of which histories one has to be there for a promise of each kind to be seen kept or broken."""

NO_TARGETS = N_("nothing is promised here: set targets by cxtui store configure")
NO_TARGET = N_('nothing is promised of this here: set a target with metric = "{metric}" by cxtui store configure')
NO_DUE = N_(
    "nothing is promised of this here: map a column due_resolution_at, or set a target with "
    'metric = "{metric}" by cxtui store configure'
)
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
