"""Messages broken into lines and put in the middle of a pane."""

from textwrap import wrap

from cxtui.console.draw.text import fit, safe

WIDEST = 64
"""Cells of a message's line at most: longer ones are tiring to read."""


def wrapped(text: str, width: int, rows: int) -> list[str]:
    """Return a message in at most ``rows`` lines of ``width`` cells at most, cut with an ellipsis."""
    if width < 1 or rows < 1:
        return []
    return wrap(safe(text), width, max_lines=rows, placeholder="…", break_on_hyphens=False) or [""]


def centred(text: str, width: int, height: int) -> list[str]:
    """Return a message in the middle of ``width`` × ``height`` cells, as lines from the top."""
    rows = wrapped(text, min(width, WIDEST), height)
    above = max(0, (height - len(rows)) // 2)
    return [""] * above + [fit(" " * ((width - len(row)) // 2) + row, width) for row in rows]
