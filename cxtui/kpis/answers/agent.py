"""An agent: how they stood one period earlier, and the tickets behind each component of the score."""

from dataclasses import dataclass, replace

from cxtui.clock import local_day_edges
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.measure.units import CountedUnit, worst_of
from cxtui.kpis.query import WHOLE, View
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.moment import AHEAD_S, Moment, days_before
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question

MOST = 8
"""Tickets of a component that are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class AgentBefore:
    """An agent and their row on the leaderboard of the period right before the present one.

    ``row`` is None where the agent had no data in ``[from_at, to_at)``; ``ranked`` agents had a rank then, and
    ``min_n`` outcomes were needed for one.
    """

    source: str
    agent: str
    name: str
    team: str | None
    row: Ranked | None
    ranked: int
    min_n: int
    from_at: int
    to_at: int


@dataclass(frozen=True, slots=True)
class CountedTicket:
    """A unit of a component with what its ticket is about; ``value`` is in the component's own unit."""

    unit: CountedUnit
    subject: str | None
    customer: str | None


@dataclass(frozen=True, slots=True, eq=False)
class AgentTickets:
    """What a component of an agent's score counts, the worst first and of these the latest, cut at MOST.

    ``n`` counts all there are over ``[from_at, to_at)``; of a rate of two kinds of units the rows, ``above`` of them,
    are those above the line.
    """

    number: str
    rows: tuple[CountedTicket, ...]
    n: int
    above: int | None
    from_at: int
    to_at: int


def before(store: StoreAsOf, source: str, agent: str, view: View = WHOLE) -> AgentBefore | None:
    """Return the agent in a view one period earlier, None for one that the store does not know.

    UsageError for a period or a filter that is none.
    """
    board = _board_before(store, view)
    row = next((row for row in board.rows if (row.source, row.agent) == (source, agent)), None)
    known = store.tx.rows("agent_named", source=source, agent=agent)
    if not known and row is None:
        return None
    name, team = known[0] if known else (agent, None)
    return AgentBefore(
        source=source,
        agent=agent,
        name=name,
        team=team,
        row=row,
        ranked=_ranked(board),
        min_n=board.min_n,
        from_at=board.from_at,
        to_at=board.to_at,
    )


def _board_before(store: StoreAsOf, view: View) -> Leaderboard:
    """Return the leaderboard of the period before, or of the one that a view compares with."""
    # The package of readers loads the feed, which loads every list.
    from cxtui.kpis.reading import viewed_agents
    from cxtui.kpis.reading.agents import AgentsReader

    where = parse_filter(view.where).beside("agent")
    if view.period is None:
        start, _ = _span(store, view)
        then = Moment.of(start, store.zone, store.at)
        if not where:
            return AgentsReader(0, 0).read(store.tx, then, store.scope)
        first = days_before(then, store.scope.settings.leaderboard.period_days)
        return viewed_agents.read(store.tx, then, store.scope, where, (first, start))
    earlier = store.question_of("rates", view.period).earlier(store.zone, view.against == "weekdays")
    span = earlier.period.from_at, min(earlier.period.to_at, earlier.at + 1)
    return viewed_agents.read(store.tx, Moment.of(earlier.at, store.zone, store.at), store.scope, where, span)


def tickets(store: StoreAsOf, source: str, agent: str, number: str, view: View = WHOLE) -> AgentTickets | None:
    """Return what a component of the score counts of an agent in a view; None for a number that has no units.

    UsageError for a period or a filter that is none.
    """
    definition = DEFINITIONS.get(number)
    if definition is None or definition.how is None:
        return None
    from_at, to_at = _span(store, view)
    where = parse_filter(view.where)
    where = replace(where, only={**where.only, "source": (source,), "agent": (agent,)})
    question = Question(Period(from_at, to_at, "leaderboard"), store.at, where)
    if question.within(store.scope, definition).lacks(definition.needs, definition.also):
        return AgentTickets(number=number, rows=(), n=0, above=None, from_at=from_at, to_at=to_at)
    units, n, above = worst_of(store.tx, store.scope, number, question, MOST)
    rows = []
    for one in units:
        named = store.tx.rows("ticket_named", source=one.source, ticket=one.ticket)
        subject, customer = named[0] if named else (None, None)
        rows.append(CountedTicket(one, subject, customer))
    return AgentTickets(number=number, rows=tuple(rows), n=n, above=above, from_at=from_at, to_at=to_at)


def _span(store: StoreAsOf, view: View) -> tuple[int, int]:
    """Return the leaderboard's period; its running day counts only while nothing in the store is later."""
    if view.period is not None:
        period = store.question_of("rates", view.period).period
        return period.from_at, min(period.to_at, store.at + 1)
    newest = max((event for _, _, event in store.tx.rows("sources") if event is not None), default=None)
    moment = Moment.of(store.at, store.zone, newest, AHEAD_S, store.cut)
    from_at = days_before(moment, store.scope.settings.leaderboard.period_days)
    return from_at, moment.at + 1 if moment.whole else local_day_edges(store.at, store.zone)[0]


def _ranked(board: Leaderboard) -> int:
    return sum(row.rank is not None for row in board.rows)
