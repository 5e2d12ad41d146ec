"""The strip of screens in the header: their keys and names, the one that is shown among them, as plain data."""

from collections.abc import Mapping

from cxtui.console.bar import Spot
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.keys import KeyTable, shown
from cxtui.language import N_, _

NAMES: Mapping[str, str] = {
    "screen_1": N_("Floor"),
    "screen_2": N_("Queue"),
    "screen_3": N_("Response"),
    "screen_4": N_("Agents"),
    "screen_5": N_("Escalations"),
    "screen_6": N_("Customers"),
    "screen_7": N_("Scorecard"),
}
"""What screens are called in the strip, by the names of their keys."""

SOURCE, REST = 30, 36
"""Cells beside the strip: for each source, and for calls to a review and the count of tickets."""


def screen_tabs(
    keys: KeyTable, at: str, width: int, sources: int, ascii: bool = False
) -> tuple[Line, tuple[Spot, ...]]:
    """Return the strip, and where a click goes to a screen; empty where there are no screens to go to, or no room.

    ``at`` is the name of the screen that is shown. Where ``sources`` sources leave no room for all names, the others
    are their keys alone; the choice hangs on widths that stay, so that nothing jumps when an age grows by a digit.
    """
    for named in (True, False):
        line, spots = _strip(keys, at, named, ascii)
        if width_of(line) + SOURCE * max(1, sources) + REST <= width or (not named and width_of(line) * 3 <= width):
            return line, spots
    return (), ()


def _strip(keys: KeyTable, at: str, named: bool, ascii: bool) -> tuple[Line, tuple[Spot, ...]]:
    cells: list[Cell] = []
    spots: list[Spot] = []
    x = 0
    for key in keys.at("everywhere"):
        if key.id not in NAMES or not key.keys:
            continue
        here = key.action == f"go('{at}')"
        parts = [Cell(f" {shown(key.keys[0], ascii)}", "strong" if here else "accent")]
        if named or here:
            parts.append(Cell(f" {_(NAMES[key.id])} ", "strong" if here else "faint"))
        size = width_of(tuple(parts))
        cells += parts
        spots.append((x, x + size, key.action))
        x += size
    return (*cells, Cell("  ")) if cells else (), tuple(spots)
