"""The leaderboard of a period and a filter: closed days from their buckets where nothing narrows them down."""

from collections.abc import Mapping
from dataclasses import replace
from operator import add

from cxtui.clock import DAY, local_day_edges
from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.leaderboard import AgentTotals, rank
from cxtui.kpis.question.moment import Moment, Scope, days_before
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading import agents
from cxtui.kpis.retention_lift import LiftCell, steadied
from cxtui.kpis.retention_lift import lifts as lifts_of
from cxtui.kpis.rules import rules_of
from cxtui.kpis.value import AgentKey
from cxtui.store.read import Transaction, lists
from cxtui.store.read.units import Filter, UnitQuery

AgentSums = dict[AgentKey, list[int]]


def read(
    tx: Transaction, moment: Moment, scope: Scope, where: Filter, period: tuple[int, int] | None = None
) -> Leaderboard:
    """Return the agents by what they did with the tickets of a filter in ``[from_at, to_at)``, at most until now.

    Without a period it is the leaderboard's own, in which outcomes that a horizon decides enter at midnight. A
    filter of agents leaves ranks and scores as they are among all of them.
    """
    last = moment.at + 1 if moment.whole or period else moment.day_start
    from_at, to_at = period or (days_before(moment, scope.settings.leaderboard.period_days), last)
    to_at = max(from_at, min(to_at, last))
    known_to = to_at if period else min(to_at, moment.day_start)
    tickets = where.beside("agent")
    if tickets:
        wanted = UnitQuery(from_at, to_at, moment.at, tickets, fcr_s=scope.settings.fcr_days * DAY)
        sums = _sums(tx, wanted, known_to, to_at)
        superseded: agents.ShareByAgent = {}
    else:
        sums, superseded = _whole(tx, scope, from_at, to_at, known_to)
    board = _ranked(tx, scope, sums, superseded, tickets, (from_at, to_at, known_to))
    return replace(board, rows=tuple(row for row in board.rows if _shown(row, where)))


def _ranked(
    tx: Transaction,
    scope: Scope,
    sums: AgentSums,
    superseded: agents.ShareByAgent,
    tickets: Filter,
    span: tuple[int, int, int],
) -> Leaderboard:
    from_at, to_at, known_to = span
    names = agents.names(tx)
    lift: Mapping[AgentKey, tuple[LiftCell, ...]] = {}
    if not agents.lacks_lift(scope):
        lift = _lift(tx, scope, tickets, from_at, known_to)
    question = Question(Period(from_at, to_at, "leaderboard"), to_at, tickets)
    lacks = agents.absent(scope, question)
    tallies = []
    for key, row in sums.items():
        name, kind, team = names.get(key, (key[1], None, None))
        parts = agents.components(row, superseded=superseded.get(key, (0, 0)))
        replies = agents.replies(row, lacks)
        tallies.append(AgentTotals(*key, name, team, kind, replies, parts, lift.get(key, ())))
    board = rank(tallies, rules_of(scope.settings), lacks, from_at, to_at, lambda each: steadied(lifts_of(each)))
    return replace(board, note=agents.partly(scope, question, board))


def _sums(tx: Transaction, wanted: UnitQuery, known_to: int, current_to: int) -> AgentSums:
    found = lists.rows(tx, "agent_sums", wanted, fcr_s=wanted.fcr_s, known_to=known_to, current_to=current_to)
    return {(source, agent): sums for source, agent, *sums in found}


def _whole(
    tx: Transaction, scope: Scope, from_at: int, to_at: int, known_to: int
) -> tuple[AgentSums, agents.ShareByAgent]:
    """Return the sums of all tickets, and the answers in them that later ones replaced."""
    zone, until = scope.settings.zone, from_at
    if local_day_edges(from_at, zone)[0] == from_at:
        until = max(from_at, local_day_edges(to_at, zone)[0])
    sums = agents.days(tx, from_at, until) if until > from_at else {}
    if until < to_at:
        rest = UnitQuery(until, to_at, to_at, fcr_s=scope.settings.fcr_days * DAY)
        for key, row in _sums(tx, rest, max(until, known_to), 0).items():
            sums[key] = list(map(add, sums[key], row)) if key in sums else row
    return sums, agents.by_agent(tx.rows("csat_superseded_by_agent", from_at=from_at, to_at=to_at - 1))


def _lift(tx: Transaction, scope: Scope, tickets: Filter, from_at: int, to_at: int) -> agents.LiftCells:
    horizon = scope.settings.retention_days * DAY
    span = from_at - horizon, to_at - horizon
    if not tickets:
        return agents.cells(tx.rows("lift_cells", from_at=span[0], to_at=span[1]))
    return agents.cells(lists.rows(tx, "lift_cells", UnitQuery(*span, span[1], tickets)))


def _shown(row: Ranked, where: Filter) -> bool:
    only = where.only.get("agent")
    return (only is None or row.agent in only) and row.agent not in where.never.get("agent", ())
