"""What tells a prompt from other screens, without the widgets it is made of: those are loaded when one first opens."""

from collections.abc import Sequence

from cxtui.console.messages import QueryAnswered
from cxtui.kpis.query import Query


class Asking:
    """A screen that asks people for something, and may want to know things from the store meanwhile."""

    def queries(self) -> Sequence[Query]:
        """Return what the prompt wants to know."""
        return ()

    def answer(self, message: QueryAnswered) -> None:
        """Take an answer."""
