"""The driver: it reads on whatever fails, never runs ahead of its app, and sizes are bounded where they begin."""

import asyncio
import os
import pty
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from textual import events
from textual.message import Message

from cxtui.console.terminal import steady_driver
from cxtui.console.terminal.backlog import MOST_MOUSE, PATIENCE_S, QuitKeys
from cxtui.console.terminal.driver import LockedDriver, driver
from cxtui.console.terminal.steady_driver import MOST_WAITING, SteadyDriver

LIMIT = 30.0


class Busy:
    """What a driver wants of an app: a queue, and what is focused on its screen."""

    def __init__(self) -> None:
        self.message_queue_size = 0
        self.focused: object = None
        self.leaving: frozenset[str] = frozenset()
        self.quit_keys = QuitKeys()
        self.is_modal = False
        self.is_mounted = True
        self.quits = 0
        self.got: list[Message] = []

    @property
    def screen(self) -> "Busy":
        """Return what stands for a screen."""
        return self

    def quit_now(self) -> None:
        """Count that it was told to end."""
        self.quits += 1

    def post_message(self, message: Message) -> bool:
        """Take a message."""
        self.got.append(message)
        return True


class Line:
    """A line of text."""

    message_queue_size = 0

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take letters."""
        return len(key) == 1


class Held:
    """A driver that reads a pseudo-terminal in its thread."""

    def __init__(self, made: SteadyDriver, app: Busy, master: int) -> None:
        self.driver, self.app, self.master = made, app, master
        self.thread = threading.Thread(target=made.run_input_thread, daemon=True)

    def write(self, data: bytes) -> None:
        """Send as a terminal does; it takes a few kilobytes at a time, until they are read."""
        os.write(self.master, data)

    def keys(self) -> list[str]:
        """Return the keys that the app got."""
        return [one.key for one in self.app.got if isinstance(one, events.Key)]

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the loop run until something holds."""
        async with asyncio.timeout(LIMIT):
            while not holds():
                await asyncio.sleep(0.01)


@pytest.fixture
async def held(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Held]:
    master, slave = pty.openpty()
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    with open(slave) as stdin:  # noqa: PTH123 - a descriptor
        import tty

        tty.setraw(slave)
        monkeypatch.setattr(sys, "__stdin__", stdin)
        app: Any = Busy()
        made = Held(SteadyDriver(app), app, master)
        yield made
        made.driver.exit_event.set()
        if made.thread.is_alive():
            made.thread.join(LIMIT)
    os.close(master)
    for number, handler in before.items():
        signal.signal(number, handler)


async def test_it_waits_for_an_app_that_is_behind(held: Held) -> None:
    held.app.message_queue_size = MOST_WAITING
    os.write(held.master, b"j" * 100)
    held.thread.start()
    await asyncio.sleep(0.3)
    assert not held.app.got, "twice as many wait as may, for it is its own screen"
    held.app.message_queue_size = 0
    await held.until(lambda: len(held.app.got) == 100)


async def test_an_app_that_is_behind_gets_what_matters_of_a_flood(held: Held) -> None:
    held.app.message_queue_size = MOST_WAITING
    held.thread.start()
    for i in range(40):
        held.write(b"".join(b"\x1b[<%d;%d;9M" % (button, i + x) for x in range(50) for button in (35, 64)))
    held.write(b"?")
    await held.until(lambda: len(held.driver._backlog) == MOST_MOUSE + 1)
    held.app.message_queue_size = 0
    await held.until(lambda: len(held.app.got) == MOST_MOUSE + 1)
    assert held.keys() == ["question_mark"]


async def test_a_leaving_key_overtakes_what_an_app_is_behind_with(held: Held) -> None:
    held.app.leaving = frozenset({"q"})
    held.app.message_queue_size = MOST_WAITING
    held.thread.start()
    for _ in range(20):
        held.write(b"j" * 100)
    held.write(b"q")
    await held.until(lambda: len(held.driver._backlog) == 1)
    held.app.message_queue_size = 0
    await held.until(lambda: held.app.got)
    assert held.keys() == ["q"]
    held.write(b"j" * 100)
    await held.until(lambda: len(held.app.got) == 101)


async def test_an_open_line_keeps_its_letters(held: Held) -> None:
    held.app.leaving = frozenset({"q"})
    held.app.focused = Line()
    held.app.message_queue_size = MOST_WAITING
    held.thread.start()
    held.write(b"j" * 100 + b"q")
    await asyncio.sleep(PATIENCE_S + 0.2)
    held.app.message_queue_size = 0
    await held.until(lambda: len(held.app.got) == 101)
    assert held.keys() == ["j"] * 100 + ["q"]


async def test_a_key_that_ends_an_app_for_certain_is_not_kept_waiting(held: Held) -> None:
    held.app.quit_keys = QuitKeys(frozenset({"q"}), asks=frozenset({"/"}))
    held.app.message_queue_size = MOST_WAITING
    held.thread.start()
    held.write(b"234567q")
    await held.until(lambda: held.app.quits)
    held.app.message_queue_size = 0
    held.write(b"8")
    await held.until(lambda: held.app.got)
    assert held.keys() == ["8"] and held.app.quits == 1, "what was typed before is forgotten"


@pytest.mark.parametrize("modal", [False, True])
async def test_behind_a_line_that_opens_it_is_a_letter_until_an_escape(held: Held, modal: bool) -> None:
    held.app.quit_keys = QuitKeys(frozenset({"q"}), asks=frozenset({"/"}))
    held.app.is_modal = modal
    held.thread.start()
    if not modal:
        held.write(b"/")
        await held.until(lambda: held.keys() == ["slash"])
    held.write(b"q")
    await held.until(lambda: held.keys()[-1:] == ["q"])
    assert not held.app.quits
    held.write(b"\x1b[27uq")
    await held.until(lambda: held.app.quits)


async def test_what_is_typed_behind_a_prompt_waits_until_it_is_open(held: Held) -> None:
    held.app.quit_keys = QuitKeys(asks=frozenset({"/"}))
    held.app.is_mounted = False
    held.thread.start()
    # Something waits in the app for a while, as it does while a screen is made.
    held.app.message_queue_size = 1
    held.write(b"/34")
    await asyncio.sleep(0.3)
    assert held.keys() == ["slash"]
    held.app.is_modal = True
    held.app.message_queue_size = 0
    await asyncio.sleep(0.05)
    assert held.keys() == ["slash"], "it is open, and nothing in it takes letters yet"
    held.app.focused = Line()
    await held.until(lambda: held.keys() == ["slash", "3", "4"])


async def test_what_is_typed_behind_enter_waits_until_the_prompt_is_closed(held: Held) -> None:
    held.app.quit_keys = QuitKeys(asks=frozenset({"/"}))
    held.app.is_modal, held.app.focused = True, Line()
    held.app.message_queue_size = 1
    held.thread.start()
    held.write(b"a\r3")
    await asyncio.sleep(0.3)
    assert held.keys() == ["a", "enter"]
    held.app.is_modal, held.app.focused = False, None
    await held.until(lambda: held.keys() == ["a", "enter", "3"])


async def test_a_key_that_opens_nothing_holds_up_nothing(held: Held) -> None:
    held.app.quit_keys = QuitKeys(asks=frozenset({"/"}))
    held.thread.start()
    held.write(b"/34")
    await held.until(lambda: held.keys() == ["slash", "3", "4"])


async def test_a_name_that_ends_like_a_leaving_key_waits_for_its_prompt(held: Held) -> None:
    held.app.quit_keys = QuitKeys(frozenset({"q"}), asks=frozenset({"/"}))
    held.app.leaving = frozenset({"q"})
    held.app.message_queue_size = 1
    held.thread.start()
    held.write(b"/assignee:jacques.leclerc.q")
    await asyncio.sleep(PATIENCE_S + 0.2)
    assert held.keys() == ["slash"] and not held.app.quits
    held.app.is_modal, held.app.focused, held.app.message_queue_size = True, Line(), 0
    await held.until(lambda: len(held.keys()) == 27)
    assert not held.app.quits


async def test_a_click_may_open_a_line(held: Held) -> None:
    held.app.quit_keys = QuitKeys(frozenset({"q"}))
    held.thread.start()
    held.write(b"\x1b[<0;5;5M\x1b[<0;5;5m")
    await held.until(lambda: len(held.app.got) == 2)
    held.write(b"q")
    await held.until(lambda: held.keys())
    assert held.keys() == ["q"] and not held.app.quits


async def test_what_is_on_its_way_counts_too(held: Held) -> None:
    # Twice the app, which is its own screen here.
    held.app.message_queue_size = 0
    os.write(held.master, b"j" * (MOST_WAITING + 200))
    held.thread.start()
    # The loop stands still: nothing is delivered.
    held.thread.join(1.0)
    assert held.thread.is_alive()
    assert held.driver._sent == MOST_WAITING + 1
    await held.until(lambda: len(held.app.got) == MOST_WAITING + 200)


async def test_a_read_that_fails_is_tried_again(
    held: Held, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [OSError("one"), ValueError("two")]

    def read(fd: int, size: int) -> bytes:
        if failures:
            raise failures.pop(0)
        return os.read(fd, size)

    class Os:
        """The module with a read that fails at first."""

        def __getattr__(self, name: str) -> Any:
            return read if name == "read" else getattr(os, name)

    monkeypatch.setattr(steady_driver, "os", Os())
    held.thread.start()
    os.write(held.master, b"j")
    await held.until(lambda: held.app.got)
    assert caplog.text.count("Traceback") == 2 and "ValueError: two" in caplog.text


async def test_presses_without_end_are_forgotten(held: Held) -> None:
    held.thread.start()
    for _ in range(20):
        held.app.got.clear()
        os.write(held.master, b"\x1b[<0;5;5M" * 10)
        await held.until(lambda: len(held.app.got) == 10)
    assert len(held.driver.buttons_down) <= 8


async def test_the_size_is_clamped_before_the_first_event(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((65_535, 65_535)))
    assert held.driver.measured() == (500, 200)
    app: Any = held.app
    assert SteadyDriver(app)._size == (500, 200)
    assert SteadyDriver(app, size=(9_999, 40))._size == (500, 40)


def test_every_console_has_it() -> None:
    for locked in (False, True):
        for slow in (False, True):
            made = driver(locked, slow, None)
            assert issubclass(made, SteadyDriver) and issubclass(made, LockedDriver) is locked
