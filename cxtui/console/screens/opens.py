"""What keys of a board open: pages over it, and prompts."""

from textual.screen import Screen

from cxtui.console.keys import KeyTable
from cxtui.console.messages import DemoWanted, Look, LookAtNow, OpenEvents, OpenList, OpenNumber, OpenReview
from cxtui.console.panes.pane import Pane
from cxtui.console.picture import Picture
from cxtui.kpis.query import View


class OpensPages(Screen[None], inherit_bindings=False):
    """The part of a board that opens what its keys ask for."""

    picture: Picture
    keys: KeyTable
    ascii: bool
    panes: dict[str, Pane]
    pane: str

    def key_enter(self) -> None:
        """Take the offer of a demo where there is nothing to look at."""
        if self.picture.offers_demo:
            self.post_message(DemoWanted())

    def action_explain(self) -> None:
        """Explain the number under the cursor, or the pane's foremost; the others are a step away."""
        pane = self.panes[self.pane]
        name = pane.number_at_hand()
        if name is not None:
            self.post_message(OpenNumber(name, pane.NUMBERS))

    def action_doubts(self) -> None:
        """Open the list of what makes numbers doubtful."""
        self.post_message(OpenList("doubts"))

    def action_review(self) -> None:
        """Open the list of what is to be looked into."""
        self.post_message(OpenReview())

    def action_now(self) -> None:
        """Look at now instead of the end of old data."""
        self.post_message(LookAtNow())

    def look(self, view: View) -> None:
        """Look at the floor in another way."""
        self.post_message(Look(view))

    def action_range(self) -> None:
        """Choose the time range and what it is compared with."""
        from cxtui.console.screens.range import RangePrompt

        self.app.push_screen(RangePrompt(self.picture, self.keys, self.ascii))

    def action_filter(self) -> None:
        """Filter, or take a filter that was saved."""
        from cxtui.console.screens.filter import FilterPrompt
        from cxtui.settings.filters import filters_path

        locked = bool(getattr(self.app, "locked", False))
        self.app.push_screen(FilterPrompt(self.picture, self.keys, self.ascii, None if locked else filters_path()))

    def action_events(self) -> None:
        """Open the list of what has happened."""
        self.post_message(OpenEvents())
