"""Any number for any period, filter and instant: one way to read it for every face."""

from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.filters import parse_filter
from cxtui.kpis.measure.period import Period, default_period, parse_period
from cxtui.kpis.measure.question import Question
from cxtui.kpis.measure.read import compared, measure
from cxtui.kpis.measure.units import Unit, units_of

__all__ = [
    "Asked",
    "Period",
    "Question",
    "Unit",
    "compared",
    "default_period",
    "measure",
    "parse_filter",
    "parse_period",
    "units_of",
]
