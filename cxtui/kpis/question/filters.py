"""Filters as people write them: ``team:billing channel:chat,phone !priority:low acme``."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cxtui.errors import UsageError
from cxtui.nearest import nearest_names
from cxtui.store.read.units import DIMENSIONS, NO_FILTER, Filter

NONE_WORDS = ("none", "-")
"""How one asks for units that have no value in a dimension."""

LONGEST, MOST_WORDS = 200, 16
"""Characters of a free word, and free words of a filter: each is looked for in every ticket."""

_QUOTES = "\"'"
_QUOTED = re.compile(r"[\s,\"']|^!|^$")


class _Word(NamedTuple):
    """One word as it was written: ``field`` is None for a free word; ``values`` are its values, quoted or not."""

    text: str
    without: bool
    field: str | None
    values: tuple[tuple[str, bool], ...]


def parse_filter(text: str | Sequence[str]) -> Filter:
    """Return the filter that a person wrote; a UsageError names the word that is none.

    Words of one dimension add up (any of them), words of several narrow down, ``!`` leaves out, quotes hold
    phrases, commas and colons, and ``none`` stands for no value. A word without a dimension is looked for in the
    ticket's id, its subject and the customer's name, whatever its case; all of several must be there.
    """
    only: dict[str, tuple[str, ...]] = {}
    never: dict[str, tuple[str, ...]] = {}
    words: list[str] = []
    without: list[str] = []
    for part in [text] if isinstance(text, str) else text:
        for word in _words(part):
            if word.field is None:
                free = without if word.without else words
                free += [value for value in (_free(word),) if value not in free]
            else:
                into = never if word.without else only
                into[_dimension(word)] = (*into.get(_dimension(word), ()), *_values(word))
    if len(words) + len(without) > MOST_WORDS:
        raise UsageError(f"the filter looks for more than {MOST_WORDS} words")
    return Filter(only, never, tuple(words), tuple(without)) if only or never or words or without else NO_FILTER


def filter_text(where: Filter) -> str:
    """Return a filter as ``parse_filter`` reads it, empty for none."""
    fields = [
        f"{sign}{dimension}:{','.join(_written(value, NONE_WORDS) if value else 'none' for value in values)}"
        for sign, chosen in (("", where.only), ("!", where.never))
        for dimension, values in chosen.items()
    ]
    free = [
        f"{sign}{_quoted(word) if ':' in word else _written(word)}"
        for sign, words in (("", where.words), ("!", where.without))
        for word in words
    ]
    return " ".join((*fields, *free))


def _free(word: _Word) -> str:
    value = ",".join(value for value, _ in word.values)
    if not value.strip():
        raise UsageError(f"{word.text[:40]!r} is an empty word; {_how()}")
    if len(value) > LONGEST:
        raise UsageError(f"{value[:40]!r}… is longer than {LONGEST} characters")
    return value


def _dimension(word: _Word) -> str:
    field = str(word.field).lower()
    if field in DIMENSIONS:
        return field
    near = nearest_names(field, DIMENSIONS)
    nearest = f"nearest: {near[0]}; " if near else ""
    raise UsageError(
        f"{str(word.field)[:40]!r} is no filter field; fields: {', '.join(DIMENSIONS)}; {nearest}"
        "quotes look for the text itself"
    )


def _values(word: _Word) -> tuple[str, ...]:
    if not all(value or quoted for value, quoted in word.values):
        raise UsageError(f"{word.text[:40]!r} names no value; {_how()}")
    return tuple("" if value in NONE_WORDS and not quoted else value for value, quoted in word.values)


def _how() -> str:
    return (
        f"write FIELD:VALUE with one of {', '.join(DIMENSIONS)}, or a word of ticket, subject or customer, "
        "for example team:billing channel:chat,phone !priority:low acme"
    )


def _words(text: str) -> list[_Word]:
    """Return the words of a text, in their order."""
    found: list[_Word] = []
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            return found
        word, at = _word(text, at)
        found.append(word)


def _word(text: str, start: int) -> tuple[_Word, int]:
    """Return the word that starts at a place, and where it ends."""
    at = start + (text[start] == "!")
    field: str | None = None
    values: list[tuple[str, bool]] = []
    value, quoted, fresh = "", False, True
    while at < len(text) and not text[at].isspace():
        one = text[at]
        if fresh and one in _QUOTES:
            value, at = _inside(text, at)
            quoted, fresh = True, False
            continue
        fresh = False
        if one == ":" and field is None and not values and not quoted and value:
            field, value, fresh = value, "", True
        elif one == ",":
            values.append((value, quoted))
            value, quoted, fresh = "", False, True
        else:
            value += one
        at += 1
    return _Word(text[start:at], text[start] == "!", field, (*values, (value, quoted))), at


def _inside(text: str, start: int) -> tuple[str, int]:
    """Return what a quote that opens at a place holds, and where it is over; a doubled quote is one of the text."""
    quote, at, value = text[start], start + 1, ""
    while at < len(text):
        if text[at] == quote:
            if text[at + 1 : at + 2] != quote:
                return value, at + 1
            at += 1
        value += text[at]
        at += 1
    raise UsageError(f"the filter {text[:60]!r} has a quote that does not end")


def _written(value: str, taken: Sequence[str] = ()) -> str:
    return _quoted(value) if _QUOTED.search(value) or value in taken else value


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
