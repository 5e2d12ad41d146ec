"""What a terminal would show: the few sequences that Textual writes, played on a grid of cells."""

import codecs
import re

from rich.cells import get_character_cell_size

SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<private>[<-?]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|(?P<string>[\]P_^X])[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|(?P<other>[ -/]*[0-Z=>\\^-~]))"
)
PARTIAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?|[ -/]*)\Z")


class Screen:
    """A grid that takes what a program writes; ``sequences`` counts the kinds of escape sequences seen."""

    def __init__(self, width: int, height: int) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._rest = ""
        self.sequences: dict[str, int] = {}
        self.controls: set[str] = set()
        self.alternate = False
        self.cursor_shown = True
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Take another size; what was there is gone."""
        self.width, self.height = width, height
        self._cells = [[" "] * width for _ in range(height)]
        self._x = self._y = 0

    def lines(self) -> list[str]:
        """Return the lines on the screen."""
        return ["".join(row).rstrip() for row in self._cells]

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(self.lines())

    def feed(self, data: bytes) -> None:
        """Take what was written."""
        text = self._rest + self._decoder.decode(data)
        self._rest = ""
        place = 0
        while place < len(text):
            if text[place] != "\x1b":
                self._put(text[place])
                place += 1
                continue
            found = SEQUENCE.match(text, place)
            if found is None:
                assert PARTIAL.match(text, place), f"no sequence that a terminal knows: {text[place : place + 20]!r}"
                self._rest = text[place:]
                return
            self._obey(found)
            place = found.end()

    def _obey(self, found: re.Match[str]) -> None:
        final, private = found["final"], found["private"]
        kind = f"CSI {private}{final}" if final else f"ESC {found['string'] or found['other']}"
        self.sequences[kind] = self.sequences.get(kind, 0) + 1
        if kind == "CSI H":
            row, _, column = found["numbers"].partition(";")
            self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
        elif kind == "CSI J":
            self.resize(self.width, self.height)
        elif kind == "CSI K" and self._y < self.height:
            for x in range(self._x, self.width):
                self._cells[self._y][x] = " "
        elif kind in ("CSI ?h", "CSI ?l"):
            on = final == "h"
            self.alternate = on if found["numbers"] == "1049" else self.alternate
            self.cursor_shown = on if found["numbers"] == "25" else self.cursor_shown

    def _put(self, character: str) -> None:
        if character == "\r":
            self._x = 0
        elif character == "\n":
            self._y = min(self._y + 1, self.height - 1)
        elif character < " " or character == "\x7f":
            self.controls.add(character)
        elif self._y < self.height:
            self._write(character)

    def _write(self, character: str) -> None:
        size = get_character_cell_size(character)
        row = self._cells[self._y]
        if size == 0:
            if 0 < self._x <= self.width:
                row[self._x - 1] += character
            return
        for x in range(self._x, min(self._x + size, self.width)):
            row[x] = character if x == self._x else ""
        self._x += size
