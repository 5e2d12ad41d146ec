"""The leaderboard's tallies, summed from agents' days and customers' last contacts."""

import time
from collections import defaultdict
from collections.abc import Mapping

from cxtui.clock import DAY
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.leaderboard import Counts, LiftCell, Moments, Tally, rank
from cxtui.kpis.reading.moment import Moment, Scope, days_before
from cxtui.kpis.reading.rules import rules_of
from cxtui.store.read import Transaction

LIFT_AGE_S = 600
"""Seconds for which a reader keeps the retention cells: they look back a whole horizon and hardly move."""

BOARD_AGE_S = 5.0
"""Seconds for which a reader keeps a leaderboard."""

Key = tuple[str, str]
Cells = Mapping[Key, tuple[LiftCell, ...]]


class AgentsReader:
    """Reads the leaderboard; keeps it for seconds, and the retention cells of a period for minutes.

    Scores are of thirty days: a second changes none that a person could see, and to rank two hundred agents
    costs more than all other panes together. ``Leaderboard.to_at`` says how far the kept one reaches.
    """

    def __init__(self, keep_s: float = BOARD_AGE_S) -> None:
        self._keep_s = keep_s
        self._board: Leaderboard | None = None
        self._ranked_at = 0.0
        self._cells: Cells = {}
        self._period: tuple[int, int] | None = None
        self._read_at = 0.0

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._period = self._board = None

    def read(self, tx: Transaction, moment: Moment, scope: Scope) -> Leaderboard:
        """Return the agents of the last ``period_days`` local days and, while it is complete, the running one."""
        age = time.monotonic() - self._ranked_at
        if self._board is None or age > self._keep_s or not moment.settled:
            self._board, self._ranked_at = self._rank(tx, moment, scope), time.monotonic()
        return self._board

    def _rank(self, tx: Transaction, moment: Moment, scope: Scope) -> Leaderboard:
        settings = scope.settings
        from_at = days_before(moment, settings.leaderboard.period_days)
        until = moment.day_end if moment.settled else moment.day_start
        lift = self._lift(tx, moment, settings.retention_days * DAY, from_at) if not _lacks_lift(scope) else {}
        names = {(s, a): (name, kind, team) for s, a, name, kind, team in tx.rows("agents")}
        future = _by_agent(tx.rows("future_misses_by_agent", at=moment.at, to_at=until)) if moment.settled else {}
        superseded = _by_agent(tx.rows("csat_superseded_by_agent", from_at=from_at, to_at=moment.at))
        tallies = []
        for source, agent, *sums in tx.rows("agent_days", from_at=from_at, to_at=until):
            key = (source, agent)
            name, kind, team = names.get(key, (agent, None, None))
            tallies.append(
                Tally(
                    source, agent, name, team, kind, sums[0],
                    _components(sums, future.get(key, (0, 0)), superseded.get(key, (0, 0))),
                    lift.get(key, ()),
                )
            )  # fmt: skip
        board_end = moment.at + 1 if moment.settled else until
        return rank(tallies, rules_of(settings), _absent(scope), from_at, board_end)

    def _lift(self, tx: Transaction, moment: Moment, horizon: int, from_at: int) -> Cells:
        period = (from_at - horizon, moment.day_start - horizon)
        if period != self._period or time.monotonic() - self._read_at > LIFT_AGE_S:
            found: dict[Key, list[LiftCell]] = defaultdict(list)
            for source, agent, tier, channel, tenure, w, wy, ww, wwy in tx.rows(
                "lift_cells", from_at=period[0], to_at=period[1]
            ):
                found[source, agent].append(LiftCell((tier, channel, tenure), tier, w, wy, ww, wwy))
            self._cells = {key: tuple(cells) for key, cells in found.items()}
            self._period, self._read_at = period, time.monotonic()
        return self._cells


def _by_agent(rows: list[tuple[str, str, int, int]]) -> dict[Key, tuple[int, int]]:
    return {(source, agent): (good or 0, n) for source, agent, good, n in rows}


def _components(
    sums: list[int], future: tuple[int, int], superseded: tuple[int, int]
) -> dict[str, Counts | Moments]:
    (
        _replies, met, outcomes, turns, turn_s, turn_squares, solved, reopened, fcr, fcr_known, repeated,
        repeat_known, good, answered, reviews, review_score, review_squares,
    ) = sums  # fmt: skip
    found: dict[str, Counts | Moments] = {
        "csat": Counts(good - superseded[0], answered - superseded[1]),
        "qa": Moments(reviews, review_score / 1e4, review_squares / 1e8),
        "fcr": Counts(fcr, fcr_known),
        "reopen": Counts(min(reopened, solved), solved),
        "repeat": Counts(repeated, repeat_known),
        "service_level": Counts(met - future[0], outcomes - future[1]),
        "reply_time": Moments(turns, turn_s, turn_squares),
    }
    return {name: part for name, part in found.items() if part.n > 0}


def _lacks_lift(scope: Scope) -> bool:
    return scope.missing("purchases", "contracts") is not None


def _absent(scope: Scope) -> dict[str, str]:
    needs = {
        "csat": ("ratings",),
        "qa": ("qa",),
        "reopen": ("status",),
        "service_level": ("messages", "first_response"),
        "reply_time": ("messages",),
        "lift": ("purchases", "contracts"),
    }
    found = {name: why for name, needed in needs.items() if (why := scope.missing(*needed))}
    for name, needed in (("fcr", ("messages", "customers", "topic")), ("repeat", ("customers", "topic"))):
        why = next((lack for what in needed if (lack := scope.missing(what))), None)
        if why:
            found[name] = why
    return found
