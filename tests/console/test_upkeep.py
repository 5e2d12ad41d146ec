"""What a console lets go of: now and then, and at once when its terminal becomes much smaller."""

import gc

from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from cxtui.console.boards import BOARDS
from cxtui.console.heap import Heap
from cxtui.console.upkeep import EVERY_S, Upkeep
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, screen_text, shown, until
from tests.console.test_heap import Library

HUGE = (300, 150)
STRIPS = 3_000
"""Drawn lines that a console may hold at 120×36, however large its terminal was before; some 1,700 are usual."""


class Small:
    """An app of some size that keeps no screen."""

    size = Size(100, 40)

    def aside(self) -> list[Screen[None]]:
        """Return none."""
        return []


def test_something_is_let_go_once_a_minute() -> None:
    library = Library()
    upkeep = Upkeep(Small(), Heap(library))
    assert [second for second in range(1, 3 * EVERY_S) if upkeep.second()] == [60, 120]
    assert library.calls == [(0,), (0,)]


def test_and_at_once_where_the_terminal_is_half_as_large() -> None:
    app = Small()
    upkeep = Upkeep(app, Heap(Library()))
    for size, let_go in (((100, 40), False), ((100, 21), False), ((100, 20), True), ((100, 20), False),
                         ((100, 11), False), ((100, 10), True), ((500, 200), False), ((0, 0), True)):  # fmt: skip
        app.size = Size(*size)
        assert upkeep.second() is let_go, size


def strips() -> int:
    """Return how many drawn lines there are."""
    gc.collect()
    return sum(type(one) is Strip for one in gc.get_objects())


async def test_what_a_huge_terminal_was_drawn_with_is_let_go_when_it_shrinks() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=HUGE) as pilot:
        await shown(pilot)
        upkeep = Upkeep(app, Heap(Library()))
        for key in range(len(BOARDS), 0, -1):
            await pilot.press(str(key))
            await until(pilot, lambda name=BOARDS[key - 1]: name == app.board.NAME)  # type: ignore[misc]
            await pilot.pause(0.1)
        before = strips()
        assert before > 2 * STRIPS
        upkeep.second()
        await pilot.resize_terminal(*MIDDLE)
        await pilot.pause()
        assert upkeep.second()
        assert strips() < STRIPS


async def test_a_screen_that_was_let_go_is_drawn_again() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.pause(0.2)
        before = screen_text(app)
        await pilot.press("2")
        await until(pilot, lambda: app.board.NAME == "queue")
        assert [screen.NAME for screen in app.aside()] == ["floor"]  # type: ignore[attr-defined]
        upkeep = Upkeep(app, Heap(Library()))
        assert [upkeep.second() for _ in range(EVERY_S)].count(True) == 1
        await pilot.press("1")
        await until(pilot, lambda: app.board.NAME == "floor")
        await pilot.pause(0.2)
        assert screen_text(app) == before


async def test_what_lies_under_a_prompt_is_seen() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: app.screen.is_modal)
        assert not app.aside()
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("question_mark")
        await until(pilot, lambda: app.page is not None)
        assert app.aside() == [app.board]
