"""The leaderboard's tallies, summed from agents' days and customers' last contacts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import add
from typing import Literal

from cxtui.clock import DAY
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.common import REPLIES
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.leaderboard import AgentTotals, LiftCell, MeanTotals, ShareTotals, rank
from cxtui.kpis.question import spans
from cxtui.kpis.question.moment import Moment, Scope, days_before
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.kept import Kept
from cxtui.kpis.retention_lift import SteadyLifts
from cxtui.kpis.rules import rules_of
from cxtui.kpis.value import AgentKey
from cxtui.store.read import Row, Transaction

LIFT_AGE_S = 600
"""Seconds for which a reader keeps the retention cells: they look back a whole horizon and hardly move."""

WHOLE = 1_000_000
"""Parts of a ticket in which its outcomes are credited."""

LiftCells = Mapping[AgentKey, tuple[LiftCell, ...]]
AgentKind = Literal["human", "bot", "system"] | None
ShareByAgent = Mapping[AgentKey, tuple[int, int]]
_NO_SHARE = (0, 0)


class AgentsReader:
    """Reads the leaderboard; keeps it for seconds, what it is summed from for a minute, retention for longer.

    Scores are of thirty days: a second changes none that a person could see, and to rank two hundred agents
    costs more than all other panes together. ``Leaderboard.to_at`` says how far the kept one reaches.
    """

    def __init__(self, board_s: float, keep_s: float) -> None:
        self._board: Kept[Leaderboard] = Kept(board_s)
        self._days: Kept[dict[AgentKey, list[int]]] = Kept(keep_s)
        self._names: Kept[dict[AgentKey, tuple[str, AgentKind, str | None]]] = Kept(keep_s)
        self._cells: Kept[LiftCells] = Kept(LIFT_AGE_S if keep_s else 0.0)
        self._lifts = SteadyLifts()

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        for kept in (self._board, self._days, self._names, self._cells):
            kept.forget()

    def read(self, tx: Transaction, moment: Moment, scope: Scope) -> Leaderboard:
        """Return the agents of the last ``period_days`` local days and, while it is complete, the running one."""
        key = (scope, moment.day_start, moment.whole or moment.at)
        return self._board.get(key, lambda: self._rank(tx, moment, scope))

    def _rank(self, tx: Transaction, moment: Moment, scope: Scope) -> Leaderboard:
        settings = scope.settings
        from_at = days_before(moment, settings.leaderboard.period_days)
        horizon = settings.retention_days * DAY
        lift = self._lift(tx, from_at - horizon, moment.day_start - horizon) if not lacks_lift(scope) else {}
        sums = self._sums(tx, moment, from_at)
        names = self._named(tx, sums.keys())
        board_end = moment.at + 1 if moment.whole else moment.day_start
        future: ShareByAgent = {}
        if moment.whole:
            future = by_agent(tx.rows("future_misses_by_agent", at=moment.at, to_at=moment.day_end))
        superseded = by_agent(tx.rows("csat_superseded_by_agent", from_at=from_at, to_at=board_end - 1))
        question = Question(Period(from_at, board_end, "leaderboard"), moment.at)
        lacks = absent(scope, question, summed=True)
        tallies = []
        for key, row in sums.items():
            name, kind, team = names.get(key, (key[1], None, None))
            parts = components(row, future.get(key, _NO_SHARE), superseded.get(key, _NO_SHARE))
            tallies.append(AgentTotals(*key, name, team, kind, replies(row, lacks), parts, lift.get(key, ())))
        board = rank(tallies, rules_of(settings), lacks, from_at, board_end, self._lifts.of)
        return replace(board, note=partly(scope, question, board, summed=True))

    def _sums(self, tx: Transaction, moment: Moment, from_at: int) -> dict[AgentKey, list[int]]:
        """Return each agent's sums: those of closed days are kept, the running day's are read.

        Of the running day the store knows outcomes that become known only later in it, because their horizon
        ends then: those (first contact resolution, repeat contacts) enter at midnight.
        """
        span = (from_at, moment.day_start)
        closed = self._days.get(span, lambda: days(tx, *span))
        if not moment.whole:
            return closed
        sums = dict(closed)
        for source, agent, *row in tx.rows("agent_day", day=moment.day_start):
            before = closed.get((source, agent))
            sums[source, agent] = row if before is None else list(map(add, before, row))
        return sums

    def _named(self, tx: Transaction, wanted: Iterable[AgentKey]) -> dict[AgentKey, tuple[str, AgentKind, str | None]]:
        """Return names, kinds and teams; read again where an agent is not among the kept ones."""
        found = self._names.get(None, lambda: names(tx))
        if any(key not in found for key in wanted):
            self._names.forget()
            found = self._names.get(None, lambda: names(tx))
        return found

    def _lift(self, tx: Transaction, from_at: int, to_at: int) -> LiftCells:
        # Older history that fills in behind a floor changes them too, and shows in the count of tickets.
        grown = (tx.value("tickets") or 0) // 500
        return self._cells.get((from_at, to_at, grown), lambda: _cells(tx, from_at, to_at))


def days(tx: Transaction, from_at: int, to_at: int) -> dict[AgentKey, list[int]]:
    """Return each agent's sums over the local days that start in ``[from_at, to_at)``, columns of ``agent_days``."""
    rows = tx.rows("agent_days", from_at=from_at, to_at=to_at)
    return {(source, agent): sums for source, agent, *sums in rows}


def names(tx: Transaction) -> dict[AgentKey, tuple[str, AgentKind, str | None]]:
    """Return every agent's name, kind and team."""
    return {(source, agent): (name, kind, team) for source, agent, name, kind, team in tx.rows("agents")}


def _cells(tx: Transaction, from_at: int, to_at: int) -> LiftCells:
    return cells(tx.rows("lift_cells", from_at=from_at, to_at=to_at))


def cells(rows: Iterable[Row]) -> LiftCells:
    """Return each agent's retention cells, given rows of ``lift_cells``."""
    found: dict[AgentKey, list[LiftCell]] = defaultdict(list)
    for source, agent, tier, channel, tenure, w, wy, ww, wwy in rows:
        found[source, agent].append(LiftCell(cell=(tier, channel, tenure), tier=tier, w=w, wy=wy, ww=ww, wwy=wwy))
    return {key: tuple(own) for key, own in found.items()}


def by_agent(rows: list[tuple[str, str, int, int]]) -> ShareByAgent:
    """Return (good, all) by agent."""
    return {(source, agent): (good or 0, n) for source, agent, good, n in rows}


def components(
    sums: list[int], future: tuple[int, int] = _NO_SHARE, superseded: tuple[int, int] = _NO_SHARE
) -> dict[str, ShareTotals | MeanTotals]:
    """Return an agent's outcomes by component, less promises not judged yet and answers that later ones replaced."""
    (
        _replies, met, outcomes, turns, turn_s, turn_squares, solved, reopened, fcr, fcr_known, repeated,
        repeat_known, good, answered, reviews, review_score, review_squares,
    ) = sums  # fmt: skip
    # A ticket may be shared: the store counts its outcomes in millionths.
    resolved, reopens, firsts, known, repeats, repeatable = (
        parts / WHOLE for parts in (solved, reopened, fcr, fcr_known, repeated, repeat_known)
    )
    found: dict[str, ShareTotals | MeanTotals] = {}
    if answered > superseded[1]:
        found["csat"] = ShareTotals(good - superseded[0], answered - superseded[1])
    if reviews:
        found["qa"] = MeanTotals(reviews, review_score / 1e4, review_squares / 1e8)
    if known:
        found["fcr"] = ShareTotals(firsts, known)
    if resolved:
        found["reopen"] = ShareTotals(min(reopens, resolved), resolved)
    if repeatable:
        found["repeat"] = ShareTotals(repeats, repeatable)
    if outcomes > future[1]:
        found["service_level"] = ShareTotals(met - future[0], outcomes - future[1])
    if turns:
        found["reply_time"] = MeanTotals(turns, turn_s, turn_squares)
    return found


def replies(sums: list[int], lacks: Mapping[str, str]) -> int | None:
    """Return how often an agent replied; None where nothing tells of messages."""
    return None if "reply_time" in lacks else sums[0]


def lacks_lift(scope: Scope) -> bool:
    """Return whether nothing tells who stayed a customer."""
    return scope.missing("purchases", "contracts") is not None


NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "csat": (("ratings",),),
    "qa": (("qa",),),
    "reopen": (("status",),),
    "service_level": (REPLIES,),
    "reply_time": (("messages",),),
    "lift": (("purchases", "contracts"),),
    "fcr": (("messages",), ("status",), ("customers",), ("topic",)),
    "repeat": (("customers",), ("topic",)),
}
"""Which coverages each component of the score needs: one of each group."""


def absent(scope: Scope, question: Question, summed: bool = False) -> dict[str, str]:
    """Return by component why a period has none of it: what to import, or that it is not covered then.

    Where it is ``summed`` by days, those whose tickets have left since count too: all but the lift is.
    """
    found = {}
    for name, groups in NEEDS.items():
        within = question.within(_counted(scope, name, summed), DEFINITIONS[name])
        if why := next((lack for group in groups if (lack := within.missing(*group))), None):
            found[name] = why
    return found


def partly(scope: Scope, question: Question, board: Leaderboard, summed: bool = False) -> str | None:
    """Return which part of the period is covered for the components that somebody has, None where that is all."""
    found = [
        span
        for name, groups in NEEDS.items()
        if any(name == one.name for row in board.rows for one in row.components)
        for span in question.within(_counted(scope, name, summed), DEFINITIONS[name]).parts((), groups)
    ]
    return spans.partly(found, scope.settings.zone)


def _counted(scope: Scope, component: str, summed: bool) -> Scope:
    return scope.before_keeping() if summed and component != "lift" else scope
