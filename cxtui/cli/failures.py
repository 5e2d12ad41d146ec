"""How failures are told: one line on stderr, and the whole story in a log file."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

_LOG_BYTES = 1_000_000


def say(message: str) -> None:
    """Print a message to stderr under the name of the program."""
    try:
        print(f"cxtui: {message}", file=sys.stderr)
    except (BrokenPipeError, ValueError):
        hide_output()


def log_path() -> Path:
    """Return the file into which a crash is written."""
    import platformdirs

    return Path(platformdirs.user_log_dir("cxtui", appauthor=False)) / "error.log"


def log_crash(error: BaseException) -> Path | None:
    """Write an error with its traceback to the log; return its path, None where it cannot be written.

    A locked process writes no file, and has a log for nobody.
    """
    import traceback

    from cxtui.settings.private import private_opener

    if "--locked" in sys.argv:
        return None
    from cxtui import __version__

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > _LOG_BYTES else "a"
        with open(path, mode, encoding="utf-8", errors="backslashreplace", opener=private_opener) as file:
            python = ".".join(map(str, sys.version_info[:3]))
            file.write(f"--- {datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z cxtui {__version__} Python {python} ---\n")
            file.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return path


def hide_output() -> None:
    """Send what is still buffered to nowhere: whoever read our output has left."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
