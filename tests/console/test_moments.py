"""Signals at any moment of a console's life: it ends or goes on, and leaves the terminal as it was.

More of them: ``python -m tests.console.moments``.
"""

import os
import random
import signal
import termios
import time
from pathlib import Path
from typing import Any

import pytest

from cxtui.console.app import LEAVING_S, CxtuiApp
from cxtui.console.terminal.signals import Leaving
from cxtui.console.threads.poller import Poller
from cxtui.console.threads.query_thread import QueryThread
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.moments import (
    ENDING,
    ENTERED,
    LATEST_S,
    LEFT,
    STAGE,
    ended_by,
    is_restored,
    left_while,
    stopped_and_continued,
    until_stopped,
    wait,
)
from tests.console.terminal.pseudo_terminal import LIMIT, Terminal

CHANCE = random.Random(7)
MOMENTS = [round(CHANCE.uniform(0, LATEST_S), 3) for _ in range(4)]


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("after", MOMENTS)
def test_it_ends_whenever_it_is_told_to(tmp_path: Path, number: signal.Signals, after: float) -> None:
    assert ended_by(number, tmp_path, after)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP])
def test_it_goes_on_whenever_it_was_stopped(tmp_path: Path, number: signal.Signals) -> None:
    moments = [CHANCE.uniform(0.2, LATEST_S / 3) for _ in range(3)]
    if number == signal.SIGTSTP:
        # Before its app takes this signal it stops as any process does.
        moments[0] = LATEST_S
    stopped_and_continued(tmp_path, moments, number)


def test_while_it_is_stopped_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    terminal = Terminal(STAGE, tmp_path)
    try:
        terminal.until("waiting")
        terminal.process.send_signal(signal.SIGTSTP)
        until_stopped(terminal)
        terminal.read()
        assert terminal.output.endswith(b"\x1b[?1004l") and LEFT in terminal.output
        assert termios.tcgetattr(terminal.slave) == terminal.before
        terminal.output = b""
        terminal.process.send_signal(signal.SIGCONT)
        terminal.until("waiting")
        assert ENTERED in terminal.output
        wait(terminal, 0.3)
        terminal.type("q")
        assert terminal.ended() == 0
        is_restored(terminal)
    finally:
        terminal.close()


@pytest.mark.parametrize("stuck", ["read", "answer"])
def test_q_does_not_wait_for_what_is_being_read(tmp_path: Path, stuck: str) -> None:
    assert left_while(stuck, tmp_path) < LIMIT


async def test_threads_get_less_than_a_second_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def stop(self: Any, patience: float = 2.0) -> bool:
        self._stopping = True
        given.append(patience)
        return False

    monkeypatch.setattr(Poller, "stop", stop)
    monkeypatch.setattr(QueryThread, "stop", stop)
    async with CxtuiApp(lambda: FakeFeed(floors.busy())).run_test():
        pass
    assert sum(given) <= LEAVING_S < 1 and given[0] == 0, "both are told before either is waited for"


def test_a_signal_when_the_app_has_ended_does_nothing_more() -> None:
    import asyncio

    left: list[int] = []
    loop = asyncio.new_event_loop()
    leaving = Leaving(left.append, patience=3600)
    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        leaving.install(loop)
        loop.close()
        os.kill(os.getpid(), signal.SIGHUP)
        ends = time.monotonic() + LIMIT
        while leaving.code is None and time.monotonic() < ends:
            time.sleep(0.01)
        assert leaving.code == 129 and left == []
        leaving.restore()
        assert [signal.getsignal(number) for number in ENDING] == [signal.SIG_DFL, signal.SIG_DFL]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
