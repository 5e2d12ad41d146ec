"""Lists: what takes more than one number to say, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis.lists import audit, backlog, drivers, heat, load, splits, staffing, team_load
from cxtui.kpis.lists.data_quality import DOUBTS
from cxtui.kpis.lists.loyalty import LOYALTY
from cxtui.kpis.lists.money import MONEY
from cxtui.kpis.lists.staying import STAYING
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable, guarded

__all__ = ["LISTS", "ListColumn", "ListDefinition", "ListTable"]

_ALL: tuple[ListDefinition, ...] = (
    *backlog.DEFINED,
    *drivers.DEFINED,
    *heat.DEFINED,
    *splits.DEFINED,
    *LOYALTY,
    *STAYING,
    *MONEY,
    *audit.DEFINED,
    *staffing.DEFINED,
    *load.DEFINED,
    *team_load.DEFINED,
    DOUBTS,
)

LISTS: Mapping[str, ListDefinition] = MappingProxyType({one.name: guarded(one) for one in _ALL})
"""Every list by its name; none has rows of a period that is not covered."""
