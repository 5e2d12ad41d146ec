"""What panes and pages ask to see: each opens as a page, whose modules are loaded when it first does."""

from typing import ClassVar

from cxtui.console.messages import (
    ChooseColumns,
    DemoWanted,
    OpenAgent,
    OpenCustomer,
    OpenEvents,
    OpenList,
    OpenNumber,
    OpenReview,
    OpenTicket,
    TakeUp,
)
from cxtui.console.picture import Picture
from cxtui.console.quitting import Quitting
from cxtui.console.screens.page import Page
from cxtui.console.threads.query_thread import QueryThread


class Opening(Quitting, inherit_bindings=False):
    """The part of the app that opens pages; ``DEEPEST`` of them lie over each other at most."""

    DEEPEST: ClassVar[int] = 8
    picture: Picture
    ascii: bool
    locked: bool
    demo_wanted = False
    asker: QueryThread

    def want(self) -> None:
        """Ask for what the screen wants to know now."""
        raise NotImplementedError

    def on_demo_wanted(self, message: DemoWanted) -> None:
        """End, for the demo to begin."""
        self.demo_wanted = True
        self.exit(return_code=0)

    def on_open_ticket(self, message: OpenTicket) -> None:
        """Open a ticket."""
        from cxtui.console.screens.ticket import TicketPage

        key = (message.source, message.ticket)
        self.open_page(TicketPage(self.picture, self.keys, self.ascii, key))

    def on_open_agent(self, message: OpenAgent) -> None:
        """Open an agent."""
        from cxtui.console.screens.agent import AgentPage

        key = (message.source, message.agent)
        self.open_page(AgentPage(self.picture, self.keys, self.ascii, key))

    def on_open_number(self, message: OpenNumber) -> None:
        """Explain a number."""
        from cxtui.console.screens.number import NumberPage

        self.open_page(NumberPage(self.picture, self.keys, self.ascii, message.name, message.among))

    def on_open_customer(self, message: OpenCustomer) -> None:
        """Open a customer."""
        from cxtui.console.screens.customer import CustomerPage

        key = (message.source, message.customer)
        self.open_page(CustomerPage(self.picture, self.keys, self.ascii, key))

    def on_open_list(self, message: OpenList) -> None:
        """Open a list."""
        from cxtui.console.screens.list import ListPage

        self.open_page(ListPage(self.picture, self.keys, self.ascii, message.name))

    def on_open_events(self, message: OpenEvents) -> None:
        """Open the list of what has happened."""
        from cxtui.console.screens.events import EventsPage

        self.open_page(EventsPage(self.picture, self.keys, self.ascii))

    def on_open_review(self, message: OpenReview) -> None:
        """Open the list of what is to be looked into."""
        from cxtui.console.screens.review import ReviewPage

        self.open_page(ReviewPage(self.picture, self.keys, self.ascii, self.asker.opened, takes=not self.locked))

    def on_choose_columns(self, message: ChooseColumns) -> None:
        """Ask which columns of a list are to be shown."""
        from cxtui.console.screens.columns import ColumnsPrompt

        self.push_screen(ColumnsPrompt(message.pane))

    def on_take_up(self, message: TakeUp) -> None:
        """Write it into the desk file that somebody takes a trigger up; a locked console writes nothing."""
        if not self.locked:
            taken, at = message, self.picture.now()
            self.asker.at_desk(
                lambda desk: desk.acknowledge(taken.trigger, taken.owner, taken.due, taken.note, taken.who, at)
            )

    def open_page(self, page: Page, *, always: bool = False) -> None:
        """Open a page over what is shown, unless too many lie there already and it is not to open ``always``."""
        if always or sum(isinstance(screen, Page) for screen in self.screen_stack) < self.DEEPEST:
            self.push_screen(page)
            self.want()
