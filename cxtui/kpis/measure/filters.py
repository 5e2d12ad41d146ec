"""Filters as people write them: ``team:billing channel:chat,phone !priority:low``."""

import shlex
from collections.abc import Sequence

from cxtui.errors import UsageError
from cxtui.store.read.units import DIMENSIONS, NO_FILTER, Filter

NONE_WORDS = ("none", "-")
"""How one asks for units that have no value in a dimension."""


def parse_filter(text: str | Sequence[str]) -> Filter:
    """Return the filter that a person wrote; a UsageError names the word that is none.

    Words of one dimension add up (any of them), words of several narrow down, ``!`` leaves out, quotes hold
    values with spaces, and ``none`` stands for no value.
    """
    try:
        words = shlex.split(text) if isinstance(text, str) else [w for part in text for w in shlex.split(part)]
    except ValueError:
        raise UsageError(f"the filter {str(text)[:60]!r} has a quote that does not end") from None
    only: dict[str, tuple[str, ...]] = {}
    never: dict[str, tuple[str, ...]] = {}
    for word in words:
        into = never if word.startswith("!") else only
        dimension, colon, values = word.removeprefix("!").partition(":")
        if not colon or dimension not in DIMENSIONS or not values:
            raise UsageError(
                f"{word[:40]!r} is no filter; write DIMENSION:VALUE with one of {', '.join(DIMENSIONS)}, "
                "for example team:billing channel:chat,phone !priority:low"
            )
        wanted = tuple("" if value in NONE_WORDS else value for value in values.split(","))
        into[dimension] = (*into.get(dimension, ()), *wanted)
    return Filter(only, never) if only or never else NO_FILTER


def filter_text(where: Filter) -> str:
    """Return a filter as ``parse_filter`` reads it, empty for none."""
    words = [
        shlex.quote(f"{sign}{dimension}:{','.join(value or 'none' for value in values)}")
        for sign, chosen in (("", where.only), ("!", where.never))
        for dimension, values in chosen.items()
    ]
    return " ".join(words)
