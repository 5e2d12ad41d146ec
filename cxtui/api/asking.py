"""Questions that commands and Python ask alike: a list by its name, a number that can be read on its own."""

from cxtui.errors import UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.nearest import nearest_names
from cxtui.store.read.units import NO_FILTER, Filter


def read_list(store: StoreAsOf, name: str, period: str | None = None, where: Filter = NO_FILTER) -> ListTable:
    """Return a list for a period, its own where none is given; UsageError for one that nobody knows."""
    definition = LISTS.get(name)
    if definition is None:
        near = nearest_names(name, LISTS, 3)
        hint = f"nearest: {', '.join(near)}" if near else "cxtui explain names them all"
        raise UsageError(f"no list is called {name[:60]!r}; {hint}")
    return definition.read(store, store.question_of(definition.span, period, where))


def check_own_number(name: str) -> None:
    """Raise a UsageError for a number that only a list gives."""
    definition = DEFINITIONS.get(name)
    if definition is not None and definition.how is None:
        raise UsageError(f"{name} has no number of its own: it is part of the list agents")
