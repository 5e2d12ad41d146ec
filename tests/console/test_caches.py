"""The caches of the libraries that draw: they are found, and emptied once they hold much."""

import functools
import sys
from types import ModuleType

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from cxtui.console.caches import MOST, Caches


class Drawing:
    """What a library that draws may hold."""

    @functools.lru_cache(maxsize=4_096)  # noqa: B019 - it is what is looked for
    def width(self, number: int) -> int:
        """Return a number."""
        return number

    @classmethod
    @functools.lru_cache(maxsize=4_096)
    def made(cls, number: int) -> int:
        """Return a number."""
        return number


@functools.cache
def kept(number: int) -> int:
    """Return a number."""
    return number


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("textual.drawing")
    module.Drawing, module.kept = Drawing, kept  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual.drawing", module)
    for one in (Drawing.width, Drawing.made, kept):
        one.cache_clear()
    return module


def test_a_cache_is_emptied_once_it_holds_more_than_it_may(library: ModuleType) -> None:
    drawing = Drawing()
    caches = Caches()
    caches.tidy(0)
    for number in range(MOST):
        drawing.width(number)
    for number in range(MOST + 1):
        Drawing.made(number)
        kept(number)
    assert caches.tidy() == 2 * (MOST + 1)
    assert Drawing.width.cache_info().currsize == MOST == 1_024, "not one too many"
    assert caches.tidy(MOST - 1) == MOST
    assert caches.tidy(0) == 0


def test_those_that_fill_up_over_hours_are_found() -> None:
    Caches().tidy(0)
    for x in range(10):
        Region(x, 0, 9, 9).union(Region(0, x, 9, 9))
        Strip.blank(x)
        Segment("漢字 and the rest").split_cells(x)
    assert Caches().tidy(0) >= 30
    assert Region.union.cache_info().currsize == Strip.blank.cache_info().currsize == 0


def test_caches_of_modules_that_are_loaded_later_are_found(
    library: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches = Caches()
    caches.tidy(0)
    late = functools.lru_cache(maxsize=9)(lambda number: number)
    module = ModuleType("rich.late")
    module.late = late  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rich.late", module)
    late(1)
    assert caches.tidy(0) >= 1
    assert late.cache_info().currsize == 0
