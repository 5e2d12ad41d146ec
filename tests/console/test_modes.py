"""Escape undoes modes, the latest first; those of other screens wait."""

from typing import cast

from cxtui.console.modes import Modes
from cxtui.console.screens.board import BoardScreen
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import WIDE, footer, shown, until


class Board:
    """A screen by its name alone."""

    def __init__(self, name: str) -> None:
        self.NAME = name


def named(name: str) -> BoardScreen:
    return cast(BoardScreen, Board(name))


def test_the_latest_mode_of_a_screen_is_undone_first() -> None:
    modes, undone = Modes(), list[str]()
    for name, where in (("pause", None), ("maximise", "floor"), ("filter", None), ("sort", "queue")):
        modes.enter(name, lambda _, name=name: undone.append(name), where)  # type: ignore[misc]
    assert modes.names("floor") == ("pause", "maximise", "filter")
    assert modes.undo(named("floor")) and modes.undo(named("floor"))
    assert undone == ["filter", "maximise"]
    assert modes.undo(named("queue")) and modes.undo(named("queue"))
    assert undone == ["filter", "maximise", "sort", "pause"]
    assert not modes.undo(named("queue"))


def test_a_mode_entered_again_is_the_latest_and_one_left_is_gone() -> None:
    modes = Modes()
    for name in ("pause", "filter", "pause"):
        modes.enter(name, lambda _: None)
    assert modes.names("floor") == ("filter", "pause")
    modes.leave("filter")
    modes.leave("never entered")
    assert modes.names("floor") == ("pause",)


async def test_escape_undoes_in_the_order_in_which_it_was_done() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        assert "Esc" not in footer(app)
        await pilot.press("t", "3")
        await until(pilot, lambda: app.picture.view.period == "7d" and not app.picture.pending)
        await pilot.press("m", "s", "f", "p", "slash", *"acme", "enter")
        await until(pilot, lambda: app.picture.view.where == "acme" and not app.picture.pending)
        pane = app.board.panes["response"]
        # A new view lets a held picture go: it is of the last one.
        assert app.picture.pause is None
        assert app.picture.modes.names("floor") == ("range", "maximise", "response sort", "response follow", "filter")
        assert "Esc" in footer(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.picture.view.where == "")
        assert app.picture.view.period == "7d" and app.board.maximised
        choices = pane.choices  # type: ignore[attr-defined]
        assert choices.followed is not None
        await pilot.press("escape")
        await until(pilot, lambda: choices.followed is None)
        assert choices.column is not None
        await pilot.press("escape")
        await until(pilot, lambda: choices.column is None)
        assert app.board.maximised
        await pilot.press("escape")
        await until(pilot, lambda: not app.board.maximised)
        await pilot.press("escape")
        await until(pilot, lambda: app.picture.view.period is None)
        assert "Esc" not in footer(app)


async def test_a_mode_left_by_its_own_key_is_not_undone_again() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("p", "m", "p")
        assert app.picture.pause is None and app.board.maximised
        await pilot.press("escape")
        await until(pilot, lambda: not app.board.maximised)
        await pilot.press("escape")
        assert app.picture.pause is None
