"""A floor that is asked from Python: ``cxtui.open`` and what it gives; docs/python.md shows how to use it.

Commands that ask a store open it by the same function.
"""

from typing import TYPE_CHECKING

from cxtui.api.opened import OpenFloor, open

if TYPE_CHECKING:
    from cxtui.api.rows import ListResult, MetricValue, ResultColumn, UnitResult

__all__ = ["ListResult", "MetricValue", "OpenFloor", "ResultColumn", "UnitResult", "open"]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return what answers are, loaded once somebody asks more than the floor."""
        if name in __all__:
            from cxtui.api import rows

            return getattr(rows, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
