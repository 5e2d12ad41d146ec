"""What tells a prompt from other screens, without the widgets it is made of: those are loaded when one first opens."""

from collections.abc import Sequence

from cxtui.console.messages import Answered
from cxtui.kpis.inquiry import Inquiry


class Asking:
    """A screen that asks people for something, and may want to know things from the store meanwhile."""

    def inquiries(self) -> Sequence[Inquiry]:
        """Return what the prompt wants to know."""
        return ()

    def answer(self, message: Answered) -> None:
        """Take an answer."""
