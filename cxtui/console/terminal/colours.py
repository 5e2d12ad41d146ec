"""How many colours Textual believes that the terminal has."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from textual import constants


@contextmanager
def few_colours(wanted: bool) -> Iterator[None]:
    """Let Textual see a terminal of 256 colours at most while it starts: naming one of more takes twice the bytes."""
    before = constants.COLOR_SYSTEM
    if wanted and os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        constants.COLOR_SYSTEM = "256"  # type: ignore[misc]
    try:
        yield
    finally:
        constants.COLOR_SYSTEM = before  # type: ignore[misc]


@contextmanager
def no_colour(wanted: bool) -> Iterator[None]:
    """Let Textual see ``NO_COLOR`` while it starts, which is the only moment at which it looks."""
    before = os.environ.get("NO_COLOR")
    if wanted:
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        if wanted and before is None:
            del os.environ["NO_COLOR"]
