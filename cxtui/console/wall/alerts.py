"""What the wall shows large: promises that have just broken and triggers that fired, each once."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cxtui.desk import Firing
from cxtui.kpis.floor import Floor

AlertKind = Literal["breach", "escalation", "trigger"]

FRESH_S = 900
"""Seconds within which a broken promise is news: older ones, which an import brings late, are only on the pages."""

GAP_S = 120
"""Seconds between two looks from which on nobody was looking: what broke in between is known, not new."""

KEPT = 10_000
"""Promises and triggers that are remembered; pictures hold far fewer."""

PENDING = 500
"""Alerts that wait for their turn at most."""

PAGES: dict[AlertKind, str] = {"breach": "response", "escalation": "escalations", "trigger": "scorecard"}
"""The page that each kind of alert holds."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to show: ``what`` identifies it, ``at`` is since when (UTC epoch seconds), ``n`` how many it counts.

    ``words`` say what it is, the most important first; for a trigger its title and its evidence.
    """

    kind: AlertKind
    what: tuple[str, ...]
    at: int
    words: tuple[str, ...] = ()
    n: int = 1


class Remembered:
    """What was seen already, the newest ``KEPT`` of it."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, ...], None] = OrderedDict()

    def __contains__(self, what: tuple[str, ...]) -> bool:
        return what in self._seen

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, what: tuple[str, ...]) -> None:
        """Remember, and forget what was longest not seen."""
        self._seen[what] = None
        self._seen.move_to_end(what)
        while len(self._seen) > KEPT:
            self._seen.popitem(last=False)


class Breaches:
    """Finds promises that broke since the last look, from pictures and from clocks that run between them.

    The first look only learns what is broken already, and so does one after a gap or a clock that went back.
    """

    def __init__(self) -> None:
        self._now: int | None = None
        self._broken = Remembered()
        self._kept = Remembered()
        self._count: int | None = None

    def see(self, floor: Floor, now: int, trusted: bool = True) -> list[Alert]:
        """Return what broke since the last look; while the picture is not ``trusted`` nothing is new nor known."""
        before, self._now = self._now, now
        if not trusted:
            return []
        smooth = before is not None and 0 <= now - before <= GAP_S
        found = [*self._promises(floor, now), *self._uncounted(floor), *self._escalated(floor, now)]
        return found if smooth else []

    def _promises(self, floor: Floor, now: int) -> list[Alert]:
        fresh = []
        for row in floor.responses.rows:
            if row.due_at is None or row.due_at >= now:
                continue
            what = (row.source, row.ticket)
            if what not in self._broken and now - row.due_at <= FRESH_S:
                words = (row.ticket, row.channel, row.priority, row.team)
                fresh.append(Alert("breach", what, row.due_at, tuple(one for one in words if one)))
            self._broken.add(what)
        return fresh

    def _uncounted(self, floor: Floor) -> list[Alert]:
        """Return promises that broke beyond the rows of a picture: all of its rows are late, and the count grew."""
        part = floor.responses
        before, self._count = self._count, part.breached
        whole = len(part.rows) >= part.waiting or len(part.rows) > part.breached
        if whole or before is None or part.breached <= before:
            return []
        return [Alert("breach", ("", f"{part.breached}"), floor.as_of, n=part.breached - before)]

    def _escalated(self, floor: Floor, now: int) -> list[Alert]:
        """Return escalated tickets that were in time when they were last seen, and are late."""
        fresh = []
        for row in floor.escalations.rows:
            what = (row.source, row.ticket)
            if not row.breached:
                self._kept.add(what)
            elif what in self._kept and what not in self._broken:
                words = (row.ticket, row.tier, row.priority, row.team)
                fresh.append(Alert("escalation", what, now, tuple(one for one in words if one)))
                self._broken.add(what)
        return fresh


def fired(firings: Iterable[Firing]) -> list[Alert]:
    """Return triggers that stand, that nobody took up, and that were never shown to anybody."""
    return [
        Alert("trigger", (one.trigger, str(one.fired_at)), one.fired_at, (one.title, one.evidence))
        for one in firings
        if one.rested_at is None and one.acknowledged is None and one.shown == 0
    ]


@dataclass(frozen=True, slots=True)
class AlertCard:
    """Alerts of one kind that are shown together, the oldest first; ``n`` counts them whole."""

    kind: AlertKind
    alerts: tuple[Alert, ...]

    @property
    def page(self) -> str:
        """Return the page that the card holds."""
        return PAGES[self.kind]

    @property
    def n(self) -> int:
        """Return how many there are."""
        return sum(one.n for one in self.alerts)

    @property
    def since(self) -> int:
        """Return the instant of the oldest."""
        return min(one.at for one in self.alerts)


class Alerts:
    """Alerts that wait for their turn; each is taken once, those of a kind on one card."""

    def __init__(self) -> None:
        self._pending: dict[tuple[str, ...], Alert] = {}
        self._taken = Remembered()
        self.shown = 0

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, alerts: Iterable[Alert]) -> None:
        """Let alerts wait that were not taken before."""
        for one in alerts:
            key = (one.kind, *one.what)
            if key not in self._taken and len(self._pending) < PENDING:
                self._pending.setdefault(key, one)

    def know(self, alerts: Iterable[Alert]) -> None:
        """Note that alerts were shown already."""
        for one in alerts:
            self._taken.add((one.kind, *one.what))

    def keep(self, active: Iterable[Alert]) -> None:
        """Forget triggers that do not stand any more, or that somebody took up."""
        still = {(one.kind, *one.what) for one in active}
        self._pending = {key: one for key, one in self._pending.items() if one.kind != "trigger" or key in still}

    def hush(self) -> None:
        """Forget promises that wait for their turn: a quiet hour makes them old."""
        self._pending = {key: one for key, one in self._pending.items() if one.kind == "trigger"}

    def take(self) -> AlertCard | None:
        """Return the next card: all that waits of the kind that waits longest."""
        if not self._pending:
            return None
        kind = next(iter(self._pending.values())).kind
        taken = {key: one for key, one in self._pending.items() if one.kind == kind}
        for key in taken:
            del self._pending[key]
            self._taken.add(key)
        self.shown += sum(one.n for one in taken.values())
        return AlertCard(kind, tuple(sorted(taken.values(), key=lambda one: (one.at, one.what))))
