"""A page of the wall as plain data: at most five numbers, one list of at most six rows, and what just happened."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cxtui.console.draw.spark import Course
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.value import MetricUnit, NormState
from cxtui.language.formats import habits
from cxtui.text.plain import NONE, number, percent

MOST_NUMBERS, MOST_ROWS = 5, 6
"""What can be read in three seconds from three metres."""

BigText = tuple[tuple[str, str], ...]
"""Digits to be drawn large, each with the unit that stands small behind them."""

UNKNOWN: tuple[BigText, ...] = (((NONE, ""),),)
"""What stands for a number without data."""


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A number of a page: ``texts`` say it, the most precise first; ``word`` says its ``state``, ``note`` what else.

    ``course`` is how it stood through the day, ``short`` the label where that has no room.
    """

    label: str
    texts: tuple[BigText, ...]
    state: NormState = "none"
    word: str = ""
    course: Course = ()
    note: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class WallList:
    """A list of a page: a cell a column in each row, whose ``right`` columns end together; ``heads`` may be empty.

    A column without anything in any row is left out. Without rows ``nothing`` says so, a state and words.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[bool, ...] = ()
    heads: tuple[str, ...] = ()
    nothing: tuple[str, str] = ("", "")

    def kept(self) -> list[int]:
        """Return the columns that hold anything."""
        return [
            i for i in range(len(self.rows[0]) if self.rows else 0) if any(row[i].text.strip() for row in self.rows)
        ]


@dataclass(frozen=True, slots=True)
class WallSheet:
    """A page: ``chart`` draws what stands under the numbers where that is no list; ``ticker`` is the newest first."""

    numbers: tuple[BigNumber, ...] = ()
    listed: WallList | None = None
    chart: Callable[[int, int], list[Line]] | None = None
    ticker: tuple[Line, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.numbers) > MOST_NUMBERS or (self.listed is not None and len(self.listed.rows) > MOST_ROWS):
            raise ValueError(f"a page of a wall has at most {MOST_NUMBERS} numbers and {MOST_ROWS} rows")


def counted(n: float | None) -> tuple[BigText, ...]:
    """Return a count as large texts: ``1,234``, or ``1 k`` where there is no room for that."""
    if n is None:
        return UNKNOWN
    whole = (((number(n), ""),),)
    return whole if n < 1_000 else (*whole, ((number(n / 1_000), "k"),))


def lasting(seconds: int | None) -> tuple[BigText, ...]:
    """Return a duration as large texts: ``47 min``, ``2 h 05``, ``3 d 4 h``, or their first part alone."""
    if seconds is None:
        return UNKNOWN
    form, minutes = habits(), max(0, seconds) // 60
    if minutes < 60:
        return (((str(minutes), form.minute),),)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return (((str(hours), form.hour), (f"{rest:02}", "")), ((str(hours), form.hour),))
    days, rest = divmod(hours, 24)
    return (((number(days), form.day), (str(rest), form.hour)), ((number(days), form.day),))


def valued(value: float | None, unit: MetricUnit) -> tuple[BigText, ...]:
    """Return a number in its unit as large texts."""
    if value is None:
        return UNKNOWN
    if unit == "seconds":
        return lasting(int(value))
    if unit != "ratio":
        return counted(value)
    return (((percent(value).removesuffix("%").strip(), "%"),),)
