"""What all panes share: a Floor becomes lines, lines are compared, and only what differs is repainted."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line, changed, strip
from cxtui.console.draw.wrap import centred
from cxtui.console.messages import QueryAnswered
from cxtui.console.terminal.textual_private import write_border_subtitle, write_border_title
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.language import _

CURSOR = "/cursor"
"""Ends the role of a run on the row under the cursor."""

LAG = 5
"""Seconds by which a picture may be older than the last tick without turning the clocks back."""


class Pane(Widget):
    """A framed part of a screen that draws one part of a Floor, or answers to its own queries.

    A subclass says what, in ``lines``. ``NUMBERS`` are the numbers it shows, the foremost first; ``view`` is how
    people look at the floor now.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--faint", "pane--strong", "pane--good", "pane--warn", "pane--bad", "pane--paused",
        "pane--rule", "pane--cursor",
    }  # fmt: skip
    ALLOW_MAXIMIZE = True
    CLOCKS: ClassVar[bool] = False
    NUMBERS: ClassVar[tuple[str, ...]] = ()
    DEFAULT_CSS = """
    Pane {
        color: $ink;
        background: $ground;
        border: round $border;
        border-title-color: $ink;
        border-title-style: bold;
        border-subtitle-color: $faint;
        padding: 0 1;
        & > .pane--faint { color: $faint; text-style: $faint-style; }
        & > .pane--strong { color: $ink; text-style: bold; }
        & > .pane--good { color: $good; }
        & > .pane--warn { color: $warn; text-style: bold; }
        & > .pane--bad { color: $bad; text-style: $bad-style; }
        & > .pane--paused { color: $paused; }
        & > .pane--rule { color: $border; }
        & > .pane--cursor { color: $cursor-ink; background: $cursor; text-style: $cursor-style; }
        &:focus { border: round $accent; border-title-color: $accent; }
        &.-ascii { border: ascii $border; }
        &.-ascii:focus { border: ascii $accent; }
        &.-stale {
            color: $faded;
            border-title-color: $faded;
            border-subtitle-color: $faded;
            & > .pane--faint, & > .pane--strong, & > .pane--good, & > .pane--warn,
            & > .pane--bad, & > .pane--paused { color: $faded; }
        }
    }
    """

    def __init__(self, title: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.label = title
        self.floor: Floor | None = None
        self.view = WHOLE
        self.now = 0
        self._answers: dict[Query, object | None] = {}
        self._troubles: dict[Query, str] = {}
        self._ascii = False
        self._lines: list[Line] = []
        self._drawn = (-1, -1)
        self._strips: dict[int, Strip] = {}
        self._styles_of: dict[str, Style] = {}
        self._heading = ("", "")
        self._entitle(title)

    @property
    def ascii(self) -> bool:
        """Return whether the pane keeps to ASCII, for fonts without box and braille characters."""
        return self._ascii

    @ascii.setter
    def ascii(self, wanted: bool) -> None:
        self._ascii = wanted
        self.set_class(wanted, "-ascii")
        self.redraw()

    def show(self, floor: Floor) -> None:
        """Draw a new picture, repainting only what differs from the last."""
        self.floor = floor
        if not 0 <= self.now - floor.as_of <= LAG:
            self.now = floor.as_of
        self.took(floor)
        self.redraw()

    def tick(self, now: int) -> None:
        """Let the pane's clocks, if it has any, run to ``now`` (epoch seconds in the floor's time)."""
        if self.floor is not None and now != self.now:
            self.now = now
            if self.CLOCKS:
                self.redraw()

    def look(self, view: View) -> None:
        """Look at the floor in another way: what was answered in the last is forgotten."""
        if view != self.view:
            self.view = view
            wanted = set(self.queries(view))
            self._answers = {one: answer for one, answer in self._answers.items() if one in wanted}
            self._troubles.clear()
            self.redraw()

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return what the pane wants to know besides the floor, the most urgent first."""
        return ()

    def answered(self, message: QueryAnswered) -> None:
        """Take an answer; one that cannot be read now leaves the last one where it is."""
        if message.trouble is None:
            self._answers[message.query] = message.answer
            self._troubles.pop(message.query, None)
        else:
            self._troubles[message.query] = message.trouble
        self.heard(message.query)
        self.redraw()

    def heard(self, query: Query) -> None:
        """Prepare what only another answer changes (a hook for subclasses)."""

    def known(self, query: Query) -> object | None:
        """Return the newest answer to a query, None before the first."""
        return self._answers.get(query)

    def unknown(self, query: Query) -> tuple[str, str]:
        """Return the state and the words for a pane whose query has no answer: why not, or that it is being read."""
        if query in self._troubles:
            return "bad", self._troubles[query]
        if query in self._answers:
            return "", _("the store holds nothing of this")
        return "", _("reading") + ("..." if self.ascii else "…")

    def lacking(self) -> list[Query]:
        """Return what the pane has no answer to, and no reason why not."""
        wanted = self.queries(self.view)
        return [one for one in wanted if one not in self._answers and one not in self._troubles]

    def number_at_hand(self) -> str | None:
        """Return the name of the number that explanations begin with, None for a pane without any."""
        return next(iter(self.NUMBERS), None)

    def fade(self, stale: bool) -> None:
        """Dim the pane while its data is older than allowed."""
        self.set_class(stale, "-stale")

    def took(self, floor: Floor) -> None:
        """Prepare what only a new Floor changes (a hook for subclasses)."""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what the pane shows in a content area of that size, from the top; it may be shorter."""
        raise NotImplementedError

    def heading(self) -> tuple[str, str]:
        """Return the words in the upper and the lower edge of the frame."""
        return self._heading

    def redraw(self) -> None:
        """Make the lines anew and repaint the cells that differ."""
        if not self.is_mounted:
            return
        if self._drawn == tuple(self.content_size):
            self._repaint(self._fresh())
        else:
            self._draw_all()
            self.refresh()
        self._entitle(*self.heading())

    def _fresh(self) -> list[Line]:
        width, height = self.content_size
        fresh = self.lines(width, height)[:height] if width > 0 else []
        return fresh + [()] * (height - len(fresh))

    def _draw_all(self) -> None:
        self._lines = self._fresh()
        self._strips.clear()
        self._drawn = (self.content_size.width, self.content_size.height)

    def _repaint(self, fresh: list[Line]) -> None:
        regions = []
        width = self.content_size.width
        for y, (old, new) in enumerate(zip(self._lines, fresh, strict=True)):
            span = changed(old, new)
            if span is not None:
                regions.append(Region(span[0], y, min(span[1], width) - span[0], 1))
                self._strips.pop(y, None)
        self._lines = fresh
        if regions:
            self.refresh(*regions)

    def _entitle(self, title: str, subtitle: str = "") -> None:
        """Put words in the frame's edges; only the edge that changed is repainted.

        Textual's own setter repaints the whole widget, which a count in a title would do every second.
        """
        before, self._heading = self._heading, (title, subtitle)
        if before[0] != title:
            write_border_title(self, title)
            self._edge(0)
        if before[1] != subtitle:
            write_border_subtitle(self, subtitle)
            self._edge(self.outer_size.height - 1)

    def _edge(self, y: int) -> None:
        if self.is_mounted and self.outer_size.area:
            left, top = self.content_offset
            self.refresh(Region(-left, y - top, self.outer_size.width, 1))

    def notice(self, state: str, text: str, width: int, height: int) -> list[Line]:
        """Return a message wrapped and centred in the pane, in a state's colour and behind its glyph."""
        mark = f"{glyph(state, self.ascii)} " if state else ""
        return [(Cell(row, state or "faint"),) for row in centred(mark + text, width, height, ascii=self.ascii)]

    def style(self, role: str) -> Style:
        """Return the theme's style of a role, with the cursor's ground where the role asks for it."""
        made = self._styles_of.get(role)
        if made is None:
            name, on_cursor, _ = role.partition(CURSOR)
            made = self.get_component_rich_style(f"pane--{name}") if name else self.rich_style
            if on_cursor:
                cursor = self.get_component_rich_style("pane--cursor")
                # What is faded was chosen for the ground of the pane, and could not be read on the cursor's.
                plain = name in ("", "faint", "strong") or self.has_class("-stale")
                made = made + (cursor if plain else Style(bgcolor=cursor.bgcolor, reverse=cursor.reverse))
            self._styles_of[role] = made
        return made

    def render_line(self, y: int) -> Strip:
        """Return one line of the content."""
        if self._drawn != tuple(self.content_size):
            self._draw_all()
        made = self._strips.get(y)
        if made is None:
            line = self._lines[y] if y < len(self._lines) else ()
            made = self._strips[y] = strip(line, self.content_size.width, self.style)
        return made

    def forget(self) -> None:
        """Let go of what was drawn; it is drawn anew when it is seen."""
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Forget styles that a theme, the focus or staleness has changed."""
        super().notify_style_update()
        self._styles_of.clear()
        self._strips.clear()

    def on_mount(self) -> None:
        """Draw what was shown before the pane had a place."""
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for another size."""
        self.redraw()
