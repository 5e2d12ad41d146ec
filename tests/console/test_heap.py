"""One heap for all threads: what is set in the C library, and when pages are given back."""

import platform
from types import SimpleNamespace

import pytest

from cxtui.console.heap import Heap


class Library:
    """Notes what is called; ``refused`` is a name that cannot be set."""

    def __init__(self, refused: int | None = None) -> None:
        self.calls: list[tuple[int, ...]] = []
        self._refused = refused

    def mallopt(self, name: int, value: int) -> int:
        self.calls.append((name, value))
        return int(name != self._refused)

    def malloc_trim(self, left: int) -> int:
        self.calls.append((left,))
        return 1


def test_one_heap_and_fixed_thresholds_are_set() -> None:
    library = Library()
    assert Heap(library).settle()
    # M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of glibc's malloc.h.
    assert {one[0]: one[1] for one in library.calls} == {-8: 1, -3: 131_072, -1: 131_072}


@pytest.mark.parametrize("refused", [-8, -3, -1])
def test_what_is_refused_is_told_and_keeps_nothing_else_back(refused: int) -> None:
    library = Library(refused)
    assert not Heap(library).settle() and len(library.calls) == 3


def test_pages_are_given_back() -> None:
    library = Library()
    Heap(library).trim()
    assert library.calls == [(0,)]


def test_another_library_is_left_alone() -> None:
    heap = Heap(SimpleNamespace())
    assert not heap.settle()
    heap.trim()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has heaps to set")
def test_the_library_of_this_process_takes_it() -> None:
    assert Heap().settle()
