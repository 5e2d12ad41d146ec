"""What a number counts, unit by unit, with the tickets: the proof of its n."""

from dataclasses import dataclass, replace

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import Mean, Ratio
from cxtui.kpis.question import day_sums
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import UnitQuery


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """One thing that a number counts: its ticket, the instant at which it counts, its value and attributes.

    ``unit`` tells several of one ticket apart; ``value`` is 1 or 0 in a share, else in the number's own unit.
    """

    source: str
    ticket: str | None
    unit: str
    created_at: int | None
    moment: int
    agent: str | None
    channel: str | None
    team: str | None
    priority: str | None
    tier: str | None
    value: float | None


def units_of(
    tx: Transaction, scope: Scope, name: str, question: Question, most: int, offset: int = 0
) -> tuple[list[CountedUnit], int]:
    """Return the units a number counts, the latest first, cut at ``most``, and how many there are.

    LookupError for a number that has no units of its own. Of a ratio of two kinds of units they are those that
    ``n`` counts; ``part_of`` gives the others.
    """
    definition = DEFINITIONS[name]
    if definition.how is None:
        raise LookupError(f"{name} is read with the list it belongs to")
    return _listed(tx, definition.how.units, day_sums.wanted(scope, definition, question), most, offset)


def part_of(
    tx: Transaction, scope: Scope, name: str, question: Question, most: int, offset: int = 0
) -> tuple[list[CountedUnit], int]:
    """Return the units above the line of a ratio, and how many there are; none for any other number."""
    definition = DEFINITIONS[name]
    if not isinstance(definition.how, Ratio):
        return [], 0
    return _listed(tx, definition.how.part, day_sums.wanted(scope, definition, question), most, offset)


def worst_of(
    tx: Transaction, scope: Scope, name: str, question: Question, most: int
) -> tuple[list[CountedUnit], int, int | None]:
    """Return the worst units of a number, of equal ones the latest first, how many units there are, and above the line.

    Values are in the number's own unit. Of a ratio of two kinds of units they are those above the line, counted last
    (None for any other number). LookupError for a number that has no units of its own.
    """
    definition = DEFINITIONS[name]
    if definition.how is None:
        raise LookupError(f"{name} is read with the list it belongs to")
    wanted = day_sums.wanted(scope, definition, question)
    n = units.totals(tx, definition.how.units, wanted)[0]
    if isinstance(definition.how, Ratio):
        found, above = part_of(tx, scope, name, question, most)
        return found, n, above
    scale = definition.how.scale if isinstance(definition.how, Mean) else 1
    worst = (
        CountedUnit(*row) for row in units.extreme(tx, definition.how.units, wanted, most, definition.better == "down")
    )
    return [one if one.value is None else replace(one, value=one.value * scale) for one in worst], n, None


def values_of(tx: Transaction, scope: Scope, name: str, question: Question, dimension: str) -> tuple[str, ...]:
    """Return the values of a dimension among the units that a number counts, in order; ``""`` is none."""
    definition = DEFINITIONS[name]
    if definition.how is None:
        raise LookupError(f"{name} is read with the list it belongs to")
    wanted = day_sums.wanted(scope, definition, question)
    return tuple(value for value, _, _ in units.split(tx, definition.how.units, wanted, dimension))


def _listed(tx: Transaction, query: str, wanted: UnitQuery, most: int, offset: int) -> tuple[list[CountedUnit], int]:
    n = units.totals(tx, query, wanted)[0]
    return [CountedUnit(*row) for row in units.listed(tx, query, wanted, most, offset)], n
