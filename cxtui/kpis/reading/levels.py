"""What stands open at a moment and has no outcome yet."""

from dataclasses import dataclass

from cxtui.kpis.floor import Responses
from cxtui.kpis.question.moment import Moment
from cxtui.kpis.reading.kept import Kept
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import UnitQuery


@dataclass(frozen=True, slots=True)
class Levels:
    """Tickets in the backlog, of them waiting for a first response, escalated, and never solved; open turns.

    ``undecided`` are those of the waiting ones that have not missed their promise.
    """

    backlog: int
    waiting: int = 0
    undecided: int = 0
    escalated: int = 0
    unsolved: int = 0
    unanswered: int = 0


class LevelsReader:
    """Reads what stands open; keeps the number of unanswered turns, which looks into every open ticket."""

    def __init__(self, keep_s: float) -> None:
        self._turns: Kept[int] = Kept(keep_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._turns.forget()

    def read(self, tx: Transaction, moment: Moment, backlog: int, responses: Responses, escalated: int) -> Levels:
        """Return the levels at a moment, of which the other panes have counted the first four."""
        at = moment.at
        # A floor of the past stands still; of a live one the running quarter tells apart what was kept.
        turns = self._turns.get(
            at if not moment.settled else moment.quarter,
            lambda: units.totals(tx, "unanswered", UnitQuery(at, at + 1, at))[0],
        )
        unsolved = tx.value("unsolved_count", at=at)
        waiting = responses.waiting
        return Levels(
            backlog=backlog,
            waiting=waiting,
            undecided=waiting - responses.breached,
            escalated=escalated,
            unsolved=unsolved,
            unanswered=turns,
        )
