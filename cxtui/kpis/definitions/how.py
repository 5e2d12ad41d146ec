"""How a number is read from its units: the rows that ``n`` counts, one query each in ``store/read/queries``.

A unit query ``units_NAME`` gives rows of ``cxtui.store.read.units.COLUMNS`` for instants of a period. Where
``days`` is given, closed local days come from the day buckets (columns of ``flow_day``) instead, which hold
the same sums.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """Columns of ``flow_day``: the sum of ``part`` (none for a count) and the number ``whole``."""

    whole: tuple[str, ...]
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many units there are."""

    units: str
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """The sum of values (0 or 1 each) by the number of units."""

    units: str
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the values times ``scale``."""

    units: str
    days: Days | None = None
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantile:
    """The quantile ``q`` of the values, whole seconds: exact up to 10,000 units, from log buckets beyond."""

    units: str
    q: float


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest value."""

    units: str


@dataclass(frozen=True, slots=True)
class Survival:
    """The Kaplan–Meier quantile ``q`` of the values; the query's column ``ended`` is 0 for censored ones."""

    units: str
    q: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """The number of units of one kind by that of another, which is ``n``."""

    units: str
    part: str
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class PerHour:
    """Units by the hours of the period that are over."""

    units: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A number that needs more than one sum: ``read`` names its reader in ``cxtui.kpis.measure.worked``."""

    units: str
    read: str


How = Count | Share | Mean | Quantile | Greatest | Survival | Ratio | PerHour | Worked
