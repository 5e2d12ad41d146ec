"""A terminal's screen as it is and as it should be: over a slow line only the cells that differ are sent.

Textual writes whole runs of a row where one digit changed, and a new page several times over before it stands. Here
what it writes is drawn on a grid in memory, and the grid is compared with the one that the terminal is known to show.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<private>[<-?]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[ -/]*[0-Z=>\\^-~])"
)
_TEXT = re.compile(r"[^\x1b\r\n\x00-\x1f\x7f]+")
_OPEN, _CLOSE = "\x1b[?1049h", "\x1b[?1049l"
_SYNC = ("\x1b[?2026h", "\x1b[?2026l")
_GAP = 6
"""Cells between two changes that cost less than to move over them."""


class ScreenCell(NamedTuple):
    """A character with the parameters of its SGR; the right half of a wide one is empty."""

    text: str
    style: str


BLANK = ScreenCell(" ", "")


class ScreenDiff:
    """Two grids of a size; ``take`` what a program writes, ``send`` what the terminal needs."""

    def __init__(self, width: int, height: int) -> None:
        self.open = False
        self._style = ""
        self._x = self._y = 0
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin anew on a screen of another size, of which nothing is known."""
        self.width, self.height = width, height
        self._wanted = [[BLANK] * width for _ in range(height)]
        self._shown: list[list[ScreenCell]] | None = None

    def take(self, data: str) -> str:
        """Draw what a program writes; return what is no drawing, for the terminal at once."""
        through = []
        place = 0
        while place < len(data):
            text = _TEXT.match(data, place)
            if text:
                self._put(text[0])
                place = text.end()
                continue
            found = _SEQUENCE.match(data, place)
            if found is None:
                through.append(self._control(data[place]))
                place += 1
                continue
            through.append(self._obey(found))
            place = found.end()
        return "".join(through)

    def send(self) -> str:
        """Return what brings the terminal to the screen as it should be, and take it as sent."""
        if not self.open:
            return ""
        written = []
        if self._shown is None:
            written.append("\x1b[m\x1b[2J")
            self._shown = [[BLANK] * self.width for _ in range(self.height)]
        style = ""
        for y, (old, new) in enumerate(zip(self._shown, self._wanted, strict=True)):
            if old == new:
                continue
            for start, end in _spans(old, new):
                text, style = _run(new, start, end, style)
                written.append(f"\x1b[{y + 1};{start + 1}H{text}")
            self._shown[y] = new.copy()
        if style:
            written.append("\x1b[m")
        return "".join(written)

    def _control(self, character: str) -> str:
        if character == "\r":
            self._x = 0
        elif character == "\n":
            self._y += 1
        else:
            return character
        return ""

    def _obey(self, found: re.Match[str]) -> str:
        final, private, numbers = found["final"], found["private"], found["numbers"]
        if final is None or private:
            if found[0] in (_OPEN, _CLOSE):
                self.open = found[0] == _OPEN
                self._shown = None
            return "" if found[0] in _SYNC else found[0]
        if final == "m":
            self._style = _styled(self._style, numbers)
        elif final == "H":
            row, _, column = numbers.partition(";")
            self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
        elif final == "J":
            self._wanted = [[BLANK] * self.width for _ in range(self.height)]
        elif final == "K" and self._y < self.height:
            row = self._wanted[self._y]
            if self._x < self.width:
                _set(row, self._x, " ", 1, self._style)
                row[self._x :] = [ScreenCell(" ", self._style)] * (self.width - self._x)
        else:
            return found[0]
        return ""

    def _put(self, text: str) -> None:
        if not 0 <= self._y < self.height:
            return
        row, style, x = self._wanted[self._y], self._style, self._x
        for character in text:
            size = 1 if character.isascii() else get_character_cell_size(character)
            if size == 0:
                if 0 < x <= self.width:
                    # What a wide character carries stands with its left half: the right one stays empty.
                    at = x - 1 if row[x - 1].text or x < 2 else x - 2
                    row[at] = row[at]._replace(text=row[at].text + character)
                continue
            if x < self.width:
                _set(row, x, character if x + size <= self.width else " ", size, style)
            x += size
        self._x = x


def _set(row: list[ScreenCell], x: int, character: str, size: int, style: str) -> None:
    """Put a character into a row; of a wide one that loses a half, a blank is left of the other."""
    if x and not row[x].text:
        row[x - 1] = ScreenCell(" ", row[x - 1].style)
    end = min(x + size, len(row))
    row[x:end] = [ScreenCell(character, style), *[ScreenCell("", style)] * (end - x - 1)]
    if end < len(row) and not row[end].text:
        row[end] = ScreenCell(" ", row[end].style)


def _spans(old: list[ScreenCell], new: list[ScreenCell]) -> list[tuple[int, int]]:
    """Return the runs ``[from, to)`` in which two rows differ, those close to each other as one.

    About the width of some characters terminals do not agree: a row that has or had any is one run.
    """
    if not (_simple(old) and _simple(new)):
        return [(0, len(new))]
    spans: list[tuple[int, int]] = []
    for x, (before, after) in enumerate(zip(old, new, strict=True)):
        if before != after:
            if spans and x - spans[-1][1] <= _GAP:
                spans[-1] = (spans[-1][0], x + 1)
            else:
                spans.append((x, x + 1))
    return spans


def _simple(row: list[ScreenCell]) -> bool:
    return all(len(cell.text) == 1 for cell in row)


def _run(row: list[ScreenCell], start: int, end: int, style: str) -> tuple[str, str]:
    """Return what writes some cells of a row after a style was in force, and the style that is in force then."""
    blank = len(row)
    while blank > start and row[blank - 1] == BLANK:
        blank -= 1
    rest = end == len(row) and end - blank > len("\x1b[m\x1b[K")
    written = []
    for cell in row[start : blank if rest else end]:
        if cell.style != style:
            style = cell.style
            written.append(f"\x1b[0;{style}m" if style else "\x1b[m")
        written.append(cell.text)
    if rest:
        written.append("\x1b[K" if not style else "\x1b[m\x1b[K")
        style = ""
    return "".join(written), style


@lru_cache(maxsize=4096)
def _styled(before: str, numbers: str) -> str:
    """Return the style that is in force after an SGR, without what says only the usual."""
    parts = numbers.replace(":", ";").split(";")
    kept = before.split(";") if before else []
    place = 0
    while place < len(parts):
        code = parts[place]
        size = {"5": 3, "2": 5}.get(parts[place + 1], 1) if code in ("38", "48") and place + 1 < len(parts) else 1
        if code in ("", "0"):
            kept = []
        elif code == "39":
            kept = _without(kept, "3", "38")
        elif code == "49":
            kept = _without(kept, "4", "48")
        else:
            kept += parts[place : place + size]
        place += size
    return ";".join(kept)


def _without(kept: list[str], first: str, long: str) -> list[str]:
    """Return parameters without those of the foreground (30 to 38) or the background (40 to 48)."""
    left: list[str] = []
    place = 0
    while place < len(kept):
        size = {"5": 3, "2": 5}.get(kept[place + 1], 1) if kept[place] in ("38", "48") else 1
        bright = {"3": "9", "4": "10"}[first]
        of_it = kept[place] == long or (len(kept[place]) == 2 and kept[place][0] == first and kept[place] < long)
        if not of_it and not (kept[place].startswith(bright) and len(kept[place]) == len(bright) + 1):
            left += kept[place : place + size]
        place += size
    return left
