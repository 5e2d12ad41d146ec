"""What the libraries that draw keep so as to draw faster, emptied now and then.

Their caches are bounded at thousands of entries each. Over hours they fill up with regions and texts that were on the
screen once; one of them is a method's, and keeps every widget's drawn lines alive after the widget is gone.
"""

import functools
import sys
from collections.abc import Iterator
from typing import Any

LIBRARIES = ("rich", "textual")


class Caches:
    """Every bounded cache of a function or method in the libraries that draw, as far as they are loaded."""

    def __init__(self) -> None:
        self._found: list[functools._lru_cache_wrapper[Any]] = []
        self._modules = 0

    def empty(self) -> int:
        """Empty them all, and return how many entries there were; what is drawn next fills them in milliseconds."""
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._found = list(_found())
        held = 0
        for one in self._found:
            held += one.cache_info().currsize
            one.cache_clear()
        return held


def _found() -> Iterator["functools._lru_cache_wrapper[Any]"]:
    """Yield the caches, each once; those without a bound are tables that are worked out once for all."""
    known: set[int] = set()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in LIBRARIES:
            continue
        places = [vars(module), *(vars(one) for one in vars(module).values() if isinstance(one, type))]
        for value in (value for place in places for value in place.values()):
            wrapped = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            if not isinstance(wrapped, functools._lru_cache_wrapper) or id(wrapped) in known:
                continue
            known.add(id(wrapped))
            if wrapped.cache_info().maxsize is not None:
                yield wrapped
