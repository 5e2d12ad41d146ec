"""What every number means, as data: each face takes title, unit, direction and words from here.

Norms are the packaged starting values in words; what a floor is held to stands in its store's settings.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis.definitions import board, clocks, customer_value, quality, replies, resolution, responsiveness, volume
from cxtui.kpis.definitions.model import Definition

__all__ = ["DEFINITIONS", "Definition"]

_ALL = (
    *volume.DEFINED,
    *responsiveness.DEFINED,
    *replies.DEFINED,
    *resolution.DEFINED,
    *clocks.DEFINED,
    *quality.DEFINED,
    *customer_value.DEFINED,
    *board.DEFINED,
)

DEFINITIONS: Mapping[str, Definition] = MappingProxyType({one.name: one for one in _ALL})
"""Every number's definition by its name, in the order in which lists print them."""
