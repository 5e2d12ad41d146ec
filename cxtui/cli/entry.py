"""Running a command, and turning whatever it raises into a message and an exit code."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TextIO

import typer

from cxtui.cli.app import app_of
from cxtui.cli.exit_codes import BROKEN_PIPE, CRASHED, INTERRUPTED
from cxtui.cli.failures import hide_output, log_crash, say
from cxtui.cli.shown import tamed_terminals
from cxtui.errors import CxtuiError

ENGINES = ("duckdb", "_duckdb", "sqlite3")
"""Modules of errors that are for the crash log alone."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments those of the process.

    0 is success, 1 something is wrong (``store check``) or stands fired (``review``), 2 a mistake in the command
    line or a settings file, 3 nothing could be imported, 4 the store or the desk file cannot be used, 70 a defect
    of cxtui, 130 Ctrl-C.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _tolerate(sys.stdout, sys.stderr)
    with tamed_terminals():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    """Run one command; whatever it raises is told on stderr."""
    try:
        code = app_of(arguments)(arguments, prog_name="cxtui", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        hide_output()
        return BROKEN_PIPE
    except CxtuiError as error:
        say(str(error))
        return error.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        hint = f"see {context.command_path} --help" if context else "see cxtui --help"
        say(f"{error.format_message().replace('Value error, ', '').rstrip('.')}; {hint}")
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except MemoryError as error:
        return _crashed(error, "there is not enough memory")
    except Exception as error:
        return _crashed(error, f"this should not have happened{_cause(error)}")
    return code if isinstance(code, int) else 0


def _tolerate(*streams: TextIO) -> None:
    """Let a terminal without Unicode get question marks, not an error."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _crashed(error: BaseException, what: str) -> int:
    path = log_crash(error)
    say(f"{what}; details: {path}" if path else what)
    return CRASHED


def _cause(error: BaseException) -> str:
    """Return what an error says, nothing for one of an engine: that speaks of columns that nobody wrote."""
    if type(error).__module__.startswith(ENGINES):
        return ""
    return f" ({type(error).__name__}: {_first_line(error)})"


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else "no message"
