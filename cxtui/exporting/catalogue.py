"""What can be exported by name: numbers, panes, lists, records."""

from collections.abc import Callable, Iterator, Mapping

from cxtui.api.asking import read_list
from cxtui.canonical import CanonicalColumn
from cxtui.errors import UsageError
from cxtui.exporting.numbers import ALL
from cxtui.exporting.panes import PANES
from cxtui.exporting.sheet import ExportSheet, real, text, whole
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.period import Period, parse_period
from cxtui.kpis.question.question import Question
from cxtui.nearest import nearest_names
from cxtui.store.read import records
from cxtui.store.read.units import Filter

CANONICAL = "canonical"

_KINDS: Mapping[str, Callable[..., tuple[CanonicalColumn, ...]]] = {"text": text, "count": whole, "instant": whole}


def kind_of(name: str) -> str:
    """Return what a name is: number, pane, list, records or canonical; UsageError names the nearest."""
    if name == ALL or name in DEFINITIONS:
        return "number"
    if name in PANES:
        return "pane"
    if name in LISTS:
        return "list"
    if name in records.RECORDS:
        return "records"
    if name == CANONICAL:
        return "canonical"
    near = nearest_names(name, names(), 3)
    hint = f"nearest: {', '.join(near)}" if near else "cxtui explain lists every number"
    raise UsageError(f"nothing to export is called {name[:60]!r}; {hint}")


def names() -> Iterator[str]:
    """Yield everything that can be exported."""
    yield from (ALL, *PANES, *LISTS, *records.RECORDS, CANONICAL, *DEFINITIONS)


def records_sheet(store: StoreAsOf, name: str, period: str | None, where: Filter) -> ExportSheet:
    """Return tickets or events of a period, of all time where none is given."""
    wanted = Question(_period(store, period), store.at, where).wanted(store.scope.settings)
    return ExportSheet(name, records.columns(store.tx, name), records.each(store.tx, name, wanted))


def list_sheet(store: StoreAsOf, name: str, period: str | None, where: Filter) -> ExportSheet:
    """Return a list for a period, its own where none is given."""
    table = read_list(store, name, period, where)
    columns = tuple(c for one in table.columns for c in _KINDS.get(one.unit, real)(one.name))
    return ExportSheet(name, columns, table.rows)


def _period(store: StoreAsOf, period: str | None) -> Period:
    return Period(-(1 << 62), 1 << 62, "all") if period is None else parse_period(period, store.at, store.zone)
