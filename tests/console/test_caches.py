"""The caches of the libraries that draw: they are found, and emptied."""

import functools
import gc
import sys
import weakref
from types import ModuleType

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from cxtui.console.caches import Caches
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, shown, until


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
def table(number: int) -> int:
    """Return a number."""
    return number


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("textual.drawing")
    module.Drawing, module.table = Drawing, table  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual.drawing", module)
    for one in (Drawing.width, Drawing.made, table):
        one.cache_clear()


@pytest.mark.usefixtures("library")
def test_bounded_caches_are_emptied_and_tables_are_not() -> None:
    drawing, caches = Drawing(), Caches()
    caches.empty()
    for number in range(10):
        drawing.width(number)
        Drawing.made(number)
        table(number)
    assert caches.empty() == 20
    assert table.cache_info().currsize == 10
    assert caches.empty() == 0


def test_those_that_fill_up_over_hours_are_found() -> None:
    Caches().empty()
    for x in range(10):
        Region(x, 0, 9, 9).union(Region(0, x, 9, 9))
        Strip.blank(x)
        Segment("漢字 and the rest").split_cells(x)
    assert Caches().empty() >= 30
    assert Region.union.cache_info().currsize == Strip.blank.cache_info().currsize == 0


def test_caches_of_modules_that_are_loaded_later_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    caches = Caches()
    caches.empty()
    late = functools.lru_cache(maxsize=9)(lambda number: number)
    module = ModuleType("rich.late")
    module.late = late  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rich.late", module)
    late(1)
    assert caches.empty() >= 1
    assert late.cache_info().currsize == 0


async def test_what_a_closed_page_was_drawn_with_is_let_go() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: app.page is not None)
        await pilot.pause(0.1)
        page = app.page
        assert page is not None
        held = weakref.ref(page._styles_cache)
        del page
        await pilot.press("escape")
        await until(pilot, lambda: app.page is None)
        await pilot.pause(0.1)
        Caches().empty()
        gc.collect()
        assert held() is None
