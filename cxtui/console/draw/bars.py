"""A score as a bar that ends in its interval: ``━━━━━━━━├──●──┤``."""

from cxtui.console.draw.strips import Cell


def bar(score: float, low: float | None, high: float | None, width: int, *, ascii: bool = False) -> tuple[Cell, ...]:
    """Return a score of 0–100 in ``width`` cells: sure up to the lower bound, whiskers, the score a dot.

    An interval narrower than three cells shows as the dot alone; without an interval it is a plain bar.
    """
    if width < 1:
        return ()
    full, left, rule, dot, right = "=[-o]" if ascii else "━├─●┤"
    at = _cell(score, width)
    if low is None or high is None:
        return _runs(full * (at + 1), "", " " * (width - at - 1))
    start, end = _cell(low, width), _cell(high, width)
    if end - start < 2:
        return _runs(full * at, dot, " " * (width - at - 1))
    middle = min(max(at, start + 1), end - 1)
    whiskers = left + rule * (middle - start - 1) + dot + rule * (end - middle - 1) + right
    return _runs(full * start, whiskers, " " * (width - end - 1))


def _cell(score: float, width: int) -> int:
    return min(width - 1, max(0, round(score / 100 * (width - 1))))


def _runs(full: str, whiskers: str, rest: str) -> tuple[Cell, ...]:
    """Return the bar's runs; the dot is part of the bar, the whiskers are its doubt."""
    before, dot, after = whiskers.partition("●" if "●" in whiskers else "o")
    sure, doubt = "bar", "interval"
    cells = (Cell(full, sure), Cell(before, doubt), Cell(dot, sure), Cell(after, doubt), Cell(rest))
    return tuple(cell for cell in cells if cell.text)
