"""What the screen of a mapping looks like: columns and words at the left, at the right what will be known."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from cxtui.console.bar import Bar, Spot
from cxtui.console.draw.strips import Cell, width_of
from cxtui.console.keys import TABLE, KeyTable, bindings, shown
from cxtui.console.mapping.columns_pane import ColumnsPane
from cxtui.console.mapping.known_pane import KnownPane
from cxtui.console.mapping.list_pane import ListPane
from cxtui.console.mapping.words_pane import WordsPane
from cxtui.language import _, ngettext
from cxtui.sources.drafting.sketch import Sketch
from cxtui.text.plain import number, safe

PANES = ("next_pane", "previous_pane")
FOOT = ("open", "map_leave_out", "map_zone", "map_dates", "map_save", "map_import", "help", "quit", "next_pane")
"""The keys that the last line names as far as they fit, the more needed first."""


class MapFace(Screen[None], inherit_bindings=False):
    """Panes on one sketch; ``said`` is what the header says behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("map"),
        *bindings("board", [key for key in TABLE if key.id in PANES]),
    ]
    AUTO_FOCUS = "#columns"
    DEFAULT_CSS = """
    MapFace {
        background: $ground; color: $ink;
        #left { width: 64%; }
        #known { width: 1fr; }
        Pane:focus { border-title-style: $focus-style; }
        #columns { height: 62%; }
        #words { height: 38%; }
    }
    """

    def __init__(self, sketch: Sketch, keys: KeyTable, ascii: bool) -> None:
        super().__init__()
        self.sketch, self.keys, self.ascii = sketch, keys, ascii
        self.columns = ColumnsPane(sketch)
        self.words = WordsPane(sketch)
        self.known = KnownPane()
        self.head, self.foot = Bar(id="head"), Bar(id="foot")
        self.saved = ""
        for pane in (self.columns, self.words, self.known):
            pane.ascii = ascii

    def compose(self) -> ComposeResult:
        """Lay out header, panes and footer."""
        yield self.head
        with Horizontal():
            with Vertical(id="left"):
                yield self.columns
                yield self.words
            yield self.known
        yield self.foot

    @property
    def list(self) -> ListPane:
        """Return the list that has the keys."""
        return self.words if self.focused is self.words else self.columns

    def take(self, sketch: Sketch, saved: str) -> None:
        """Show another sketch, and where it is saved."""
        self.sketch, self.saved = sketch, saved
        self.columns.take(sketch)
        self.words.take(sketch)
        self.say()

    def say(self) -> None:
        """Write the header and the footer."""
        sure = not self.sketch.why_zone.startswith("NOT SURE")
        unsure = self.words.unsure() + sum(g.reason.startswith("NOT SURE") for g in self.sketch.found.values())
        cells = [
            Cell(" cxtui map ", "badge-accent"),
            Cell(f" {safe(self.sketch.path.name, ascii=self.ascii)}  ", "strong"),
            Cell(_("zone") + " ", "faint"),
            Cell(safe(self.sketch.zone, ascii=self.ascii) + ("" if sure else " ?"), "good" if sure else "warn"),
        ]
        if self.sketch.doubtful_dates:
            cells += [Cell("  " + _("day or month first?"), "warn")]
        if unsure:
            said = ngettext("{n} to look at", "{n} to look at", unsure).format(n=number(unsure))
            cells += [Cell(f"  {said}", "warn")]
        cells += [Cell(f"  {safe(self.saved, ascii=self.ascii)}", "faint")]
        self.head.say(tuple(cells))
        self._keys()

    def _keys(self) -> None:
        cells, spots = [Cell(" ")], list[Spot]()
        for id in FOOT:
            if id == "map_dates" and not self.sketch.doubtful_dates:
                continue
            key = self.keys.of(id)
            word = _("choose") if id == "open" else _(key.foot)
            start = width_of(tuple(cells))
            one = (Cell(shown(key.keys[0], self.ascii) + " ", "accent"), Cell(word, "faint"))
            if start + width_of(one) > self.size.width:
                break
            cells += [*one, Cell("  ")]
            spots.append((start, start + width_of(one), key.action))
        self.foot.say(tuple(cells), tuple(spots))

    def on_mount(self) -> None:
        """Write header and footer."""
        self.say()

    def on_resize(self, event: events.Resize) -> None:
        """Give the trial more room where there is more."""
        self.query_one("#left").styles.width = "64%" if event.size.width < 120 else "60%"
        self._keys()

    def action_next_pane(self) -> None:
        """Go to the other list."""
        (self.columns if self.list is self.words else self.words).focus()

    def action_previous_pane(self) -> None:
        """Go to the other list."""
        self.action_next_pane()
