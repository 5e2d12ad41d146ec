"""Write the reference of the command line: ``python -m tests.cli.page > docs/cli.md``."""

import contextlib
import io
import os
from collections.abc import Iterator
from typing import Any

import typer

from cxtui.cli import main
from cxtui.cli.app import every

HEAD = """\
# The command line

What `--help` says of every command, written by `python -m tests.cli.page > docs/cli.md`; a test compares.

Exit codes: 0 done · 1 something is wrong with the store (`store check`) or stands fired (`review`) · 2 a mistake in
the command line or in a settings file · 3 nothing could be imported · 4 the store or the desk file cannot be used ·
70 a defect of cxtui, told in its log · 130 Ctrl-C, the store as it was.

Answers go to stdout, talk to stderr, and progress only to a terminal.
"""


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command as its words, groups before what they hold."""

    def walk(words: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
        yield words
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk((*words, name), inner)

    yield from walk((), typer.main.get_command(every()))


def help_of(words: tuple[str, ...]) -> str:
    """Return what a command's ``--help`` prints on a terminal of 100 columns."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = main([*words, "--help"])
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    assert code == 0, words
    return out.getvalue()


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for words in commands():
        parts.append(f"\n## {' '.join(('cxtui', *words))}\n\n```\n{help_of(words).strip()}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    print(page(), end="")
