"""The line of a board that tells what has just happened, and what came while nobody looked, as plain data."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from cxtui.console.bar import Bar, Spot
from cxtui.console.draw.glyphs import clock_time
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.keys import KeyTable, shown
from cxtui.console.picture import Picture
from cxtui.kpis.floor_events import FloorEvent, FloorEventKind, fresh
from cxtui.language import _
from cxtui.text.ages import age
from cxtui.text.happened import counted, what_happened
from cxtui.text.plain import cut

MARKS: Mapping[FloorEventKind, tuple[str, str, str]] = {
    "broke": ("X", "X", "bad"), "escalated": ("!", "!", "warn"), "fired": ("!", "!", "warn"),
    "cleared": ("✓", "+", "good"), "silent": ("X", "X", "bad"), "back": ("✓", "+", "good"),
    "bad_rating": ("!", "!", "warn"), "rank_up": ("▲", "^", "faint"), "rank_down": ("▼", "v", "faint"),
}  # fmt: skip
"""The glyph of each kind, in ASCII too, and its role."""

GAP = "   "


class EventStrip(Bar):
    """What has just happened, the newest first, in one line; hidden until a screen has room for it."""

    DEFAULT_CSS = "EventStrip { display: none; }"

    def tell(self, picture: Picture, keys: KeyTable, width: int, ascii: bool) -> None:
        """Tell what happened until the instant that the picture shows; what was missed first."""
        if self.display and picture.floor is not None:
            self.say(*strip_line(picture, keys, width, ascii))


def strip_line(picture: Picture, keys: KeyTable, width: int, ascii: bool = False) -> tuple[Line, tuple[Spot, ...]]:
    """Return the line, and where a click opens all events: as many of the newest as have room, the first cut."""
    assert picture.floor is not None
    now, zone, key = picture.instant(), ZoneInfo(picture.floor.zone), keys.of("events")
    hint = (Cell(f"{shown(key.keys[0], ascii)} ", "accent"), Cell(_("all events") + " ", "faint"))
    room = width - width_of(hint) - 1
    told = _missed(picture, zone, ascii)
    cells: list[Cell] = [Cell(" "), *told]
    for event in picture.events.until(now):
        words = event_cells(event, now, zone, ascii)
        before = [Cell(GAP)] if len(cells) > 1 else []
        if width_of(tuple(cells)) + len(before) * len(GAP) + width_of(words) > room:
            if len(cells) == 1:
                cells += _cut(words, room, ascii)
            break
        cells += [*before, *words]
    if len(cells) == 1:
        cells.append(Cell(_("nothing has happened yet"), "faint"))
    spare = width - width_of(tuple(cells)) - width_of(hint)
    if spare < 1:
        return tuple(cells), ((0, width, key.action),)
    return (*cells, Cell(" " * spare), *hint), ((0, width, key.action),)


def event_cells(event: FloorEvent, now: int, zone: ZoneInfo, ascii: bool = False) -> Line:
    """Return an event with its time, glyph and age: what is younger than a minute stands out."""
    glyph, plain, role = MARKS[event.kind]
    new = fresh(event.at, now)
    since = _("{age} ago").format(age=age(now - event.at))
    dot = "-" if ascii else "·"
    return (
        Cell(clock_time(event.at, now, zone) + " ", "faint"),
        Cell(f"{plain if ascii else glyph} ", role),
        Cell(what_happened(event, ascii), "strong" if new else ""),
        Cell(f" {dot} {since}", "faint"),
    )


def _missed(picture: Picture, zone: ZoneInfo, ascii: bool) -> Line:
    missed = picture.events.missed
    if missed is None or picture.pause is not None:
        return ()
    words = _("since you last looked at {time}: {counts}")
    time = clock_time(missed.since, picture.now(), zone)
    return (Cell(words.format(time=time, counts=counted(missed.counts, ascii)), "accent"),)


def _cut(words: Line, room: int, ascii: bool) -> list[Cell]:
    """Return the cells that have room, the last of them cut."""
    found: list[Cell] = []
    for cell in words:
        left = room - 1 - width_of(tuple(found))
        if left > 0:
            found.append(Cell(cut(cell.text, left, ascii=ascii), cell.role))
    return found
