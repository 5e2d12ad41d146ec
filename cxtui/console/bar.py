"""A line across the screen, header or footer, of which only the cells that change are repainted."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cxtui.console.draw.strips import Cell, Line, changed, strip, width_of

Spot = tuple[int, int, str]
"""Cells ``[from, to)`` of a bar that do an action when clicked."""


class Bar(Widget):
    """One line of text in roles of the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--plain", "bar--strong", "bar--faint", "bar--good", "bar--warn", "bar--bad", "bar--accent",
        "bar--badge-good", "bar--badge-warn", "bar--badge-bad", "bar--badge-accent",
    }  # fmt: skip
    DEFAULT_CSS = """
    Bar {
        height: 1;
        color: $ink;
        background: $strip;
        & > .bar--strong { color: $ink; text-style: bold; }
        & > .bar--faint { color: $faint; text-style: $faint-style; }
        & > .bar--good { color: $good; }
        & > .bar--warn { color: $warn; }
        & > .bar--bad { color: $bad; text-style: $bad-style; }
        & > .bar--accent { color: $accent; }
        & > .bar--badge-good { color: $good; text-style: bold reverse; }
        & > .bar--badge-warn { color: $warn; text-style: bold reverse; }
        & > .bar--badge-bad { color: $bad; text-style: bold reverse; }
        & > .bar--badge-accent { color: $accent; text-style: bold reverse; }
    }
    """

    class Clicked(Message):
        """Someone clicked a spot of the bar that stands for an action."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line: Line = ()
        self._spots: tuple[Spot, ...] = ()
        self._strip: Strip | None = None

    @property
    def text(self) -> str:
        """Return what the bar says."""
        return "".join(cell.text for cell in self._line)

    def say(self, line: Line, spots: tuple[Spot, ...] = ()) -> None:
        """Show a line; only the cells that differ from the last are repainted."""
        self._spots = spots
        span = changed(self._line, line)
        if span is None:
            return
        self._line = line
        self._strip = None
        self.refresh(Region(span[0], 0, max(1, span[1] - span[0]), 1))

    def style(self, role: str) -> Style:
        """Return the theme's style of a role."""
        return self.get_component_rich_style(f"bar--{role}") if role else self.rich_style

    def render_line(self, y: int) -> Strip:
        """Return the line, cut or filled to the bar's width."""
        if self._strip is None or self._strip.cell_length != self.size.width:
            # Only the bar's own ground fills the rest: a badge at the end must not bleed to the edge.
            rest = self.size.width - width_of(self._line)
            line = (*self._line, Cell(" " * rest)) if rest > 0 else self._line
            self._strip = strip(line, self.size.width, self.style)
        return self._strip

    def notify_style_update(self) -> None:
        """Forget styles that another theme has changed."""
        super().notify_style_update()
        self._strip = None

    def on_click(self, event: events.Click) -> None:
        """Do the action that stands where the click was."""
        for start, end, action in self._spots:
            if start <= event.x < end:
                self.post_message(self.Clicked(action))
                return
