"""Scores in points."""

from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import lazy
from cxtui.store.read import Transaction, units


def nps(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return promoters minus detractors in percent of the answers; the note counts those on a scale of 1 to 10."""
    wanted = question.wanted(scope.settings)
    n, total, _ = units.totals(tx, "nps", wanted)
    return Value(total / n if n else None, n, note=flagged_note(units.flagged(tx, "nps", wanted)))


def flagged_note(flagged: int) -> str | None:
    """Return what a person should know of answers that were asked for on a scale of 1 to 10."""
    return lazy("{n} answered on a scale of 1–10", n=flagged) if flagged else None
