"""A pane that the wheel of a mouse scrolls."""

from textual import events

from cxtui.console.panes.pane import Pane

WHEEL = 3
"""Rows that one step of the wheel scrolls."""


class WheeledPane(Pane):
    """A pane whose subclass scrolls in ``wheel``."""

    def wheel(self, step: int) -> None:
        """Scroll by rows, up where they are negative."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self.wheel(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self.wheel(-WHEEL)
        event.stop()
