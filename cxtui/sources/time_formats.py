"""How the times of a column are written, found from its cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cxtui.sources import month_words

DATES = (
    "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y",
    "%Y/%m/%d", "%Y.%m.%d", "%d/%b/%y", "%d/%b/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %b, %Y", "%d %b %y",
    "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%a %b %d, %Y",
)  # fmt: skip
"""Dates as exports write them, in the words of strptime."""

MONTH_FIRST = frozenset({"%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"})
"""Those of them that a date with the day first may look like."""
DAY_FIRST = frozenset({"%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y"})

UNIX = "%a %b %d %H:%M:%S %Y"
_TIMED = re.compile(
    r"(?P<date>.*?[^\s,T])(?P<join>T| at | um | à | às | a las | o | в | - |, |  ?)"
    r"(?P<hour>\d{1,2})(?P<sep>[:h.])\d{2}(?P<second>:\d{2})?(?P<part>[.]\d{1,6})?"
    r"(?P<half>\s?[AaPp]\.?\s?[Mm]\b\.?)?(?P<zone>\s?[+-]\d{2}:?\d{2}| ?Z| UTC| GMT)?(?P<end> Uhr)?"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}([.]\d+)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?)?")
_EPOCH = re.compile(r"\d{9,10}([.]\d+)?")
_EPOCH_MS = re.compile(r"1\d{12}")
_SERIAL = re.compile(r"[34]\d{4}(?P<part>[.,]\d+)?|5[0-4]\d{3}(?:[.,]\d+)?")
"""Days since 1900 as a spreadsheet keeps them, from 1982 to 2050."""
_COMPACT = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?P<time>(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)?"
)
"""A date, and perhaps a time, in digits alone."""
_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class TimeFormats:
    """How a column's cells are read: one of ``dates`` with each of ``tails``; ``unread`` are cells that are no times.

    Several ``dates`` mean that its cells do not tell which is meant; ``more`` are whole formats of other cells.
    """

    dates: tuple[str, ...]
    tails: tuple[str, ...]
    unread: tuple[str, ...] = ()
    read: int = 0
    more: tuple[str, ...] = ()

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the formats of the first of the dates, then those of other cells."""
        return (*(self.dates[0] + tail for tail in self.tails), *self.more) if self.dates else ()

    @property
    def doubtful(self) -> bool:
        """Return whether a day may be taken for a month."""
        return any(one in MONTH_FIRST for one in self.dates) and any(one not in MONTH_FIRST for one in self.dates)

    def preferring(self, month_first: bool) -> "TimeFormats":
        """Return the same with the dates of one order alone, where there is one."""
        kept = tuple(one for one in self.dates if (one in MONTH_FIRST) == month_first)
        return replace(self, dates=kept) if kept else self

    @property
    def month_first(self) -> bool | None:
        """Return whether the month stands before the day, None where neither or both may be."""
        orders = {one in MONTH_FIRST for one in self.dates if one in MONTH_FIRST | DAY_FIRST}
        return orders.pop() if len(orders) == 1 else None


def found(cells: Iterable[str], dated: bool = True) -> TimeFormats:
    """Return how cells are written as times; empty ones say nothing.

    Whole numbers of days are times only in a column that is ``dated``: known to hold some.
    """
    texts = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    serials = [one for one in map(_SERIAL.fullmatch, texts) if one]
    if texts and len(serials) == len(texts) and (dated or 2 * sum(bool(one["part"]) for one in serials) > len(texts)):
        return TimeFormats(("excel",), ("",), (), len(texts))
    compact = [one for one in map(_COMPACT.fullmatch, texts) if one]
    if dated and texts and len(compact) == len(texts) and len({bool(one["time"]) for one in compact}) == 1:
        return TimeFormats(("%Y%m%d%H%M%S" if compact[0]["time"] else "%Y%m%d",), ("",), (), len(texts))
    plain = _numeric(texts)
    if 2 * sum(map(bool, map(_WORD.search, texts))) <= len(texts) or plain.read == len(texts):
        return plain
    worded = _worded(texts)
    return worded if worded.read > plain.read else plain


def _worded(texts: list[str]) -> TimeFormats:
    """Return how cells are written that name their months, in any of our languages and several ways side by side."""
    forms: dict[str, int] = {}
    unread = []
    for text in texts:
        date, tail = _split(month_words.plain(text))
        form = next((one + tail for one in month_words.FORMS if date and _reads(date, one)), None)
        if form is None:
            unread.append(text)
        else:
            forms[form] = forms.get(form, 0) + 1
    read = len(texts) - len(unread)
    if not forms or 2 * read <= len(texts):
        return TimeFormats((), ())
    first, *others = sorted(forms, key=lambda one: -forms[one])
    return TimeFormats((first,), ("",), tuple(unread), read, tuple(others))


def _numeric(texts: list[str]) -> TimeFormats:
    for form, shape in (("iso", _ISO), ("epoch", _EPOCH), ("epoch_ms", _EPOCH_MS)):
        fit = [text for text in texts if shape.fullmatch(text)]
        if fit and 2 * len(fit) > len(texts):
            return TimeFormats((form,), ("",), tuple(t for t in texts if t not in set(fit)), len(fit))
    if fit := [text for text in texts if _reads(text, UNIX)]:
        return TimeFormats((UNIX,), ("",), tuple(t for t in texts if t not in set(fit)), len(fit))
    dates: dict[str, list[str]] = {}
    tails: dict[str, None] = {}
    unread = []
    for text in texts:
        date, tail = _split(text)
        if date is None:
            unread.append(text)
            continue
        dates.setdefault(date, []).append(text)
        tails[tail] = None
    kept, lost = _of_dates({date: len(cells) for date, cells in dates.items()})
    unread += [text for date in lost for text in dates[date]]
    return TimeFormats(kept, tuple(tails), tuple(unread), len(texts) - len(unread)) if kept else TimeFormats((), ())


def _of_dates(dates: dict[str, int]) -> tuple[tuple[str, ...], list[str]]:
    """Return the formats that read most of the cells with a date each, and the dates that they do not read."""
    likely = [form for form in DATES if any(_reads(date, form) for date in list(dates)[:20])]
    by_form = {form: {date for date in dates if _reads(date, form)} for form in likely}
    weights = {form: sum(dates[date] for date in fit) for form, fit in by_form.items()}
    most = max(weights.values(), default=0)
    if 2 * most <= sum(dates.values()):
        return (), list(dates)
    kept = tuple(form for form in likely if weights[form] == most)
    return kept, [date for date in dates if date not in by_form[kept[0]]]


def _split(text: str) -> tuple[str | None, str]:
    """Return a text's date, and the format of what follows; None for one that can be neither."""
    if not any(character.isdigit() for character in text) or len(text) > 40:
        return None, ""
    timed = _TIMED.fullmatch(text)
    if not timed:
        return text, ""
    half = timed["half"]
    tail = timed["join"] + ("%I" if half else "%H") + f"{timed['sep']}%M" + (":%S" if timed["second"] else "")
    tail += ".%f" if timed["part"] else ""
    tail += (" %p" if half[0].isspace() else "%p") if half else ""
    if zone := timed["zone"]:
        blank = " " if zone[0].isspace() else ""
        tail += f"{blank}%Z" if zone.strip().isalpha() else f"{blank}%z"
    tail += timed["end"] or ""
    return timed["date"], tail


def _reads(text: str, form: str) -> bool:
    try:
        read = datetime.strptime(text, form)
    except ValueError:
        return False
    return "%y" in form or read.year > 1900
