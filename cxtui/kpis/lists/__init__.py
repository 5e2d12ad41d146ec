"""Lists: what takes more than one number to say, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis.lists.table import Column, ListDefinition, Table

__all__ = ["LISTS", "Column", "ListDefinition", "Table"]

_ALL: tuple[ListDefinition, ...] = ()

LISTS: Mapping[str, ListDefinition] = MappingProxyType({one.name: one for one in _ALL})
"""Every list by its name."""
