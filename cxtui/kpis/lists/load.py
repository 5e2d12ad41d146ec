"""Who is on and how loaded: the open tickets of every agent at an instant, and how busy the last hour was."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxtui.clock import QUARTER
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import AgentKey
from cxtui.language import N_, lazy, lazy_joined
from cxtui.store.read import units
from cxtui.store.read.units import Filter

HOUR_S = 4 * QUARTER
ON = ("busy", "online")
"""States in which an agent can be at work."""

_ORDER = {"busy": 0, "online": 0, "away": 1}
_COLUMNS = (
    ListColumn("name", "text", N_("name")),
    ListColumn("state", "text", N_("state")),
    ListColumn("for_s", "seconds", N_("for")),
    ListColumn("open", "count", N_("open")),
    ListColumn("late", "count", N_("late")),
    ListColumn("oldest_s", "seconds", N_("oldest")),
    ListColumn("busy", "ratio", N_("busy")),
    ListColumn("team", "text", N_("team")),
    ListColumn("source", "text", N_("source")),
    ListColumn("agent", "text", N_("agent")),
)


class TimeSpan(NamedTuple):
    """From an instant until before another, both in UTC epoch seconds."""

    from_at: int
    to_at: int


@dataclass(slots=True)
class LoadedPerson:
    """An agent at the instant: ``on`` are the spans of the last hour in which they could be at work."""

    name: str
    teams: tuple[str, ...] = ()
    state: str | None = None
    since: int | None = None
    on: list[TimeSpan] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    late: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """Agents at an instant with what they hold; ``nobodys`` open tickets are held by none of them.

    ``held`` says whether it is known who holds open tickets, ``promised`` which of these are late; ``lack`` is what to
    import for open tickets.
    """

    people: dict[AgentKey, "LoadedPerson"]
    nobodys: int
    held: bool
    promised: bool
    lack: str | None

    @property
    def states_known(self) -> bool:
        """Return whether anything says who is on."""
        return any(one.state is not None for one in self.people.values())


def loaded(store: StoreAsOf, question: Question) -> Loaded:
    """Return who is there at the instant of a question, and what each holds."""
    level = question.level(store.scope.settings)
    at = level.at
    within = question.within(store.scope, "instant")
    lack = within.missing("status", "resolution")
    people = _staff(store, at)
    nobodys = 0
    held = [] if lack else units.rows(store.tx, "backlog", level, ("source", "agent", "value"))
    for source, agent, age in held:
        if agent is None:
            nobodys += 1
        else:
            people.setdefault((source, agent), LoadedPerson(agent)).ages.append(age)
    # Nobody is told to hold a ticket in a source that has no assignees: that nobody does is not known.
    holders = any(one.ages for one in people.values()) or within.missing("assignee") is None
    promised = lack is None and within.unseen_clocks() is None
    late = [] if not promised else units.counts(store.tx, "breached_now", level, ("source", "agent"))
    for source, agent, n in late:
        if (source, agent) in people:
            people[source, agent].late = n
    return Loaded(people, nobodys, lack is None and holders, promised and holders, lack)


def _load(store: StoreAsOf, question: Question) -> ListTable:
    at = question.level(store.scope.settings).at
    found = loaded(store, question)
    people, states_known, lack = found.people, found.states_known, found.lack
    handled = _handled(store, at)
    listed = [
        (key, one)
        for key, one in people.items()
        if (one.ages or one.state in _ORDER) and _counts(key, one, question.where)
    ]
    rows = dict(sorted(listed, key=_rank))
    return ListTable(
        LOAD.name, LOAD.title, _COLUMNS,
        tuple(_row(key, one, at, handled, found.held, found.promised) for key, one in rows.items()),
        note=_note(rows.values(), found.nobodys, states_known, bool(handled), lack),
        missing=None if rows else lack or (None if states_known else lazy(NO_STATES)),
    )  # fmt: skip


def _rank(person: tuple[AgentKey, LoadedPerson]) -> tuple[int, int, str, AgentKey]:
    """Return what agents are sorted by: who is on first, then who holds most."""
    key, one = person
    return _ORDER.get(one.state or "", 2), -len(one.ages), one.name, key


def _staff(store: StoreAsOf, at: int) -> dict[AgentKey, LoadedPerson]:
    """Return the human agents of the staff with the state each is in, None where nothing tells."""
    found: dict[AgentKey, LoadedPerson] = {}
    for source, agent, name, team, called, state, from_at, to_at in store.tx.rows(
        "staff_states", from_at=at - HOUR_S, to_at=at
    ):
        teams = tuple(dict.fromkeys(one for one in (called, team) if one))
        person = found.setdefault((source, agent), LoadedPerson(name, teams))
        if state is None:
            continue
        until = at if to_at is None else min(to_at, at)
        if state in ON and until > max(from_at, at - HOUR_S):
            person.on.append(TimeSpan(max(from_at, at - HOUR_S), until))
        runs = to_at is None or to_at > at
        person.state, person.since = (state, from_at) if runs else ("offline", to_at)
    return found


def _handled(store: StoreAsOf, at: int) -> dict[AgentKey, list[TimeSpan]]:
    """Return when each agent was handling anything in the last hour, as spans apart from each other."""
    found: dict[AgentKey, list[TimeSpan]] = {}
    for source, agent, from_at, to_at in store.tx.rows("staff_handling", from_at=at - HOUR_S, to_at=at):
        spans = found.setdefault((source, agent), [])
        first, last = max(from_at, at - HOUR_S), min(to_at, at)
        if spans and first <= spans[-1].to_at:
            spans[-1] = TimeSpan(spans[-1].from_at, max(spans[-1].to_at, last))
        else:
            spans.append(TimeSpan(first, last))
    return found


def _row(
    key: AgentKey, one: LoadedPerson, at: int, handled: Mapping[AgentKey, list[TimeSpan]], known: bool, promised: bool
) -> tuple[str | int | float | None, ...]:
    on = sum(last - first for first, last in one.on)
    busy = None
    if on and handled:
        busy = sum(_common(span, other) for span in handled.get(key, ()) for other in one.on) / on
    return (
        one.name, one.state and lazy(one.state), None if one.since is None else at - one.since,
        len(one.ages) if known else None, one.late if promised else None,
        max(one.ages, default=None), busy, one.teams[0] if one.teams else None, *key,
    )  # fmt: skip


def _common(one: TimeSpan, other: TimeSpan) -> int:
    return max(0, min(one.to_at, other.to_at) - max(one.from_at, other.from_at))


def _counts(key: AgentKey, one: LoadedPerson, where: Filter) -> bool:
    """Return whether an agent is among those asked for; a team goes by its id or its name."""
    has: Mapping[str, tuple[str, ...]] = {"source": key[:1], "agent": key[1:], "team": one.teams or ("",)}

    def among(dimension: str, values: Iterable[str]) -> bool:
        return any(value in values for value in has[dimension])

    return all(among(name, where.only[name]) for name in has if name in where.only) and not any(
        among(name, where.never[name]) for name in has if name in where.never
    )


def _note(
    people: Collection[LoadedPerson], nobodys: int, states_known: bool, handling: bool, lack: str | None
) -> str | None:
    if not people:
        return None
    on = sum(one.state in ON for one in people)
    away = sum(one.state == "away" for one in people)
    said = lazy("{on} on, {away} away", on=on, away=away) if states_known else lazy(NO_STATES)
    free = lack or lazy("{n} open tickets are nobody's", n=nobodys)
    return lazy_joined((said, free, *((lazy(NO_HANDLE),) if states_known and not handling else ())))


NO_STATES = N_("nothing says who is on: import an agent_state table (agent, state, from_at, to_at)")
NO_HANDLE = N_("nothing says how busy they are: import a handle table (talk, hold, wrap or work)")

LOAD = ListDefinition(
    name="load",
    title=N_("On now, and loaded"),
    words=(
        "Agents who are on at the instant, or hold open tickets: their state and since when, the open tickets they "
        "hold, those of them with a broken promise, the age of the oldest, and how busy they were: the share of the "
        "time of the last hour in which they were on (online or busy) that they spent handling contacts, several at "
        "once counted once. Whoever is off without an open ticket is not listed."
    ),
    source="agent_state, handle, agent, and event (assignee, status) with the store's targets",
    per_agent=False,
    read=_load,
    span="instant",
    models=("assignment", "ticket_fact"),
)
DEFINED = (LOAD,)
