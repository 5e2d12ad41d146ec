"""Signals to a console at any moment: ``python -m tests.console.moments [--seed N] [--times N]``.

Prints how many were sent, and how long ``q`` took while an answer was stuck; raises AssertionError where one did not
hold.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import termios
import time
from pathlib import Path

from tests.console.terminal.pseudo_terminal import LIMIT, Terminal

STAGE = ("-m", "tests.console.stage", "busy", "--every", "0.2")
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
SHOWN_CURSOR = b"\x1b[?25h"
LATEST_S = 1.5
"""Seconds after the start of a process until which signals are sent: Python loads, the app starts, paints and reads."""

ENDING = (signal.SIGTERM, signal.SIGHUP)


def wait(terminal: Terminal, seconds: float) -> None:
    """Take what is written for so long."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        terminal.read(min(left, 0.02))


def is_restored(terminal: Terminal) -> None:
    """Make sure that a terminal is as it was: its modes, its screen, its cursor, and no word of an error."""
    assert termios.tcgetattr(terminal.slave) == terminal.before
    assert b"Traceback" not in terminal.output and b"rror" not in terminal.output.rpartition(LEFT)[2]
    if ENTERED in terminal.output:
        assert terminal.output.rindex(LEFT) > terminal.output.rindex(ENTERED)
        assert terminal.output.rindex(SHOWN_CURSOR) > terminal.output.rindex(ENTERED)


def ended_by(number: signal.Signals, home: Path, after: float) -> int:
    """End a console by a signal so many seconds after its start, and return its exit code."""
    terminal = Terminal(STAGE, home)
    try:
        wait(terminal, after)
        terminal.process.send_signal(number)
        code = terminal.ended()
        # Before it took the signals it ends as any process does, and has touched nothing.
        assert code in (128 + number, -number), code
        assert code > 0 or ENTERED not in terminal.output
        is_restored(terminal)
        return code
    finally:
        terminal.close()


def until_stopped(terminal: Terminal) -> None:
    """Wait until a process stands still, taking what it still writes."""
    ends = time.monotonic() + LIMIT
    while True:
        pid, status = os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)
        if pid and os.WIFSTOPPED(status):
            return
        assert not pid and time.monotonic() < ends, status
        terminal.read(0.01)


def stopped_and_continued(home: Path, moments: list[float], number: signal.Signals = signal.SIGSTOP) -> None:
    """Stop a console and let it go on at each of some moments, the first counted from its start; then leave it."""
    terminal = Terminal(STAGE, home)
    try:
        for moment in moments:
            wait(terminal, moment)
            terminal.process.send_signal(number)
            until_stopped(terminal)
            terminal.process.send_signal(signal.SIGCONT)
        terminal.until("waiting")
        wait(terminal, 0.5)
        terminal.output = b""
        terminal.type("?")
        terminal.until(" Help ")
        terminal.type("\x1b")
        wait(terminal, 0.3)
        terminal.type("q")
        assert terminal.ended() == 0
        is_restored(terminal)
    finally:
        terminal.close()


def left_while(stuck: str, home: Path) -> float:
    """Press ``q`` while a read or an answer is stuck for ten minutes; return the seconds until the process ended."""
    terminal = Terminal((*STAGE, "--stuck", stuck), home)
    try:
        terminal.until("waiting")
        wait(terminal, 0.6)
        if stuck == "answer":
            terminal.type("\r")
            wait(terminal, 0.4)
        began = time.monotonic()
        terminal.type("q")
        assert terminal.ended() == 0
        took = time.monotonic() - began
        is_restored(terminal)
        return took
    finally:
        terminal.close()


def main() -> int:
    """Send so many of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.console.moments", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=50)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="cxtui-moments-") as folder:
        home = Path(folder)
        for number in ENDING:
            codes = [ended_by(number, home, chance.uniform(0, LATEST_S)) for _ in range(arguments.times)]
            print(f"{number.name}: {arguments.times} sent, {arguments.times} ended as they should; codes "
                  f"{ {code: codes.count(code) for code in sorted(set(codes))} }", flush=True)  # fmt: skip
        for _ in range(arguments.times // 5):
            stopped_and_continued(home, [chance.uniform(0, LATEST_S / 3) for _ in range(5)])
        print(
            f"SIGSTOP and SIGCONT: {arguments.times // 5 * 5} in {arguments.times // 5} consoles, all went on",
            flush=True,
        )
        for stuck in ("read", "answer"):
            took = sorted(left_while(stuck, home) for _ in range(arguments.times // 5))
            print(f"q while one {stuck} is stuck: {len(took)} pressed, {took[0]:.2f} to {took[-1]:.2f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
