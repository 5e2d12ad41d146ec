"""Text for one line of a terminal: safe whoever wrote it, exactly as wide as asked, numbers in one style."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, takewhile

from rich.cells import cell_len, get_character_cell_size

from cxtui.kpis.value import MetricUnit
from cxtui.language.formats import habits, local
from cxtui.text.hostile import tamed

NONE = "–"
"""What stands for a number without data."""

LONGEST = 2_000
_HOUR = 3_600
_DAY = 86_400


def at_least(unit: MetricUnit, ascii: bool = False) -> str:
    """Return the mark of a value that is not less than what it says: a rate may be just that, a median is more."""
    if unit != "ratio":
        return ">"
    return ">=" if ascii else "≥"


@lru_cache(2048)
def _safe(text: str, width: int | None, right: bool, ascii: bool) -> str:
    lost = "?" if ascii else "\ufffd"
    if width is None:
        return tamed(text, lost)
    return fit(tamed(text, lost), width, right=right, ascii=ascii)


def safe(text: str | None, width: int | None = None, *, right: bool = False, ascii: bool = False) -> str:
    """Return customer text as one line that a terminal can only show, cut before anything else looks at it.

    With ``width`` the result takes exactly that many cells, padded or ended by ``…`` (``~`` in ASCII).
    """
    text = text or ""
    limit = LONGEST if width is None else min(LONGEST, 4 * width + 32)
    if len(text) > limit:
        text = text[:limit] + ("~" if ascii else "…")
    return _safe(text, width, right, ascii)


def fit(text: str, width: int, *, right: bool = False, ascii: bool = False) -> str:
    """Return text that is safe already in exactly ``width`` cells."""
    width = max(0, width)
    spare = width - cell_len(text)
    if spare < 0:
        text = cut(text, width, ascii=ascii)
        spare = width - cell_len(text)
    return " " * spare + text if right else text + " " * spare


def cut(text: str, width: int, *, ascii: bool = False) -> str:
    """Return text that is safe already in ``width`` cells at most, with an ellipsis where something went."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    sizes = accumulate(get_character_cell_size(character) for character in text)
    end = sum(1 for taken in takewhile(lambda taken: taken < width, sizes))
    return text[:end].rstrip(" ") + ("~" if ascii else "…")


def duration(seconds: float) -> str:
    """Return seconds as ``4:12``, ``2 h 05`` or ``3 d 4 h``; what is overdue as ``-02:10``."""
    whole = int(seconds)
    if whole < 0:
        return countdown(whole)
    if whole < _HOUR:
        return f"{whole // 60}:{whole % 60:02}"
    return _long(whole)


def countdown(seconds: int) -> str:
    """Return seconds that are left as ``04:12``, ``2 h 05`` or ``3 d 4 h``, behind a minus when overdue."""
    sign = "-" if seconds < 0 else ""
    whole = abs(seconds)
    if whole < _HOUR:
        return f"{sign}{whole // 60:02}:{whole % 60:02}"
    return sign + _long(whole)


def age(seconds: int) -> str:
    """Return how old something is to the minute, ``0 h 12``, ``9 h 12`` or ``3 d 4 h``: what need not tick."""
    whole = max(0, seconds)
    return f"0 {habits().hour} {whole // 60:02}" if whole < _HOUR else _long(whole)


def _long(whole: int) -> str:
    form = habits()
    if whole < _DAY:
        return f"{whole // _HOUR} {form.hour} {whole % _HOUR // 60:02}"
    days, rest = divmod(whole, _DAY)
    return f"{number(days)} {form.day}" if days >= 100 else f"{days} {form.day} {rest // _HOUR} {form.hour}"


def number(value: float, digits: int = 0) -> str:
    """Return a number with its thousands apart, as the language in use writes it: ``24,918``."""
    text = f"{value:,.{digits}f}"
    return local(text.removeprefix("-") if not any(c in "123456789" for c in text) else text)


def percent(ratio: float) -> str:
    """Return a rate as ``78 %``, with a decimal under 10 % and where a whole one would claim all."""
    value = ratio * 100
    if abs(value) < 9.95 and value:
        return f"{local(f'{value:.1f}'.removesuffix('.0'))} %" if abs(value) >= 0.05 else f"<{local('0.1')} %"
    if 99.5 <= value < 100:
        return f"{local(f'{min(value, 99.9):.1f}')} %"
    return f"{value:.0f} %"


def quantity(value: float | None, unit: MetricUnit) -> str:
    """Return a value in its unit as a headline shows it; without data ``–``.

    Points carry ``pt`` (in English); amounts of money are whole from a hundred on, with two decimals below.
    """
    if value is None:
        return NONE
    if unit == "seconds":
        return duration(value)
    if unit == "ratio":
        return percent(value)
    if unit == "money":
        return number(value, 2 if abs(value) < 100 and round(value, 2) != int(value) else 0)
    most = 100 if unit == "number" else 10
    text = number(value, 1 if 0 < abs(value) < most and round(value, 1) != int(value) else 0)
    return f"{text} {habits().points}" if unit == "points" else text


_RELATIVE = ("seconds", "money")
_IN_POINTS = ("ratio", "points")
_FINE: Mapping[MetricUnit, float] = {"ratio": 0.95, "points": 9.95, "score": 9.95, "number": 9.95}
"""Below which a change has a decimal."""


def change(value: float | None, previous: float | None, unit: MetricUnit, *, ascii: bool = False) -> str:
    """Return how a value moved: a count ``▲ 41``, a duration ``▼ 8 %``, a rate ``▲ 2 pt``; else nothing.

    Durations and money move relative to what they were.
    """
    if value is None or previous is None or (unit in _RELATIVE and previous <= 0):
        return ""
    moved = (value - previous) / previous * 100 if unit in _RELATIVE else value - previous
    moved = moved * 100 if unit == "ratio" else moved
    digits = 1 if 0.05 <= abs(moved) < _FINE.get(unit, 0) and round(moved, 1) != int(moved) else 0
    size = f"{abs(moved):,.{digits}f}"
    end = " %" if unit in _RELATIVE else f" {habits().points}" if unit in _IN_POINTS else ""
    if not any(c in "123456789" for c in size):
        return "= 0" if ascii else "± 0"
    size = local(size)
    if ascii:
        return f"{'+' if moved > 0 else '-'}{size}{end}"
    return f"{'▲' if moved > 0 else '▼'} {size}{end}"
