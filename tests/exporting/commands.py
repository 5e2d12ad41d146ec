"""Commands run in this process, with what they printed."""

import contextlib
import io
from pathlib import Path

from cxtui.cli import main

AT = "2026-04-07 12:00"


def printed(store: Path, *words: str, at: str | None = AT) -> str:
    """Return what a command printed to stdout; it must succeed."""
    code, out, err = ran(store, *words, at=at)
    assert code == 0, err
    return out


def ran(store: Path, *words: str, at: str | None = AT) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command on a store."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*words, "--store", str(store), *(("--at", at) if at else ())])
    return code, out.getvalue(), err.getvalue()
