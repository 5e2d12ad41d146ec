"""The pane of words: what the file calls a status, a priority or a channel, and which of ours it is."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.mapping.labels import OURS, short
from cxtui.console.mapping.list_pane import ListPane, widths
from cxtui.language import N_, _
from cxtui.sources.drafting.sketch import Sketch
from cxtui.text.plain import fit, safe


class WordsPane(ListPane):
    """The words of every column that has a vocabulary, those first that nobody knows."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__(N_("Words of the file"), id="words")
        self.nothing = _("no column of statuses, priorities or channels yet")
        self.sketch = sketch
        self.rows = self._rows()

    def take(self, sketch: Sketch) -> None:
        """Show another sketch; the cursor stays on its word."""
        before = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        self.sketch = sketch
        fresh = self._rows()
        # Words stay where they are while somebody sorts them.
        self.rows = self.rows if sorted(fresh) == sorted(self.rows) else fresh
        self.cursor = self.rows.index(before) if before in self.rows else self.cursor
        self.redraw()

    def _rows(self) -> list[tuple[str, str]]:
        words = self.sketch.words.items()
        found = [(role, word, ours[1]) for role, known in words for word, ours in known.items()]
        return [(role, word) for role, word, known in sorted(found, key=lambda one: one[2])]

    @property
    def word(self) -> tuple[str, str]:
        """Return the column of ours and the word under the cursor."""
        return self.rows[self.cursor]

    def ours(self, role: str, word: str) -> str:
        """Return which of our words a word is."""
        return self.sketch.words[role][word][0]

    def turned(self, step: int) -> str:
        """Return which of our words comes next for the one under the cursor."""
        role, word = self.word
        offered, now = OURS[role], self.ours(role, word)
        return offered[(offered.index(now) + step) % len(offered)] if now in offered else offered[0]

    def unsure(self) -> int:
        """Return how many words nobody knows."""
        return sum(not ours[1] for words in self.sketch.words.values() for ours in words.values())

    def count(self) -> int:
        """Return how many words there are."""
        return len(self.rows)

    def row(self, place: int, width: int) -> Line:
        """Return a word: whose it is, itself, and ours."""
        role, word = self.rows[place]
        ours, known = self.sketch.words[role][word]
        kind = widths([short(one) for one in OURS], 6, 14)
        name = max(8, width - kind - 16)
        return (
            Cell(fit(short(role), kind, ascii=self.ascii), "faint"),
            Cell("  "),
            Cell(safe(word, name, ascii=self.ascii), "strong"),
            Cell("  > " if self.ascii else "  → ", "faint"),
            Cell(fit(ours + ("" if known else " ?"), 10, ascii=self.ascii), "good" if known else "warn"),
        )

    def about(self) -> str:
        """Return what to do with a word."""
        return _("left and right change it")
