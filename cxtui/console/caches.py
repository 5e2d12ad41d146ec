"""What the libraries that draw keep so as to draw faster, emptied before it is much.

Their caches are bounded, at thousands of entries each: over hours they fill up with regions and texts that were on the
screen once, and each entry that was made while much was in use keeps a piece of memory from being given back.
"""

import functools
import sys
from collections.abc import Iterator
from typing import Any

MOST = 1_024
"""Entries from which on a cache is emptied."""

LIBRARIES = ("rich", "textual")


class Caches:
    """Every cache of a function or method in the libraries that draw, as far as they are loaded."""

    def __init__(self) -> None:
        self._found: list[functools._lru_cache_wrapper[Any]] = []
        self._modules = 0

    def tidy(self, most: int | None = None) -> int:
        """Empty those with more than ``most`` entries (MOST), and return how many entries there were in them."""
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._found = list(_found())
        emptied = 0
        for one in self._found:
            held = one.cache_info().currsize
            if held > (MOST if most is None else most):
                one.cache_clear()
                emptied += held
        return emptied


def _found() -> Iterator["functools._lru_cache_wrapper[Any]"]:
    """Yield the caches, each once."""
    known: set[int] = set()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in LIBRARIES:
            continue
        places = [vars(module), *(vars(one) for one in vars(module).values() if isinstance(one, type))]
        for value in (value for place in places for value in place.values()):
            wrapped = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            if isinstance(wrapped, functools._lru_cache_wrapper) and id(wrapped) not in known:
                known.add(id(wrapped))
                yield wrapped
