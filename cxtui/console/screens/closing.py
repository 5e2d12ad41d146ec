"""Closing what lies over another screen, however fast somebody types."""

from typing import Any

from textual.await_complete import AwaitComplete


class ClosesOnce:
    """A screen that closes itself alone: of two quick Escapes the second comes when another one is shown already."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close if it is what is shown, with a result for whoever opened it."""
        if self.app.screen is not self:  # type: ignore[attr-defined]
            return AwaitComplete()
        closing: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return closing
