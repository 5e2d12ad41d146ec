"""Explanations as plain text and JSON."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists import LISTS, ListDefinition
from cxtui.kpis.lists import ListTable as NumberList
from cxtui.kpis.measure.units import CountedUnit
from cxtui.report.table import WIDTH, TextColumn, table
from cxtui.text.ages import date_time
from cxtui.text.explained import pairs, words
from cxtui.text.listed import cell_text, to_the_right
from cxtui.text.plain import NONE, number, quantity, safe

_LABEL = 18


def catalogue() -> list[str]:
    """Return every number and every list by group, a line each."""
    columns = TextColumn("name"), TextColumn("title")
    lines: list[str] = []
    for group in dict.fromkeys(definition.group for definition in DEFINITIONS.values()):
        rows = [(name, definition.title) for name, definition in DEFINITIONS.items() if definition.group == group]
        lines += ["", group.capitalize(), *table(columns, rows)[1:]]
    lines += ["", "Lists", *table(columns, [(one.name, one.title) for one in LISTS.values()])[1:]]
    return lines[1:]


def explained(one: Explanation) -> list[str]:
    """Return an explanation as lines."""
    return _lines(one.definition, pairs(one))


def defined(definition: Definition) -> list[str]:
    """Return the words of a definition as lines, without any store."""
    return _lines(definition, words(definition))


def _lines(definition: Definition, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"{definition.title} ({definition.name})", ""]
    for label, text in rows:
        indent = " " * (_LABEL + 2)
        lines += wrap(text, WIDTH, initial_indent=f"{label:<{_LABEL}}  ", subsequent_indent=indent) or [label]
    return lines


def listed_units(title: str, units: Sequence[CountedUnit], n: int, zone: str, unit: str) -> list[str]:
    """Return the units that a number counts, the latest first."""
    columns = (
        TextColumn("when"),
        TextColumn("source", most=16),
        TextColumn("ticket", most=20),
        TextColumn("unit", most=16),
        TextColumn("value", right=True),
        TextColumn("agent", most=16),
        TextColumn("channel", most=10),
        TextColumn("team", most=14),
    )
    rows = [
        (
            date_time(one.moment, zone), safe(one.source), safe(one.ticket), safe(one.unit), _cell(one.value, unit),
            safe(one.agent), safe(one.channel), safe(one.team),
        )
        for one in units
    ]  # fmt: skip
    cut = f", the latest {number(len(units))} shown" if len(units) < n else ""
    return ["", f"{title}: {number(n)}{cut}", *(table(columns, rows) if rows else [])]


def _cell(value: float | None, unit: str) -> str:
    if value is None:
        return NONE
    return quantity(value, "seconds") if unit == "seconds" else f"{value:g}"


def sql(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Return SQL under its titles."""
    return [line for title, text in parts for line in ("", f"-- {title}", text.strip())]


def list_lines(found: NumberList, zone: str, width: int = WIDTH) -> list[str]:
    """Return a list as lines of at most ``width`` cells."""
    columns = [TextColumn(c.title, right=to_the_right(c), most=30) for c in found.columns]
    rows = [
        tuple(cell_text(cell, one, zone) for cell, one in zip(row, found.columns, strict=True)) for row in found.rows
    ]
    lines = [
        safe(found.title),
        "",
        *(table(columns, rows, width) if rows else [found.missing or "nothing in this period"]),
    ]
    for note in (found.note, found.missing if rows else None):
        lines += ["", *wrap(safe(note), WIDTH)] if note else []
    return lines


def list_words(definition: ListDefinition) -> list[str]:
    """Return what a list means and what it is made from as lines."""
    return [*wrap(definition.words, WIDTH), *wrap(f"Made from: {definition.source}", WIDTH)]


def document(one: Explanation) -> dict[str, Any]:
    """Return an explanation in JSON's own types."""
    definition, metric = one.definition, one.metric
    return {
        "name": definition.name,
        "title": definition.title,
        "formula": definition.formula,
        "unit": definition.unit,
        "better": definition.better,
        "anchor": "creation" if one.question.cohort else definition.anchor,
        "norm": definition.norm,
        "excluded": definition.excluded,
        "source": definition.source,
        "counts": definition.counts,
        "zone": one.zone,
        "period": {
            "label": one.question.period.label,
            "from_at": one.question.period.from_at,
            "to_at": one.question.period.to_at,
        },
        "excluded_tickets": one.excluded,
        "doubtful": one.doubtful,
        "ages": dict(one.ages),
        "value": _metric(metric),
        "before": _metric(one.before),
    }


def _metric(metric: Metric | None) -> dict[str, Any] | None:
    if metric is None:
        return None
    return {name: getattr(metric, name) for name in metric.__dataclass_fields__ if name != "name"}


def unit_document(one: CountedUnit) -> dict[str, Any]:
    """Return a unit in JSON's own types."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
