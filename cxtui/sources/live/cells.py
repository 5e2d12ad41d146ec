"""Cells as programs hand them over, read one by one as the same words in a file would be."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from cxtui.sources import plausible
from cxtui.sources.checks import NO_ZONE, STRANGE, UNREADABLE
from cxtui.sources.fields import FLAG
from cxtui.sources.mapping import As

CellReader = Callable[[Any], Any]
"""Takes a cell that is not empty and returns what is kept of it, None for nothing; raises UnreadableCell."""

NO_TEXT = "not a text"
BROKEN = "broken Unicode"
SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What is taken away around a cell."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_MICROS = 1_000_000
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = 400
"""Characters of the longest text that is a number."""
_WORDS = {word: int(flag) for flag, words in FLAG.items() for word in words}
_HAPPENED = (plausible.micros(plausible.HAPPENED[0]), plausible.micros(plausible.HAPPENED[1]))
INTEGERS = range(-(2**63), 2**63)
"""Whole numbers that a column can hold."""


class UnreadableCell(Exception):
    """A cell that is none of what belongs in its column; ``strange`` where it was read and lies outside its span.

    ``whole_row`` where even a row that could do without the cell is refused.
    """

    def __init__(self, reason: str, strange: bool = False, whole_row: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.strange, self.whole_row = reason, strange, whole_row


def cleaned(value: Any) -> Any:
    """Return a cell without the spaces around it; None where nothing is left."""
    if isinstance(value, str):
        return value.strip(SPACES) or None
    return value


def seconds_of(lasting: bool) -> range:
    """Return the instants (UTC epoch seconds) that a column of times can hold; ``reader`` says what is lasting."""
    first, end = plausible.WIDE if lasting else _HAPPENED
    return range(first // _MICROS, end // _MICROS)


def reader(kind: As, lasting: bool) -> CellReader:
    """Return what reads the cells of a column; a ``lasting`` time is an end or a date with the wider span."""
    if kind == "time":
        return _lasting_time if lasting else _time
    return {"int": _whole, "real": _real, "flag": _flag}.get(kind, _text)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if not isinstance(value, str):
        raise UnreadableCell(NO_TEXT)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise UnreadableCell(BROKEN) from None
    return value


def _number(value: Any, kind: str) -> float | int | Decimal:
    """Return a number; raises UnreadableCell for anything else and for one without end."""
    if isinstance(value, str) and len(value) <= _DIGITS and _NUMBER.fullmatch(value):
        value = int(value) if value.lstrip("+-").isdigit() else float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float | Decimal) and math.isfinite(value):
        return value
    raise UnreadableCell(UNREADABLE[kind])


def _whole(value: Any) -> int:
    number = _number(value, "int")
    if number != int(number) or int(number) not in INTEGERS:
        raise UnreadableCell(UNREADABLE["int"])
    return int(number)


def _real(value: Any) -> float:
    try:
        return float(_number(value, "real"))
    except OverflowError:
        raise UnreadableCell(UNREADABLE["real"]) from None


def _flag(value: Any) -> int:
    found = _WORDS.get(str(value).lower()) if isinstance(value, str | bool | int | float) else None
    if found is None:
        raise UnreadableCell(UNREADABLE["flag"])
    return found


def _time(value: Any) -> int:
    micros = _micros(value)
    if not _HAPPENED[0] <= micros < _HAPPENED[1]:
        raise UnreadableCell(STRANGE, strange=True)
    return micros // _MICROS


def _lasting_time(value: Any) -> int | None:
    micros = _micros(value)
    if micros >= plausible.OPEN:
        return None
    if not plausible.WIDE[0] <= micros < plausible.WIDE[1]:
        raise UnreadableCell(STRANGE, strange=True)
    return micros // _MICROS


def _micros(value: Any) -> int:
    """Return the microseconds since 1970 of epoch seconds, or of an ISO 8601 time that names its offset."""
    if isinstance(value, str) and _DATED.match(value):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise UnreadableCell(UNREADABLE["time"]) from None
        if found.tzinfo is None:
            raise UnreadableCell(NO_ZONE, whole_row=True)
        return (found - _EPOCH) // timedelta(microseconds=1)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return (value - _EPOCH) // timedelta(microseconds=1)
    number = _number(value, "time")
    if not -(2**43) < number < 2**43:
        raise UnreadableCell(UNREADABLE["time"])
    return round(number * Decimal(_MICROS) if isinstance(number, Decimal) else number * _MICROS)
