"""Any number for any period, filter and instant: one way to read it for every face."""

from cxtui.kpis.measure.read import compared, measure
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.measure.units import CountedUnit, units_of
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.period import Period, default_period, parse_period
from cxtui.kpis.question.question import Question

__all__ = [
    "CountedUnit",
    "Period",
    "Question",
    "StoreAsOf",
    "compared",
    "default_period",
    "measure",
    "parse_filter",
    "parse_period",
    "units_of",
]
