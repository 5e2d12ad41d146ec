"""One heap for all threads: what a console holds stays flat over weeks."""

import logging

log = logging.getLogger(__name__)

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's malloc.h."""


def one_heap() -> bool:
    """Have the C library keep one heap for threads that start from now on; say whether it is one that can.

    glibc gives each thread a heap of its own. What the reading threads make and the screen's thread lets go leaves
    holes in them that grow for days: 3 to 6 MB in 10,000 snapshots, where one heap is flat after a few thousand. The
    threads hold the interpreter's lock while they allocate, so that they hardly wait for each other.
    """
    try:
        import ctypes

        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, 1))
    except (ImportError, OSError, AttributeError, TypeError) as error:
        log.info("this C library has no heaps to limit: %s", error)
        return False
