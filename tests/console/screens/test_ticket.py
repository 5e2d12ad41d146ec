"""The page of a ticket: whose it is is asked once that is known, and leads to the customer and to earlier tickets."""

from dataclasses import replace

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.draw.strips import text_of
from cxtui.console.messages import OpenTicket
from cxtui.console.screens.ticket import TicketPage
from cxtui.kpis.floor import TicketView
from cxtui.kpis.query import Query
from tests.console import floors, people
from tests.console.fakes import console
from tests.console.hand import SMALL, WIDE, Hand, screen_text, shown, until
from tests.console.parts import ticket_view

KEY = ("helpdesk", "48120")


def owned() -> TicketView:
    """Return a ticket of a customer, of which something was said."""
    return replace(ticket_view(), customer="c9", surveys=people.surveys(), reviews=people.reviews())


async def opened(pilot: Hand, key: tuple[str, str] = KEY) -> TicketPage:
    """Open a ticket's page."""
    await shown(pilot)
    pilot.app.post_message(OpenTicket(*key))
    await until(pilot, lambda: isinstance(pilot.app.screen, TicketPage))
    page = pilot.app.screen
    assert isinstance(page, TicketPage)
    return page


def text(page: TicketPage, width: int = 116) -> str:
    return "\n".join(text_of(page.write(width)))


async def test_the_customer_is_asked_for_once_it_is_known_whose_the_ticket_is() -> None:
    app, feed = console(floors.busy())
    feed.answers |= {("ticket",): owned(), ("customer", "helpdesk", "c9"): people.customer()}
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: "14 contacts, 1 open" in screen_text(app))
        whose = Query("customer", ("helpdesk", "c9"))
        assert page.queries() == (Query("ticket", KEY), whose)
        pages = [one for one in feed.queried if one.kind in ("ticket", "customer")]
        assert pages[0] == Query("ticket", KEY) and whose in pages


async def test_an_earlier_ticket_opens_over_this_one() -> None:
    app, feed = console(floors.busy())
    feed.answers |= {("ticket",): owned(), ("customer", "helpdesk", "c9"): people.customer()}
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: "#47011" in screen_text(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TicketPage) and app.screen is not page)
        assert isinstance(app.screen, TicketPage) and app.screen.key == ("helpdesk", "47011")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)


async def test_a_ticket_of_nobody_asks_for_no_customer() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: page.view is not None)
        await pilot.pause(0.1)
        assert page.queries() == (Query("ticket", KEY),)
        assert "The customer" not in text(page)
        assert all(one.kind != "customer" for one in feed.queried)


async def test_a_customer_that_cannot_be_read_is_told_and_the_ticket_stays() -> None:
    app, feed = console(floors.busy())
    feed.answers["ticket",] = owned()
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: "the store holds nothing of this customer" in text(page))
        page.failed(Query("customer", ("helpdesk", "c9")), "another program holds the store")
        assert "another program holds the store" in text(page) and "Invoice shows the old address" in text(page)
        page.heard(Query("customer", ("helpdesk", "c9")), people.customer())
        page.failed(Query("customer", ("helpdesk", "c9")), "another program holds the store")
        assert "14 contacts" in text(page)


@pytest.mark.parametrize("ascii", [False, True])
def test_picture(snap_compare: object, ascii: bool) -> None:
    app, feed = console(floors.busy(), ascii=ascii, theme="light" if not ascii else "dark")
    feed.answers |= {("ticket",): owned(), ("customer", "helpdesk", "c9"): people.customer()}

    async def run(pilot: Hand) -> None:
        page = await opened(pilot)
        await until(pilot, lambda: "14 contacts" in text(page))
        await pilot.press("pagedown")
        assert isinstance(pilot.app, CxtuiApp)

    assert snap_compare(app, terminal_size=SMALL, run_before=run)  # type: ignore[operator]
