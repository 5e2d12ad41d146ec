"""What the parts of the console tell each other."""

from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from cxtui.kpis.feed import Trouble
from cxtui.kpis.floor import Floor, TicketView

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review
    from cxtui.kpis.explain import Explanation
    from cxtui.kpis.lists import Table

Question = tuple[str, ...]
"""What a page asks of the store: ``("ticket", source, ticket)``, ``("number", name)``, ``("list", name)``,
and ``("review",)`` for what stands fired, which a Reviewed answers."""

View: TypeAlias = "TicketView | Explanation | Table"


class NewFloor(Message):
    """A newer picture of the floor; it replaces one that nobody has drawn yet."""

    def __init__(self, floor: Floor) -> None:
        super().__init__()
        self.floor = floor

    def can_replace(self, message: Message) -> bool:
        """Let a waiting NewFloor take the place of this one."""
        return isinstance(message, NewFloor)


class StoreTroubled(Message):
    """The store cannot be read now: ``trouble`` names the state, ``text`` says what to do about it."""

    def __init__(self, trouble: Trouble, text: str) -> None:
        super().__init__()
        self.trouble: Trouble = trouble
        self.text = text

    def can_replace(self, message: Message) -> bool:
        """Let a waiting StoreTroubled take the place of this one."""
        return isinstance(message, StoreTroubled)


class OpenTicket(Message):
    """Someone pressed Enter on a ticket's row."""

    def __init__(self, source: str, ticket: str) -> None:
        super().__init__()
        self.source = source
        self.ticket = ticket


class OpenAgent(Message):
    """Someone pressed Enter on an agent's row."""

    def __init__(self, source: str, agent: str) -> None:
        super().__init__()
        self.source = source
        self.agent = agent


class OpenNumber(Message):
    """Someone wants a number explained."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class OpenList(Message):
    """Someone wants to see a list."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class OpenReview(Message):
    """Someone wants to see what is to be looked into."""


class Reviewed(Message):
    """What stands in the desk file changed: triggers that fired, and the action plan."""

    def __init__(self, review: "Review") -> None:
        super().__init__()
        self.review = review

    def can_replace(self, message: Message) -> bool:
        """Let a waiting Reviewed take the place of this one."""
        return isinstance(message, Reviewed)


class Answered(Message):
    """What a page asked for: its view, or None with the store's trouble, or None if it is not there."""

    def __init__(self, question: Question, view: "View | None", trouble: str | None = None) -> None:
        super().__init__()
        self.question = question
        self.view = view
        self.trouble = trouble
