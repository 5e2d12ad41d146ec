"""Rows looked over column by column: where all are right as they are, none has to be looked at by itself."""

import math
from collections.abc import Callable, Collection, Sequence
from typing import Any

from cxtui import canonical
from cxtui.sources.live.cells import INTEGERS, seconds_of
from cxtui.sources.mapping import DOMAINS, SPANS, natural
from cxtui.sources.plausible import is_lasting

PlainTest = Callable[[Collection[Any]], bool]


SHORT = 1 << 16
"""Characters of a text below which no row of such texts can be too long."""


def all_plain(table: str, rows: Sequence[Sequence[Any]]) -> bool:
    """Return whether rows of a canonical table (in the order of its columns) may be kept as they are.

    Never yes where one of them would be refused or read in another way, sometimes no where none would.
    """
    spec = canonical.TABLES[table]
    names = spec.names
    if table == "calendar" or any(len(row) != len(names) for row in rows):
        return False
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    for column in spec.columns:
        found = set(columns[column.name])
        if None in found and (column.required or column.name == "source"):
            return False
        found.discard(None)
        words = DOMAINS.get((table, column.name))
        if not (found <= set(words) if words else _test(table, column.name)(found)):
            return False
    return _together(table, columns)


def _together(table: str, columns: dict[str, tuple[Any, ...]]) -> bool:
    for into, start, end in SPANS:
        pairs = zip(columns[start], columns[end], strict=True) if into == table else ()
        if any(first is not None and last is not None and last < first for first, last in pairs):
            return False
    if table != "event":
        return True
    told = {value for kind, value in zip(columns["kind"], columns["value"], strict=True) if kind == "status"}
    return told <= {None, *canonical.STATUSES}


def _test(table: str, column: str) -> PlainTest:
    kind = natural(table, column)
    if kind == "time":
        span = seconds_of(is_lasting(table, column))
        return lambda found: _are(found, int) and all(at in span for at in found)
    return {"int": _are_integers, "real": _are_numbers, "flag": _are_flags}.get(kind, _are_texts)


def _are(found: Collection[Any], kind: type) -> bool:
    return all(type(one) is kind for one in found)


def _are_integers(found: Collection[Any]) -> bool:
    return _are(found, int) and all(one in INTEGERS for one in found)


def _are_flags(found: Collection[Any]) -> bool:
    return _are(found, int) and all(one in (0, 1) for one in found)


def _are_numbers(found: Collection[Any]) -> bool:
    return _are(found, float) and all(math.isfinite(one) for one in found)


def _are_texts(found: Collection[Any]) -> bool:
    return _are(found, str) and all(map(_is_plain, found))


def _is_plain(text: str) -> bool:
    """Return whether a text is short enough for any row, and has no space around it and nothing but letters in it."""
    return 0 < len(text) < SHORT and text.isprintable() and text[0] != " " and text[-1] != " "
