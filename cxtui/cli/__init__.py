"""The command line: one small module a command; what is heavy is loaded only by the command that needs it."""

import gc
import sys
from collections.abc import Sequence

from cxtui.cli.exit_codes import INTERRUPTED


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments those of the process.

    Ctrl-C ends it quietly at any moment, also while Python is still loading the command.
    """
    try:
        if argv is None:
            _lock(sys.argv[1:])
        # What is loaded now stays: looking for garbage in it is a tenth of the start.
        gc.disable()
        from cxtui.cli.entry import run

        gc.freeze()
        gc.enable()
        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _lock(arguments: Sequence[str]) -> None:
    """Lock a process that is to be, before anything reads its environment."""
    if "--locked" in arguments:
        from cxtui.console.terminal.locked import enter

        enter(arguments)


__all__ = ["main"]
