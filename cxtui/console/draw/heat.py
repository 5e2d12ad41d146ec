"""A week by hours, each a shaded cell: how dark says how much, and so does its colour."""

from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.text.plain import fit, number

LEVELS = 4
SHADES, ASCII_SHADES = " ░▒▓█", " .:+#"
HOURS = 24
WIDEST = 9
"""Cells that an hour takes at most."""

ROOMY = 16
"""Lines from which on the days stand apart."""


@dataclass(frozen=True, slots=True)
class Week:
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


def heat(week: Week, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return the week in at most ``width`` × ``height`` cells: hours above, a line for each day, sums at the right."""
    shades = ASCII_SHADES if ascii else SHADES
    label = max(map(cell_len, week.days)) + 1
    if width - label < 3 * HOURS:
        label = max(map(cell_len, week.short)) + 1
    sums = [number(sum(day)) for day in week.counts]
    wide = max(map(len, sums)) + 2
    cell = min(WIDEST, (width - label - wide) // HOURS)
    if cell < 2:
        wide, cell = 0, (width - label) // HOURS
    if cell < 1:
        return []
    names = week.days if label > max(map(cell_len, week.short)) + 1 else week.short
    digits = len(number(week.most))
    lines: list[Line] = [_hours(week, label, cell)]
    gap = height >= ROOMY
    for day, counts in enumerate(week.counts):
        running = week.now is not None and week.now[0] == day
        cells = [Cell(fit(names[day], label, ascii=ascii), "strong" if running else "faint")]
        for hour, n in enumerate(counts):
            shade = level(n, week.most)
            told = number(n) if cell >= digits + 3 else ""
            cells.append(Cell(_cell(shades[shade], told, cell, week.now == (day, hour), ascii), f"heat{shade}"))
        if wide:
            cells.append(Cell(fit(sums[day], wide, right=True), "faint"))
        lines.append(merged(cells))
        if gap and day + 1 < len(week.counts):
            lines.append(())
    return lines[:height]


def _cell(shade: str, told: str, width: int, now: bool, ascii: bool) -> str:
    """Return an hour's cell: its shade, the running hour in brackets, its number where there is room for one."""
    if told:
        return ("[" if now else " ") + shade + fit(told, width - 3, right=True) + ("]" if now else " ")
    if now and width >= 3:
        return "[" + shade * (width - 2) + "]"
    if now and width == 2:
        return shade + ("<" if ascii else "◂")
    return shade * (width - 1) + " " if width >= 3 else shade * width


def _hours(week: Week, label: int, cell: int) -> Line:
    """Return the hours, each where its cell begins, as many as have room."""
    step = next(s for s in (1, 2, 3, 4, 6, 12, HOURS) if cell * s >= 3)
    cells = [Cell(" " * label, "faint")]
    for hour in range(0, HOURS, step):
        running = week.now is not None and hour <= week.now[1] < hour + step
        cells.append(Cell(fit(f"{hour:02}", cell * min(step, HOURS - hour)), "strong" if running else "faint"))
    return merged(cells)
