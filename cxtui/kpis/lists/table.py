"""What a list is: columns in their units and rows, with the words that explain it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from cxtui.kpis.definitions.model import PeriodKind
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import MetricUnit

ColumnKind = MetricUnit | Literal["text", "instant"]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: ``unit`` of its values, ``text`` for words, ``instant`` for UTC epoch seconds."""

    name: str
    unit: ColumnKind
    title: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list read: an absent value is None. ``note`` is what a person should know, ``missing`` what to import."""

    name: str
    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDefinition:
    """A list in words, and how it is read; ``span`` is the period it is shown for unless one is asked for.

    ``per_agent`` says whether an agent may see it, read over that agent's own units; it has no default.
    """

    name: str
    title: str
    words: str
    source: str
    per_agent: bool
    read: Callable[[StoreAsOf, Question], ListTable]
    span: PeriodKind = "rates"
    models: tuple[str, ...] = ("ticket_fact",)
