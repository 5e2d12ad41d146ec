"""The instant a floor is read for, under its older name."""

from cxtui.kpis.moment import LACK, Moment, Scope, days_before

__all__ = ["LACK", "Moment", "Scope", "days_before"]
