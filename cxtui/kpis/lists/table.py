"""What a list is: columns in their units and rows, with the words that explain it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from cxtui.kpis.definitions.model import PeriodKind
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import MetricUnit
from cxtui.language import lazy_joined

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

    ``per_agent`` says whether an agent may see it, read over that agent's own units; it has no default. ``needs`` and
    ``also`` are the coverages without which it has no rows, as those of a number are. One of several histories says
    itself which part of its period they cover (``says_partly``); one of whole quarter hours goes on where only their
    sums are left (``sums_quarters``).
    """

    name: str
    title: str
    words: str
    source: str
    per_agent: bool
    read: Callable[[StoreAsOf, Question], ListTable]
    span: PeriodKind = "rates"
    models: tuple[str, ...] = ("ticket_fact",)
    needs: tuple[str, ...] = ()
    also: tuple[str | tuple[str, ...], ...] = ()
    says_partly: bool = False
    sums_quarters: bool = False


def guarded(definition: ListDefinition) -> ListDefinition:
    """Return a list that has no rows of a period outside what is covered, and says so of one that is partly in it."""

    def read(store: StoreAsOf, question: Question) -> ListTable:
        table = definition.read(store, question)
        scope = store.scope.before_keeping() if definition.sums_quarters and not question.where else store.scope
        within = question.within(scope, definition.span)
        if why := within.lacks(definition.needs, definition.also):
            return replace(table, rows=(), note=None, missing=why)
        partly = None if definition.says_partly else within.partly(definition.needs, definition.also)
        return replace(table, note=lazy_joined(one for one in (table.note, partly) if one)) if partly else table

    return replace(definition, read=read)
