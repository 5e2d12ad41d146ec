"""A week by hours, each a shaded cell of one colour: how dense says how much."""

from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.text.plain import fit, number

LEVELS = 4
SHADES, ASCII_SHADES = " ░▒▓█", " .:+#"
HOURS = 24
WIDEST = 9
"""Cells that an hour takes at most."""

APART = 3
"""Cells from which on hours stand apart, which is dearer than the sums of days."""

ROOMY = 16
"""Lines from which on the days stand apart."""


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """Counts by day and hour (7 × 24, Monday first), with the words for the days; ``now`` is the running day and
    hour, None where there is none to mark."""

    counts: tuple[tuple[int, ...], ...]
    days: tuple[str, ...]
    short: tuple[str, ...]
    now: tuple[int, int] | None = None

    @property
    def most(self) -> int:
        """Return the greatest count of an hour."""
        return max((n for day in self.counts for n in day), default=0)


def level(n: int, most: int) -> int:
    """Return the shade of a count: 0 for none, then four even steps up to the most."""
    return 0 if n <= 0 or most <= 0 else min(LEVELS, -(-LEVELS * n // most))


def steps(most: int) -> tuple[tuple[int, int], ...]:
    """Return each shade that a count can have with the greatest such count, the lightest first."""
    tops = [(shade, most * shade // LEVELS) for shade in range(1, LEVELS + 1)]
    before = (0, *(top for _, top in tops))
    return tuple((shade, top) for (shade, top), last in zip(tops, before, strict=False) if top > last)


@dataclass(frozen=True, slots=True)
class Layout:
    """Cells that the names of days take, an hour, and a day's sum (0: left out); ``names`` are those that fit."""

    label: int
    cell: int
    sums: int
    names: tuple[str, ...]


def layout(week: WeekGrid, width: int) -> Layout:
    """Return how a week fits into a width; an hour of no cell at all cannot be drawn."""
    names = week.days
    if width - max(map(cell_len, names)) - 1 < APART * HOURS:
        names = week.short
    label = max(map(cell_len, names)) + 1
    sums = max(len(number(sum(day))) for day in week.counts) + 2
    cell, alone = (width - label - sums) // HOURS, (width - label) // HOURS
    if cell < APART and (alone >= APART or cell < 2):
        cell, sums = alone, 0
    return Layout(label, max(0, min(WIDEST, cell)), sums, names)


def heat(week: WeekGrid, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return the week in at most ``width`` × ``height`` cells: hours above, a line for each day, sums at the right."""
    shades = ASCII_SHADES if ascii else SHADES
    plan = layout(week, width)
    if plan.cell < 1:
        return []
    roomy = plan.cell >= len(number(week.most)) + 3
    lines: list[Line] = [_hours(week, plan.label, plan.cell)]
    for day, counts in enumerate(week.counts):
        running = week.now is not None and week.now[0] == day
        cells = [Cell(fit(plan.names[day], plan.label, ascii=ascii), "strong" if running else "faint")]
        for hour, n in enumerate(counts):
            shade = level(n, week.most)
            count = number(n) if roomy else ""
            cells.append(Cell(_cell(shades[shade], count, plan.cell, week.now == (day, hour), ascii), f"heat{shade}"))
        if plan.sums:
            cells.append(Cell(fit(number(sum(counts)), plan.sums, right=True), "faint"))
        lines.append(merged(cells))
        if height >= ROOMY and day + 1 < len(week.counts):
            lines.append(())
    return lines[:height]


def sign_of_now(cell: int, ascii: bool = False) -> str:
    """Return how the running hour is marked in cells of a width."""
    return "[ ]" if cell >= APART else "<" if ascii else "◂"


def _cell(shade: str, count: str, width: int, now: bool, ascii: bool) -> str:
    """Return an hour's cell: its shade, the running hour in brackets, its number where there is room for one."""
    if count:
        return ("[" if now else " ") + shade + fit(count, width - 3, right=True) + ("]" if now else " ")
    if now and width >= APART:
        return "[" + shade * (width - 2) + "]"
    if now and width == 2:
        return shade + sign_of_now(width, ascii)
    return shade * (width - 1) + " " if width >= APART else shade * width


def _hours(week: WeekGrid, label: int, cell: int) -> Line:
    """Return the hours, each where its cell begins, as many as have room."""
    step = next(s for s in (1, 2, 3, 4, 6, 12, HOURS) if cell * s >= 3)
    cells = [Cell(" " * label, "faint")]
    for hour in range(0, HOURS, step):
        running = week.now is not None and hour <= week.now[1] < hour + step
        cells.append(Cell(fit(f"{hour:02}", cell * min(step, HOURS - hour)), "strong" if running else "faint"))
    return merged(cells)
