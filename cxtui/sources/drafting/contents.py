"""What a column is by its cells."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cxtui.sources import time_formats
from cxtui.sources.drafting.names import TIMES, by_name
from cxtui.sources.durations import WORDS
from cxtui.sources.mapping import DateOrder
from cxtui.sources.time_formats import TimeFormats

CellKind = Literal["empty", "time", "few words", "number", "id", "people", "email", "duration", "text"]
FEW = 30
"""How many words a column of few words may have."""
BLANK = frozenset({
    "-", "--", "---", "—", "–", "n/a", "#n/a", "null", "none", "nan", "nat", "(empty)", "(leer)", "undefined",
    "not set", "(not set)", "[null]", "<null>", "(none)", "(blank)",
})  # fmt: skip
"""How an empty cell is written, in small letters."""
NOBODY = frozenset({
    "unassigned", "no agent", "no group", "nobody", "not assigned", "no owner", "nobody in particular", "no assignee",
    "nicht zugewiesen", "niemand", "nieprzypisane", "nie przypisano", "brak", "non assigné", "non attribué",
    "sin asignar", "não atribuído", "не назначен", "не назначено", "(unassigned)",
})  # fmt: skip
"""What stands where an agent or a team would, in small letters."""
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_CLOCK = re.compile(r"-?\d{1,4}:\d{2}(:\d{2})?")
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s?([^\W\d_]+)\.?\s*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]+,? [^\W\d_][\w.'’-]*( [^\W\d_][\w.'’-]+)?")


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of a column are: how many are filled, distinct, their samples, and of times their formats."""

    column: str
    kind: CellKind
    filled: int
    distinct: int
    samples: tuple[str, ...]
    words: tuple[str, ...] = ()
    times: TimeFormats | None = None
    low: float | None = None
    high: float | None = None

    @property
    def unique(self) -> bool:
        """Return whether no filled cell stands there twice."""
        return self.filled > 0 and self.filled == self.distinct

    def described(self) -> str:
        """Return in words what the cells are."""
        if self.kind == "few words":
            return f"{len(self.words)} word{'' if len(self.words) == 1 else 's'}"
        if self.kind == "time" and self.times:
            return f"times as {self.times.formats[0]}"
        return {"id": "ids, none twice", "people": "names of people", "email": "addresses"}.get(self.kind, self.kind)


def _is_person(cell: str) -> bool:
    return bool(_PERSON.fullmatch(cell)) and all(word[0].isupper() for word in cell.split())


def _is_duration(cell: str) -> bool:
    if _CLOCK.fullmatch(cell):
        return True
    units = {word for words in WORDS.values() for word in words}
    parts = _AMOUNT.findall(cell.lower())
    return bool(parts) and _AMOUNT.sub("", cell.lower()).strip() == "" and all(unit in units for unit in parts)


def dated(contents: Sequence[Content], said: DateOrder | None) -> list[Content]:
    """Return columns with one order of day and month in all: the one that is said, or that cells of any tell."""
    orders = {one.times.month_first for one in contents if one.times} - {None}
    if len(orders) == 1 or (said and not orders):
        month_first = orders.pop() if orders else said == "month-first"
        return [replace(one, times=one.times.preferring(bool(month_first))) if one.times else one for one in contents]
    return list(contents)


def blanks(cells: Iterable[str]) -> set[str]:
    """Return the texts among cells that stand for an empty one."""
    return {plain for cell in cells if (plain := cell.strip()).casefold() in BLANK}


def content(column: str, cells: Sequence[str]) -> Content:
    """Return what a column's cells are; numbers that may be instants are told by their size."""
    filled = [plain for cell in cells if (plain := cell.strip()) and plain.casefold() not in BLANK]
    counts = Counter(filled)
    samples = tuple(dict.fromkeys(filled))[:3]
    base = Content(column=column, kind="empty", filled=len(filled), distinct=len(counts), samples=samples)
    if not filled:
        return base
    times = time_formats.found(counts, dated=any(named.role in TIMES for named in by_name(column)))
    if times.dates:
        return Content(
            column=column, kind="time", filled=len(filled), distinct=len(counts), samples=samples, times=times
        )
    words = tuple(word for word, _ in counts.most_common(FEW))
    numbers = [float(cell.replace(",", ".")) for cell in filled if _NUMBER.fullmatch(cell)]
    low, high = (min(numbers), max(numbers)) if numbers else (None, None)
    return Content(
        column=column,
        kind=_kind(filled, counts, numbers),
        filled=len(filled),
        distinct=len(counts),
        samples=samples,
        words=words,
        low=low,
        high=high,
    )


def _kind(filled: list[str], counts: Counter[str], numbers: list[float]) -> CellKind:
    most = 0.8 * len(filled)
    unique, few = len(counts) == len(filled), len(counts) <= FEW
    if len(numbers) >= most:
        return "id" if unique and len(filled) > 1 and max(numbers) > 10 else "number"
    if sum(map(bool, map(_EMAIL.fullmatch, filled))) >= most:
        return "email"
    if sum(map(_is_duration, filled)) >= most:
        return "duration"
    if unique and all(" " not in cell for cell in filled) and any(any(c.isdigit() for c in cell) for cell in filled):
        return "id"
    if sum(map(_is_person, filled)) >= most:
        return "people"
    repeated = few and (len(counts) <= len(filled) / 2 or len(filled) < 8)
    return "few words" if repeated and max(map(len, counts)) <= 40 else "text"
