"""Shares as thick bars from side to side, with their norm as a mark through all of them."""

from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw.huge import DotSize, huge, width_of
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.kpis.value import NormState
from cxtui.text.plain import fit


@dataclass(frozen=True, slots=True)
class WallBar:
    """A bar: its name, the share of 0 to 1 that it shows, that in words, what stands beside it, and its state."""

    name: str
    share: float
    value: str
    beside: str
    state: NormState = "none"


def bar_lines(
    bars: tuple[WallBar, ...], norm: float | None, width: int, height: int, ascii: bool = False
) -> list[Line]:
    """Return the bars one below another, name and value in large letters where all have room so."""
    if not bars or height < len(bars):
        return []
    each = height // len(bars)
    size = DotSize(1, 1)
    names, values = ([width_of(text, size) for text in texts] for texts in _texts(bars))
    large = not ascii and each > size.rows and min(*names, *values) > 0 and max(names) + max(values) < width // 2
    thick = size.rows if large else max(1, min(3, each - 1))
    left = (max(names) if large else max(cell_len(one.name) for one in bars)) + 3
    right = (max(values) if large else max(cell_len(one.value) for one in bars)) + 3
    after = max(cell_len(one.beside) for one in bars) + 2
    room = max(1, width - left - right - after)
    lines: list[Line] = []
    for one in bars:
        role = "" if one.state == "none" else one.state
        before, behind = _words(one, size, thick, large)
        for row in range(thick):
            beside = one.beside if row == thick - 1 else ""
            lines.append((
                Cell(fit(before[row], left, ascii=ascii), "strong"), *_bar(one, norm, room, ascii),
                Cell("   "), Cell(fit(behind[row], right - 3, right=True, ascii=ascii), role or "strong"),
                Cell(fit(f"  {beside}", after, ascii=ascii), "faint"),
            ))  # fmt: skip
        lines += [()] * min(each - thick, 2 * thick)
    return lines


def _texts(bars: tuple[WallBar, ...]) -> tuple[list[str], list[str]]:
    return [one.name for one in bars], [one.value for one in bars]


def _words(one: WallBar, size: DotSize, thick: int, large: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if large:
        return huge(one.name, size), huge(one.value, size)
    blank = ("",) * (thick - 1)
    return (*blank, one.name), (*blank, one.value)


def _bar(one: WallBar, norm: float | None, width: int, ascii: bool) -> Line:
    full, rest, mark = ("=", ".", "|") if ascii else ("█", "░", "┃")
    role = "bar" if one.state == "none" else one.state
    whole = round(max(0.0, min(1.0, one.share)) * width)
    cells = [Cell(full, role)] * whole + [Cell(rest, "bar-rest")] * (width - whole)
    if norm is not None:
        cells[min(width - 1, round(max(0.0, min(1.0, norm)) * width))] = Cell(mark, "strong")
    return merged(cells)
