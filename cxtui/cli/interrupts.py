"""Ctrl-C during work on a store: ends it with a message that says what became of the store."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from cxtui.errors import CxtuiError


class Interrupted(CxtuiError):
    """The user pressed Ctrl-C; what was under way left nothing behind."""

    exit_code = 130


@contextmanager
def interruptible(left: str) -> Iterator[None]:
    """Turn Ctrl-C into ``Interrupted`` with what is ``left``, whatever an engine makes of the signal.

    DuckDB answers it with an error of its own, so what counts is that the key was pressed. Only the main
    thread gets signals; elsewhere nothing changes.
    """
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, press)
    except ValueError:
        yield
        return
    try:
        yield
    except (KeyboardInterrupt, Exception) as error:
        if pressed or isinstance(error, KeyboardInterrupt):
            raise Interrupted(f"interrupted; {left}") from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
