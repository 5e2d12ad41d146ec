"""How long tickets take: to their first and last solve, whom they wait for meanwhile, and the work in them."""

from cxtui.kpis.definitions.common import GONE, HOURS, SOLVES, TYPE_7
from cxtui.kpis.definitions.how import Days, How, Mean, Quantile
from cxtui.kpis.definitions.model import Definition

_FIRST = "the first solve"
_LAST = "the last solve that history tells of"
_MEAN, _MEDIAN, _P90 = "Mean of", "Median of", "The time that nine of ten tickets did not exceed as"


def _time(
    name: str,
    title: str,
    formula: str,
    how: How,
    anchor: str = _LAST,
    norm: str | None = None,
    held_to: str | None = None,
) -> Definition:
    return Definition(
        name=name,
        title=title,
        formula=formula,
        unit="seconds",
        better="down",
        anchor=anchor,
        norm=norm,
        excluded=GONE,
        source="event (status)"
        + (", calendar" if "business" in name else "")
        + (f"; {TYPE_7}" if isinstance(how, Quantile) else ""),
        group="responsiveness",
        per_agent=True,
        needs=SOLVES if "resolution" in name else ("status",),
        models=("status_step", "resolution"),
        span="rates",
        waiting="unsolved" if anchor == _FIRST else "backlog",
        how=how,
        held_to=held_to,
    )


def _first(part: str, title: str, words: str, how: How, business: bool = False) -> Definition:
    return _time(
        f"first_resolution_{part}",
        f"First resolution{' in opening hours' if business else ''}, {title}",
        f"{words} first solve − created (ART as resolution), over tickets solved in the period for the first time."
        + (f" {HOURS}" if business else ""),
        how,
        _FIRST,
    )


def _full(part: str, title: str, words: str, how: How, business: bool = False) -> Definition:
    return _time(
        f"full_resolution_{part}",
        f"Full resolution{' in opening hours' if business else ''}, {title}",
        f"{words} last solve − created, over tickets whose last solve lies in the period."
        + (f" {HOURS}" if business else ""),
        how,
    )


def _waits(name: str, title: str, where: str) -> tuple[Definition, Definition]:
    words = f"Mean over tickets solved in the period for the last time, and still solved, of the time spent {where}."
    return (
        _time(name, title, words, Mean(name)),
        _time(f"{name}_business", f"{title} in opening hours", f"{words} {HOURS}", Mean(f"{name}_business")),
    )


DEFINED = (
    _time(
        "first_resolution_mean",
        "First resolution, mean",
        "Mean of first solve − created (ART as resolution), over tickets solved in the period for the first time.",
        Mean("first_resolution", Days(("solved",), "resolution_s")),
        _FIRST,
        "24 hours or less",
        "resolution_mean",
    ),
    _first("median", "median", _MEDIAN, Quantile("first_resolution", 0.5)),
    _first("p90", "p90", _P90, Quantile("first_resolution", 0.9)),
    _first("business_mean", "mean", _MEAN, Mean("first_resolution_business"), True),
    _first("business_median", "median", _MEDIAN, Quantile("first_resolution_business", 0.5), True),
    _first("business_p90", "p90", _P90, Quantile("first_resolution_business", 0.9), True),
    _full("mean", "mean", _MEAN, Mean("full_resolution")),
    _full("median", "median", _MEDIAN, Quantile("full_resolution", 0.5)),
    _full("p90", "p90", _P90, Quantile("full_resolution", 0.9)),
    _full("business_mean", "mean", _MEAN, Mean("full_resolution_business"), True),
    _full("business_median", "median", _MEDIAN, Quantile("full_resolution_business", 0.5), True),
    _full("business_p90", "p90", _P90, Quantile("full_resolution_business", 0.9), True),
    _time(
        "solve_time",
        "Solve time",
        "Mean of last solve − created without the gaps spent solved, over tickets whose last solve lies in the period.",
        Mean("solve_time"),
    ),
    _time(
        "solve_time_business",
        "Solve time in opening hours",
        "Mean of last solve − created without the gaps spent solved, over tickets whose last solve lies in the period."
        f" {HOURS}",
        Mean("solve_time_business"),
    ),
    *_waits("requester_wait", "Requester wait", "new, open or on hold"),
    *_waits("agent_wait", "Agent wait", "pending"),
    *_waits("on_hold", "On hold", "on hold"),
    Definition(
        name="handle_time",
        title="Handle time (AHT)",
        formula=(
            "Time of talk, hold, wrap and work ÷ contacts handled, over records that ended in the period; a contact"
            " is a ticket with such a record. For an agent it is that agent's own time in them. A guardrail: look "
            "at satisfaction and reopenings of the same period where it falls."
        ),
        unit="seconds",
        better="down",
        anchor="the end of the record; of several of a ticket, of the last in the period",
        norm=None,
        excluded=GONE,
        source="handle",
        group="responsiveness",
        per_agent=True,
        models=("standing",),
        span="rates",
        counts="contacts",
        how=Mean("handle"),
    ),
)
