"""Sums of the leaderboard's period until an instant: closed days from their buckets, the running one exactly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxtui.clock import DAY
from cxtui.kpis.measure.points import flagged_note
from cxtui.kpis.question.moment import Moment, days_before
from cxtui.settings import StoreSettings
from cxtui.store.read import Transaction


@dataclass(frozen=True, slots=True)
class Sum:
    """How many there are, and what they add up to."""

    n: int = 0
    total: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.n + other.n, self.total + other.total)

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.n - other.n, self.total - other.total)


@dataclass(frozen=True, slots=True)
class Rates:
    """Sums over whole local days and the day until the instant.

    ``solved`` adds up seconds to the first solve; ``fcr_pending`` are solved tickets whose days are not over.
    """

    solved: Sum
    one_touch: int
    reopened: int
    worked: int
    escalated: int
    turns: Sum
    fcr: Sum
    fcr_pending: int
    csat: Sum
    ces: Sum
    nps: Sum
    nps_note: str | None = None


def read(tx: Transaction, moment: Moment, settings: StoreSettings, today: Sequence[int]) -> Rates:
    """Return the sums at a moment; ``today`` are tickets reopened, worked on and escalated on the running day.

    Where nothing is later than the moment, the running day's bucket holds what happened. Of tickets whose days
    after the solve end later today it knows already: those are pending.
    """
    start, day = days_before(moment, settings.leaderboard.period_days), moment.day_start
    # A reader of the past leaves out days to come, with what is bound to become known on them.
    settled = moment.settled and not moment.cut
    rates = _days(tx, start, day + 1 if settled else day)
    rates = _settled(tx, moment, settings, rates) if settled else _running(tx, moment, settings, rates, today)
    twice = _answers(tx, "answers_superseded", start, moment.at)
    nps = rates.nps - twice["nps"]
    flagged = tx.value("answers_flagged", from_at=start, to_at=moment.at) if nps.n else 0
    return replace(
        rates, csat=rates.csat - twice["csat"], ces=rates.ces - twice["ces"], nps=nps, nps_note=flagged_note(flagged)
    )


def _days(tx: Transaction, from_at: int, to_at: int) -> Rates:
    (
        solved, solved_s, one_touch, reopened, worked, escalated, turns, turn_s, known, fcr, csat, good, ces, ease,
        nps, points,
    ) = tx.rows("flow_days", from_at=from_at, to_at=to_at)[0]  # fmt: skip
    return Rates(
        solved=Sum(solved, solved_s),
        one_touch=one_touch,
        reopened=reopened,
        worked=worked,
        escalated=escalated,
        turns=Sum(turns, turn_s),
        fcr=Sum(known, fcr),
        fcr_pending=0,
        csat=Sum(csat, good),
        ces=Sum(ces, ease),
        nps=Sum(nps, points),
    )


def _settled(tx: Transaction, moment: Moment, settings: StoreSettings, rates: Rates) -> Rates:
    later = Sum(*tx.rows("fcr_between", from_at=moment.at + 1, to_at=moment.day_end - 1, fcr_s=_fcr_s(settings))[0])
    pending = later.n + tx.value("fcr_after", from_at=moment.day_end)
    return replace(rates, fcr=rates.fcr - later, fcr_pending=pending)


def _running(tx: Transaction, moment: Moment, settings: StoreSettings, rates: Rates, today: Sequence[int]) -> Rates:
    span, fcr_s = {"from_at": moment.day_start, "to_at": moment.at}, _fcr_s(settings)
    solved, solved_s, one_touch = tx.rows("solved_between", **span)[0]
    answers = _answers(tx, "answers_between", **span)
    reopened, worked, escalated = today
    return Rates(
        solved=rates.solved + Sum(solved, solved_s),
        one_touch=rates.one_touch + one_touch,
        reopened=rates.reopened + reopened,
        worked=rates.worked + worked,
        escalated=rates.escalated + escalated,
        turns=rates.turns + Sum(*tx.rows("turns_between", **span)[0]),
        fcr=rates.fcr + Sum(*tx.rows("fcr_between", **span, fcr_s=fcr_s)[0]),
        # All whose first solve is not as long ago have their end after the moment.
        fcr_pending=tx.rows("fcr_between", from_at=moment.at + 1, to_at=moment.at + fcr_s, fcr_s=fcr_s)[0][0],
        csat=rates.csat + answers["csat"],
        ces=rates.ces + answers["ces"],
        nps=rates.nps + answers["nps"],
    )


def _answers(tx: Transaction, name: str, from_at: int, to_at: int) -> dict[str, Sum]:
    found = {kind: Sum(n, total) for kind, n, total in tx.rows(name, from_at=from_at, to_at=to_at)}
    return {kind: found.get(kind, Sum()) for kind in ("csat", "ces", "nps")}


def _fcr_s(settings: StoreSettings) -> int:
    return settings.fcr_days * DAY
