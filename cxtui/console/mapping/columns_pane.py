"""The pane of a file's columns: what stands in them at the left, which of ours they fill at the right."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.mapping.labels import SHORT, short
from cxtui.console.mapping.list_pane import ListPane, widths
from cxtui.language import N_, _
from cxtui.sources.drafting.contents import Content
from cxtui.sources.drafting.sketch import Sketch
from cxtui.text.plain import fit, safe


class ColumnsPane(ListPane):
    """The columns in their order."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__(N_("Columns of the file"), id="columns")
        self.sketch = sketch

    def take(self, sketch: Sketch) -> None:
        """Show another sketch."""
        self.sketch = sketch
        self.redraw()

    @property
    def content(self) -> Content:
        """Return the column under the cursor."""
        return self.sketch.contents[self.cursor]

    def count(self) -> int:
        """Return how many columns there are."""
        return len(self.sketch.contents)

    def row(self, place: int, width: int) -> Line:
        """Return a column: its name, three of its cells, and ours."""
        one = self.sketch.contents[place]
        role = self.sketch.role(one.column)
        ours = widths([_(text) for text in SHORT.values()], 8, 16)
        name = widths([safe(c.column, ascii=self.ascii) for c in self.sketch.contents], 8, max(8, width // 3))
        cells = max(0, width - name - ours - 6)
        unsure = role is not None and self.sketch.found[role].reason.startswith("NOT SURE")
        return (
            Cell(safe(one.column, name, ascii=self.ascii), "strong" if role else "faint"),
            Cell("  "),
            Cell(safe(" | ".join(one.samples), cells, ascii=self.ascii), "faint"),
            Cell(("  > " if self.ascii else "  → ") if role else "    ", "faint"),
            Cell(fit(short(role) + (" ?" if unsure else ""), ours, ascii=self.ascii), "warn" if unsure else "good"),
        )

    def about(self) -> str:
        """Return why the column is what it is."""
        role = self.sketch.role(self.content.column)
        why = self.sketch.found[role].reason if role else self.content.described()
        return safe(why.removeprefix("NOT SURE: "), ascii=self.ascii)
