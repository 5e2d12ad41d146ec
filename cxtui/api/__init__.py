"""A floor that is asked from Python: ``cxtui.open`` and what it gives; docs/python.md shows how to use it.

Commands that ask a store open it by the same function.
"""

from cxtui.api.opened import OpenFloor, open
from cxtui.api.rows import ListResult, MetricValue, ResultColumn, UnitResult

__all__ = ["ListResult", "MetricValue", "OpenFloor", "ResultColumn", "UnitResult", "open"]
