"""The C library's heap: one for all threads, given back as it empties."""

import ctypes
import logging
from typing import Any

log = logging.getLogger(__name__)

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of what can be set, of glibc's ``malloc.h``."""

_BYTES = 128 * 1024
"""From which size on a block is mapped by itself, and how much may lie free at the heap's end."""


class Heap:
    """The C library's heap; where the library is another than glibc, nothing is done."""

    def __init__(self, library: Any = None) -> None:
        self._library = library or ctypes.CDLL(None)
        self.known = hasattr(self._library, "mallopt") and hasattr(self._library, "malloc_trim")

    def settle(self) -> bool:
        """Set one heap for the threads that start from now on, with fixed thresholds; return whether all were taken.

        glibc gives each thread a heap of its own, and raises its thresholds to 64 MB with the largest block that was
        freed. What the reading threads make and the screen's thread lets go then leaves holes that nobody fills.
        """
        if not self.known:
            log.info("this C library has no heaps to limit")
            return False
        wanted = ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _BYTES), (_TRIM_THRESHOLD, _BYTES))
        taken = [bool(self._library.mallopt(name, value)) for name, value in wanted]
        return all(taken)

    def trim(self) -> None:
        """Give back the pages in which nothing lies."""
        if self.known:
            self._library.malloc_trim(0)
