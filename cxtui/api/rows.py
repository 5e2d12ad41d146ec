"""What a floor answers in Python: frozen dataclasses of plain values, which stay as they are between versions.

Instants are UTC epoch seconds, durations seconds, rates between 0 and 1. What has no data is None, never 0.
"""

from dataclasses import dataclass, make_dataclass
from keyword import iskeyword
from typing import Any, Literal

from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists.table import ListTable
from cxtui.kpis.measure.units import CountedUnit
from cxtui.kpis.question.filters import filter_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricValue:
    """A number with what is needed to trust it.

    ``n`` says how many ``counts`` (tickets, answers, …) it was computed from, ``waiting`` how many have no outcome yet.
    ``norm`` is what the store holds it to and ``state`` how it stands to that; ``before`` is the number of the period
    before, None of an instant. ``low`` and ``high`` are an interval where there is one. The period is [``from_at``,
    ``to_at``) of ``zone``. ``missing`` says what to import where there is no data, ``note`` what a person should know.
    """

    name: str
    title: str
    value: float | None
    unit: str
    n: int
    counts: str
    waiting: int | None
    norm: float | None
    better: Literal["up", "down", "none"]
    state: Literal["good", "warn", "bad", "none"]
    before: float | None
    before_n: int | None
    low: float | None
    high: float | None
    approximate: bool
    at_least: bool
    period: str
    filter: str
    from_at: int
    to_at: int
    as_of: int
    zone: str
    missing: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a list: its name, the unit of its values (or ``text``, ``instant``), and its title."""

    name: str
    unit: str
    title: str


@dataclass(frozen=True, slots=True)
class ListResult:
    """A list; each row is a frozen dataclass with a field a column, ``return_`` for the column ``return``."""

    name: str
    title: str
    columns: tuple[ResultColumn, ...]
    rows: tuple[Any, ...]
    note: str | None
    missing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitResult:
    """One thing that a number counts: its ticket, the instant ``moment`` at which it counts, value and attributes.

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


def metric_value(found: Explanation, metric: Metric) -> MetricValue:
    """Return a number that was explained."""
    period, before = found.question.period, found.before
    return MetricValue(
        name=metric.name,
        title=str(found.definition.title),
        value=metric.value,
        unit=metric.unit,
        n=metric.n,
        counts=found.definition.counts,
        waiting=metric.waiting,
        norm=metric.target,
        better=metric.better,
        state=metric.state,
        before=before.value if before else None,
        before_n=before.n if before else None,
        low=metric.low,
        high=metric.high,
        approximate=metric.approximate,
        at_least=metric.at_least,
        period=period.label,
        filter=filter_text(found.question.where),
        from_at=period.from_at,
        to_at=period.to_at,
        as_of=metric.as_of,
        zone=found.zone,
        missing=_plain(metric.missing),
        note=_plain(metric.note),
    )


def list_result(found: ListTable) -> ListResult:
    """Return a list that was read."""
    fields = [(f"{one.name}_" if iskeyword(one.name) else one.name, Any) for one in found.columns]
    row = make_dataclass("Row", fields, frozen=True)
    return ListResult(
        name=found.name,
        title=str(found.title),
        columns=tuple(ResultColumn(one.name, one.unit, str(one.title)) for one in found.columns),
        rows=tuple(row(*values) for values in found.rows),
        note=_plain(found.note),
        missing=_plain(found.missing),
    )


def unit_result(found: CountedUnit) -> UnitResult:
    """Return one thing that a number counts."""
    return UnitResult(
        source=found.source,
        ticket=found.ticket,
        unit=found.unit,
        created_at=found.created_at,
        moment=found.moment,
        agent=found.agent,
        channel=found.channel,
        team=found.team,
        priority=found.priority,
        tier=found.tier,
        value=found.value,
    )


def _plain(text: str | None) -> str | None:
    """Return a sentence without what translates it."""
    return None if text is None else "".join(text)
