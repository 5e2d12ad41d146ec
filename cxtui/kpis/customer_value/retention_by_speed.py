"""Retention by speed of service, read for any question."""

from dataclasses import dataclass
from typing import Literal

from cxtui.kpis.customer_value import speed
from cxtui.kpis.customer_value.bands import RESOLUTION, RESPONSE, Band, banded
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import N_, lazy, lazy_joined, lazy_number
from cxtui.store.read import Transaction, units

Of = Literal["first_response", "resolution"]
EDGES = {"first_response": RESPONSE, "resolution": RESOLUTION}
ASSOCIATION = N_("association, not cause")


@dataclass(frozen=True, slots=True)
class Speeds:
    """Bands of a kind of speed, how times and retention go together, and where faster stops to matter."""

    bands: list[Band]
    correlation: speed.Correlation | None = None
    knee: speed.Knee | None = None


def read(tx: Transaction, scope: Scope, question: Question, of: Of) -> Speeds:
    """Return customers' last contacts of the period by how fast they were served."""
    pairs = _pairs(tx, scope, question, of)
    bands = banded(pairs, EDGES[of])
    seconds, kept = [s for s, _ in pairs], [k for _, k in pairs]
    return Speeds(bands, speed.correlation(seconds, kept), speed.knee(seconds, kept))


def correlation(tx: Transaction, scope: Scope, question: Question, of: Of) -> Value:
    """Return the rank correlation of waiting and retention."""
    pairs = _pairs(tx, scope, question, of)
    found = speed.correlation([s for s, _ in pairs], [k for _, k in pairs])
    if found is None:
        return Value(None, len(pairs))
    return Value(
        found.rho,
        len(pairs),
        low=found.low,
        high=found.high,
        note=lazy_joined((f"p = {found.p:.2g}", lazy(ASSOCIATION))),
    )


def knee(tx: Transaction, scope: Scope, question: Question, of: Of) -> Value:
    """Return the seconds past which faster brings no measurable gain, None where no speed does."""
    pairs = _pairs(tx, scope, question, of)
    found = speed.knee([s for s, _ in pairs], [k for _, k in pairs])
    if found is None:
        return Value(None, len(pairs), note=N_("no measurable gain at any speed") if pairs else None)
    share, after = (lazy_number(one * 100, 1, "%") for one in (found.share, found.after))
    note = lazy_joined(
        (lazy("{share} retained up to there, {after} after", share=share, after=after), lazy(ASSOCIATION))
    )
    return Value(found.seconds, len(pairs), note=note)


def _pairs(tx: Transaction, scope: Scope, question: Question, of: Of) -> list[tuple[int, int]]:
    wanted = question.wanted(scope.settings)
    return [(s, k) for s, k in units.rows(tx, f"speed_{of}", wanted, ("value", "retained"))]
