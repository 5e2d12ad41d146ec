"""Shares with their intervals: points with whiskers above an axis of bands, or lying one below another."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw.curves import steps
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.text.plain import cut, fit, number, percent


@dataclass(frozen=True, slots=True)
class WhiskerPoint:
    """A share between 0 and 1 with its interval, all None without units; ``few`` says that ``n`` is too small."""

    label: str
    short: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What points, whiskers, the line of a mark and points beyond the axis are drawn with."""

    point: str
    small: str
    upper: str
    stem: str
    lower: str
    left: str
    rule: str
    right: str
    mark: str
    below: str
    above: str


SIGNS = Signs("●", "○", "┬", "│", "┴", "├", "─", "┤", "┆", "▾", "▴")
ASCII_SIGNS = Signs("*", "o", "-", "|", "-", "[", "-", "]", ":", "v", "^")


def signs(ascii: bool) -> Signs:
    """Return the signs of a terminal."""
    return ASCII_SIGNS if ascii else SIGNS


def drawable(points: Sequence[WhiskerPoint]) -> bool:
    """Return whether there is any share to draw."""
    return any(one.value is not None for one in points)


def upright(
    points: Sequence[WhiskerPoint], mark: float | None, size: tuple[int, int], ascii: bool = False
) -> list[Line]:
    """Return a chart of ``size`` (width, height): shares upwards, a column for each point, labels and n below.

    ``mark`` is a place among the columns, 0 at the left edge of the first and 1 at its right, for a dashed line.
    """
    width, height = size
    rows = height - 2
    ticks = steps(*_range(points), "ratio", rows)
    texts = [percent(tick) for tick in ticks]
    gutter = max(cell_len("n"), *map(cell_len, texts)) + 1
    column = (width - gutter) // len(points)
    field = [[Cell(" ")] * (column * len(points)) for _ in range(rows)]
    if mark is not None:
        at = min(column * len(points) - 1, round(mark * column))
        for row in field:
            row[at] = Cell(signs(ascii).mark, "norm")
    for place, one in enumerate(points):
        _stand(field, one, place * column + column // 2, (ticks[0], ticks[-1]), signs(ascii))
    labels = {_row(tick, (ticks[0], ticks[-1]), rows): text for tick, text in zip(ticks, texts, strict=True)}
    lines: list[Line] = []
    for at, row in enumerate(field):
        edge = ("|" if ascii else "┤") if at in labels else ("|" if ascii else "│")
        lines.append(merged([Cell(fit(labels.get(at, ""), gutter - 1, right=True) + edge, "faint"), *row]))
    wide = any(cell_len(one.label) > column - 1 for one in points)
    names = [one.short if wide else one.label for one in points]
    return [*lines, _under("", names, gutter, column, ascii), _under("n", [_n(p.n, column) for p in points], gutter,
                                                                     column, ascii)]  # fmt: skip


def lying(points: Sequence[WhiskerPoint], mark: int | None, size: tuple[int, int], ascii: bool = False) -> list[Line]:
    """Return a line for each point in ``size`` (width, height): label, whiskers on one scale, share and n.

    ``mark`` is the place of the point that is marked.
    """
    width, height = size
    shown = list(points) if len(points) < height else [one for one in points if one.n]
    names, shares = [one.label for one in shown], ["" if p.value is None else percent(p.value) for p in shown]
    counts = [number(one.n) for one in shown]
    label, share, n = (max(map(cell_len, texts), default=0) for texts in (names, shares, counts))
    room = width - label - share - n - 6
    if room < 8:
        return []
    low, high = _range(points)
    scale = (low - (high - low) * 0.05, high + (high - low) * 0.05)
    scale = (max(0.0, scale[0]), min(1.0, scale[1]))
    left, right = percent(scale[0]), percent(scale[1])
    head = left + " " * max(1, room - cell_len(left) - cell_len(right)) + right
    lines: list[Line] = [(Cell(" " * (label + 1) + fit(head, room) + fit("", share + 2) + fit("n", n + 1, right=True),
                               "faint"),)]  # fmt: skip
    for one, name, text, count in zip(shown, names, shares, counts, strict=True):
        row = [Cell(" ")] * room
        _lie(row, one, scale, signs(ascii))
        marked = mark is not None and mark < len(points) and points[mark] is one
        end = (" <" if ascii else " ◂") if marked else ""
        role = "faint" if one.few else ""
        cells = [Cell(fit(name, label, right=True) + " ", "faint"), *row, Cell(fit(text, share + 2, right=True), role)]
        lines.append(merged([*cells, Cell(fit(count, n + 1, right=True), "faint"), Cell(end, "norm")]))
    return lines[:height]


def _stand(field: list[list[Cell]], one: WhiskerPoint, x: int, scale: tuple[float, float], with_: Signs) -> None:
    if one.value is None:
        return
    rows = len(field)
    at = _row(one.value, scale, rows)
    # A point beyond the axis is an arrow alone: a whisker whose dot is not there tells nothing.
    if one.low is not None and one.high is not None and scale[0] <= one.value <= scale[1]:
        top, bottom = _row(one.high, scale, rows), _row(one.low, scale, rows)
        for y in range(top, bottom + 1):
            sign = with_.upper if y == top else with_.lower if y == bottom else with_.stem
            field[y][x] = Cell(sign, "interval")
    sign = with_.below if one.value < scale[0] else with_.above if one.value > scale[1] else _dot(one, with_)
    field[at][x] = Cell(sign, "faint" if one.few else "bar")


def _lie(row: list[Cell], one: WhiskerPoint, scale: tuple[float, float], with_: Signs) -> None:
    if one.value is None:
        return
    if one.low is not None and one.high is not None:
        start, end = _column(one.low, scale, len(row)), _column(one.high, scale, len(row))
        for x in range(start, end + 1):
            sign = with_.left if x == start else with_.right if x == end else with_.rule
            row[x] = Cell(sign, "interval")
    row[_column(one.value, scale, len(row))] = Cell(_dot(one, with_), "faint" if one.few else "bar")


def _dot(one: WhiskerPoint, with_: Signs) -> str:
    return with_.small if one.few else with_.point


def _range(points: Sequence[WhiskerPoint]) -> tuple[float, float]:
    """Return the least and the greatest end of the intervals that count, of all where none does."""
    sure = [one for one in points if one.value is not None and not one.few]
    kept = sure or [one for one in points if one.value is not None]
    lows = [v for one in kept for v in (one.low, one.value) if v is not None]
    highs = [v for one in kept for v in (one.high, one.value) if v is not None]
    low, high = min(lows, default=0.0), max(highs, default=1.0)
    return (low, high) if high - low >= 0.02 else (max(0.0, low - 0.01), min(1.0, high + 0.01))


def _row(value: float, scale: tuple[float, float], rows: int) -> int:
    """Return the row of a value, 0 at the top, at an edge where it is outside."""
    low, high = scale
    return min(rows - 1, max(0, round((high - value) / (high - low) * (rows - 1))))


def _column(value: float, scale: tuple[float, float], width: int) -> int:
    low, high = scale
    return min(width - 1, max(0, round((value - low) / (high - low) * (width - 1))))


def _under(head: str, texts: Sequence[str], gutter: int, column: int, ascii: bool) -> Line:
    cells = [Cell(fit(head, gutter - 1, right=True) + " ")]
    for text in texts:
        shown = cut(text, column - 1, ascii=ascii)
        cells.append(Cell(fit(" " * max(0, (column - cell_len(shown)) // 2) + shown, column)))
    return (Cell("".join(cell.text for cell in cells), "faint"),)


def _n(n: int, column: int) -> str:
    """Return a count that fits a column: thousands as ``81k`` where it does not."""
    text = number(n)
    return text if cell_len(text) < column else f"{number(n // 1000)}k"
