"""Leaving a console: at once, whatever else was asked for, and never where a letter was meant."""

import termios
from pathlib import Path

import pytest
from textual import events

from cxtui.console.keys import ASKS, TABLE, KeyTable
from cxtui.console.screens.filter import FilterPrompt
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import WIDE, shown, until
from tests.console.terminal.pseudo_terminal import Terminal
from tests.ssh.floor import make

SEVENTH = b"Triggers"
"""The title of a pane of the seventh screen, which stands nowhere else."""

ESCAPE = "\x1b[27u"


async def test_what_opens_something_to_type_in_is_known_to_do_so() -> None:
    app, _ = console(floors.busy())
    opened = set()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        for key in TABLE:
            if key.id in ("quit", "interrupt"):
                continue
            await app.perform(key.action)
            await pilot.pause()
            if app.screen.is_modal:
                opened.add(key.id)
            while app.screen.is_modal or app.page is not None:
                await pilot.press("escape")
                await pilot.pause()
            await app.action_go("floor")
    # Acknowledging needs something that fired.
    assert opened == ASKS - {"acknowledge"}


def test_the_keys_that_end_it_are_those_of_the_user() -> None:
    app, _ = console(floors.busy(), keys=KeyTable.remapped({"quit": "f10", "filter": "f"} | {"follow": "F"}))
    assert app.quit_keys.quits == {"f10"}
    assert "f" in app.quit_keys.asks and "/" not in app.quit_keys.asks
    assert app.quit_keys.lasts == {"y", "ctrl+c"}


async def test_what_is_typed_once_it_ends_does_nothing() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        ended: list[None] = []
        app.end_process = lambda: ended.append(None)
        app.quit_now()
        await pilot.press("slash", "4")
        assert ended and app.board.NAME == "floor" and not isinstance(app.screen, FilterPrompt)
        # What is no input goes on: the app has to come to its end.
        app.post_message(events.Resize(app.size, app.size))
        app.end_process = app.exit
        await pilot.press("q")
        app.quit_now()
        await until(pilot, lambda: not app.is_running)


def left(terminal: Terminal) -> bytes:
    """Return all that was written until a console ended well, and the terminal was as before."""
    assert terminal.ended() == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before
    assert b"Traceback" not in terminal.output and b"ended by an error" not in terminal.output
    return terminal.output


@pytest.mark.process
@pytest.mark.parametrize("before", ["234567", f"/esc{ESCAPE}234567", "7777777"])
def test_screens_asked_for_before_are_never_made(before: str, tmp_path: Path) -> None:
    make(tmp_path / "floor.db")
    terminal = Terminal(("-m", "cxtui", "console", "--store", str(tmp_path / "floor.db")), tmp_path, size=(160, 45))
    try:
        terminal.until("waiting")
        terminal.type(f"{before}q")
        assert SEVENTH not in left(terminal)
    finally:
        terminal.close()


@pytest.mark.process
def test_in_the_midst_of_a_screen_that_is_made_it_ends_well(tmp_path: Path) -> None:
    make(tmp_path / "floor.db")
    for moment in (1, 3, 5):
        terminal = Terminal(("-m", "cxtui", "console", "--store", str(tmp_path / "floor.db")), tmp_path)
        try:
            terminal.until("waiting")
            terminal.type("2345?67")
            for _ in range(moment):
                terminal.read(0.03)
            terminal.type("q")
            left(terminal)
        finally:
            terminal.close()
    assert not (tmp_path / "state/cxtui/log/console.log").exists()


@pytest.mark.process
def test_a_terminal_that_stands_still_does_not_keep_it(tmp_path: Path) -> None:
    terminal = Terminal(("-m", "tests.console.stage", "busy", "--every", "0.05"), tmp_path)
    try:
        terminal.until("waiting")
        for _ in range(200):
            terminal.type("d")
        terminal.stuck()
        terminal.type("q")
        assert terminal.process.wait(30) == 0
        assert termios.tcgetattr(terminal.slave) == terminal.before
    finally:
        terminal.close()
