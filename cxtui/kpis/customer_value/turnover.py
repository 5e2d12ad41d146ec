"""How fast agents leave: a year's leavers for every agent employed."""

from cxtui.clock import DAY
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import N_, lazy, lazy_joined
from cxtui.store.read import Transaction, units

YEAR_DAYS = 365


def turnover(leavers: int, employed_s: int, period_s: int) -> float | None:
    """Return leavers ÷ average headcount × 365 ÷ days, None where nobody was employed.

    ``employed_s`` are the seconds that all agents together were employed of a period of ``period_s`` seconds.
    """
    if employed_s <= 0 or period_s <= 0:
        return None
    return leavers / (employed_s / period_s) * YEAR_DAYS * DAY / period_s


def of_period(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the turnover of a period; ``n`` counts who was employed at some time of it."""
    humans, hired, left = tx.row("staff_dates") or (0, 0, 0)
    if not hired:
        return Value(None, 0, note=N_("no agent has a first day: map hired_on and left_on of agent"))
    wanted = question.wanted(scope.settings)
    staff = units.rows(tx, "staff", wanted, ("value", "employed_s"))
    value = turnover(sum(gone for gone, _ in staff), sum(s for _, s in staff), wanted.to_at - wanted.from_at)
    notes = []
    if hired < humans:
        without = "{n} of {all} agents have no first day (hired_on) and are left out"
        notes.append(lazy(without, n=humans - hired, all=humans))
    if not left:
        notes.append(lazy("no agent has a last day (left_on): perhaps leaving is not recorded"))
    return Value(value, len(staff), note=lazy_joined(notes) or None)
