"""What happened between two floors, and what a floor alone still tells of before: tickets by number, never by customer.

Nothing here reads a store. Instants are UTC epoch seconds; none is later than the floor that tells of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cxtui.kpis.floor import Floor, Freshness, Metric, Ranked

FloorEventKind = Literal[
    "broke", "escalated", "fired", "cleared", "silent", "back", "bad_rating", "rank_up", "rank_down"
]

_ORDER: Mapping[FloorEventKind, int] = {
    "rank_down": 0, "rank_up": 1, "back": 2, "cleared": 3, "bad_rating": 4, "fired": 5, "silent": 6, "escalated": 7,
    "broke": 8,
}  # fmt: skip
"""How urgent each kind is: of one second the most urgent stands last, where the newest is."""

_OF_TICKETS = frozenset[FloorEventKind]({"broke", "escalated"})

FRESH_S = 60
"""Seconds for which something is new."""


class Places(NamedTuple):
    """The places of a leaderboard between which an agent stands."""

    best: int
    last: int


@dataclass(frozen=True, slots=True)
class FloorEvent:
    """Something that happened on a floor ``at`` an instant.

    ``source`` and ``id`` are the ticket's, the agent's or the trigger's key; ``name`` is what an agent or a trigger is
    called. ``n`` counts ratings, ``was`` and ``became`` are where an agent stood.
    """

    at: int
    kind: FloorEventKind
    source: str = ""
    id: str = ""
    name: str | None = None
    channel: str | None = None
    priority: str | None = None
    tier: str | None = None
    n: int = 1
    was: Places | None = None
    became: Places | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Return what tells it from all others."""
        return self.kind, self.source, self.id, self.at

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Return what events are sorted by, the newest last."""
        return self.at, _ORDER[self.kind], self.source, self.id


class StandingTrigger(NamedTuple):
    """A trigger that stands fired: its key, what it is called, and since when."""

    trigger: str
    title: str
    since: int


def fresh(since: int | None, now: int) -> bool:
    """Return whether something began less than FRESH_S seconds ago; what has not begun is not new."""
    return since is not None and 0 <= now - since < FRESH_S


def comparable(before: Floor, after: Floor) -> bool:
    """Return whether one floor came of the other by time alone: the same tickets, and time did not go back."""
    same = (before.view.where, before.live, before.ended) == (after.view.where, after.live, after.ended)
    return same and before.as_of <= after.as_of


def standing(floor: Floor) -> tuple[FloorEvent, ...]:
    """Return what a floor alone tells of before its instant, the newest last: what broke, went up, or is silent."""
    found = [*_broke(floor), *_escalated(floor), *_silent(floor)]
    return _in_order(found, floor.as_of)


def happened(before: Floor, after: Floor) -> tuple[FloorEvent, ...]:
    """Return what happened from one floor to a later one of the same tickets, each once and the newest last.

    A promise broke in a ticket that still waits, went up a tier or is the agent's own; of what was answered in between
    a floor says nothing. Lists are those that the floors carry, so what is beyond their cut is not told.
    """
    known = {event.key for event in standing(before)}
    told = (*_broke(after), *_escalated(after), *_sources(before, after))
    found = [event for event in told if event.key not in known]
    if before.view == after.view:
        found += (*_ratings(before, after), *_ranks(before, after))
    return _in_order(found, after.as_of)


def still_visible(events: Iterable[FloorEvent], floor: Floor) -> tuple[FloorEvent, ...]:
    """Return the events that a floor's reader may know: an agent no more of a ticket that is not theirs any more."""
    if floor.agent_work is None:
        return tuple(events)
    theirs = {(row.source, row.ticket) for row in floor.agent_work.queue.rows}
    theirs |= {(row.source, row.ticket) for row in floor.escalations.rows}
    return tuple(event for event in events if event.kind not in _OF_TICKETS or (event.source, event.id) in theirs)


def triggers_moved(
    before: Iterable[StandingTrigger], after: Iterable[StandingTrigger], at: int
) -> tuple[FloorEvent, ...]:
    """Return which triggers fired (when they did) and cleared (noticed ``at``) between two looks, the newest last."""
    were, are = {one.trigger: one for one in before}, {one.trigger: one for one in after}
    found = [
        FloorEvent(min(one.since, at), "fired", id=trigger, name=one.title)
        for trigger, one in are.items()
        if trigger not in were or were[trigger].since != one.since
    ]
    found += [FloorEvent(at, "cleared", id=trigger, name=were[trigger].title) for trigger in were.keys() - are.keys()]
    return _in_order(found, at)


def _in_order(found: Iterable[FloorEvent], until: int) -> tuple[FloorEvent, ...]:
    """Return events until an instant, each once."""
    each = {event.key: event for event in found if event.at <= until}
    return tuple(sorted(each.values(), key=lambda event: event.order))


def _broke(floor: Floor) -> Iterator[FloorEvent]:
    """Return the promises that are broken: a clock that stands still breaks none."""
    found = [(row.due_at, row.source, row.ticket, row.channel, row.priority) for row in floor.responses.rows]
    if floor.agent_work is not None:
        own = (task for task in floor.agent_work.queue.rows if task.stands is None)
        found += [(task.due_at, task.source, task.ticket, task.channel, task.priority) for task in own]
    for due_at, source, ticket, channel, priority in found:
        if due_at is not None and due_at < floor.as_of:
            yield FloorEvent(at=due_at, kind="broke", source=source, id=ticket, channel=channel, priority=priority)


def _escalated(floor: Floor) -> Iterator[FloorEvent]:
    for row in floor.escalations.rows:
        yield FloorEvent(
            at=row.escalated_at,
            kind="escalated",
            source=row.source,
            id=row.ticket,
            priority=row.priority,
            tier=row.tier,
        )


def _silent(floor: Floor) -> Iterator[FloorEvent]:
    for source in floor.sources if floor.live else ():
        if floor.as_of >= _silent_from(source):
            yield FloorEvent(_silent_from(source), "silent", source.source)


def _silent_from(source: Freshness) -> int:
    """Return the first second at which nothing was heard of a source for longer than it is allowed to be silent."""
    return source.committed_at + source.allowance_s + 1


def _sources(before: Floor, after: Floor) -> Iterator[FloorEvent]:
    """Return sources that went silent, and those that came back, which may have happened in between unseen."""
    if not after.live:
        return
    were = {source.source: source for source in before.sources}
    for source in after.sources:
        was = were.get(source.source, source)
        if was.committed_at < source.committed_at and _silent_from(was) < source.committed_at:
            back = min(source.committed_at, after.as_of)
            if before.as_of < _silent_from(was) <= back:
                yield FloorEvent(_silent_from(was), "silent", source.source)
            yield FloorEvent(back, "back", source.source)
        if after.as_of >= _silent_from(source) and (was.committed_at < source.committed_at
                                                    or before.as_of < _silent_from(source)):  # fmt: skip
            yield FloorEvent(_silent_from(source), "silent", source.source)


def _ratings(before: Floor, after: Floor) -> Iterator[FloorEvent]:
    """Return the bad answers that came, as one event: the floor counts answers, it does not list them."""
    was, now = _answers(before.metrics.get("csat")), _answers(after.metrics.get("csat"))
    if was is None or now is None or now[0] < was[0] or now[1] <= was[1]:
        return
    yield FloorEvent(after.as_of, "bad_rating", n=now[1] - was[1])


def _answers(csat: Metric | None) -> tuple[int, int] | None:
    """Return how many customers answered, and how many of them are not satisfied; None where nobody may have."""
    if csat is None or csat.missing:
        return None
    return csat.n, csat.n - round((csat.value or 0.0) * csat.n)


def _ranks(before: Floor, after: Floor) -> Iterator[FloorEvent]:
    """Return the agents who stand elsewhere; a leaderboard of another period or other weights compares with none."""
    was, now = before.leaderboard, after.leaderboard
    if (was.from_at, was.weights, was.min_n) != (now.from_at, now.weights, now.min_n):
        return
    stood = {(row.source, row.agent): _places(row) for row in was.rows}
    for row in now.rows:
        earlier, places = stood.get((row.source, row.agent)), _places(row)
        if earlier is not None and places is not None and sum(earlier) != sum(places):
            yield FloorEvent(
                at=after.as_of,
                kind="rank_up" if sum(places) < sum(earlier) else "rank_down",
                source=row.source,
                id=row.agent,
                name=row.name,
                was=earlier,
                became=places,
            )


def _places(row: Ranked) -> Places | None:
    if row.rank is None:
        return None
    return Places(row.rank, row.rank if row.lowest_rank is None else row.lowest_rank)
