"""What the parts of the console tell each other."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from cxtui.console.choices import Choices
from cxtui.console.draw.columns import PaneColumn
from cxtui.errors import Trouble
from cxtui.health import FeedHealth
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import WHOLE, Query, View

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review


class NewFloor(Message):
    """A newer picture of the floor, read in ``view``; it replaces one that nobody has drawn yet."""

    def __init__(self, floor: Floor, view: View = WHOLE) -> None:
        super().__init__()
        self.floor = floor
        self.view = view

    def can_replace(self, message: Message) -> bool:
        """Let a waiting NewFloor take the place of this one."""
        return isinstance(message, NewFloor)


class FeedsSeen(Message):
    """How followed sources are, by name; it replaces what nobody has drawn yet."""

    def __init__(self, feeds: Mapping[str, FeedHealth]) -> None:
        super().__init__()
        self.feeds = feeds

    def can_replace(self, message: Message) -> bool:
        """Let a waiting FeedsSeen take the place of this one."""
        return isinstance(message, FeedsSeen)


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
    """Someone wants a number explained; ``among`` are those that stand beside it, a step away."""

    def __init__(self, name: str, among: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.name = name
        self.among = among or (name,)


class OpenList(Message):
    """Someone wants to see a list."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class OpenEvents(Message):
    """Someone wants to see what has happened."""


class OpenCustomer(Message):
    """Someone wants to see a customer."""

    def __init__(self, source: str, customer: str) -> None:
        super().__init__()
        self.source = source
        self.customer = customer


class Look(Message):
    """Someone wants to look at the floor in another way."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class LookAtNow(Message):
    """Someone wants to see the floor of now, not that of the end of old data."""


class DemoWanted(Message):
    """Someone takes the offer of a demo where there is nothing to look at."""


class ModeChanged(Message):
    """A pane's own mode went on, or off; ``undo`` undoes it. Escape undoes the latest mode first."""

    def __init__(self, name: str, on: bool, undo: Callable[[], object]) -> None:
        super().__init__()
        self.name = name
        self.on = on
        self.undo = undo


class QueryWanted(Message):
    """What the screen wants to know changed."""

    def can_replace(self, message: Message) -> bool:
        """Let a waiting QueryWanted take the place of this one."""
        return isinstance(message, QueryWanted)


class Columned(Protocol):
    """A list whose columns can be chosen."""

    ascii: bool
    choices: Choices

    @property
    def columns(self) -> tuple[PaneColumn, ...]:
        """Return all columns that the list could show."""
        ...

    def reorder(self) -> None:
        """Show the list as it was chosen."""
        ...


class ChooseColumns(Message):
    """Someone wants to choose which columns of a list are shown."""

    def __init__(self, pane: Columned) -> None:
        super().__init__()
        self.pane = pane


class OpenReview(Message):
    """Someone wants to see what is to be looked into."""


class TakeUp(Message):
    """Someone takes a fired trigger up: ``owner`` looks into it until ``due``, a local day; ``who`` sits here."""

    def __init__(self, trigger: str, owner: str, due: str, note: str | None, who: str) -> None:
        super().__init__()
        self.trigger = trigger
        self.owner = owner
        self.due = due
        self.note = note
        self.who = who


class ReviewChanged(Message):
    """What stands in the desk file changed: triggers that fired, and the action plan."""

    def __init__(self, review: "Review") -> None:
        super().__init__()
        self.review = review

    def can_replace(self, message: Message) -> bool:
        """Let a waiting ReviewChanged take the place of this one."""
        return isinstance(message, ReviewChanged)


class QueryAnswered(Message):
    """What was asked for: its answer, or None with what is wrong, or None if it is not there."""

    def __init__(self, query: Query, answer: object | None, trouble: str | None = None) -> None:
        super().__init__()
        self.query = query
        self.answer = answer
        self.trouble = trouble
