"""Messages broken into lines and put in the middle of a pane."""

from textwrap import wrap

from rich.cells import cell_len

from cxtui.text.plain import cut, fit, safe

WIDEST = 64
"""Cells of a message's line at most: longer ones are tiring to read."""


def wrapped(text: str, width: int, rows: int, *, ascii: bool = False) -> list[str]:
    """Return a message in at most ``rows`` lines of ``width`` cells at most, cut with an ellipsis."""
    if width < 1 or rows < 1:
        return []
    end = "~" if ascii else "…"
    lines = wrap(safe(text, ascii=ascii), width, max_lines=rows, placeholder=end, break_on_hyphens=False)
    return [cut(line, width, ascii=ascii) for line in lines]


def centred(text: str, width: int, height: int, *, ascii: bool = False) -> list[str]:
    """Return a message in the middle of ``width`` × ``height`` cells, its lines about equally long."""
    widest = min(width, WIDEST)
    rows = wrapped(text, widest, height, ascii=ascii)
    while widest > 1 and len(narrower := wrapped(text, widest - 1, height, ascii=ascii)) == len(rows) > 1:
        if narrower[-1].endswith(("…", "~")):
            break
        rows, widest = narrower, widest - 1
    above = max(0, (height - len(rows)) // 2)
    return [""] * above + [fit(" " * ((width - cell_len(row)) // 2) + row, width) for row in rows]
