"""The page of an agent: it opens at once, and what is behind the score comes piece by piece."""

from dataclasses import replace
from itertools import pairwise

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.draw.strips import text_of
from cxtui.console.messages import OpenAgent
from cxtui.console.screens.agent import AgentPage
from cxtui.console.screens.ticket import TicketPage
from cxtui.kpis.query import Query, View
from tests.console import floors, people
from tests.console.fakes import FakeFeed, console
from tests.console.hand import SMALL, WIDE, Hand, footer, screen_text, shown, until

KEY = ("helpdesk", "a1")


def answering(feed: FakeFeed) -> None:
    """Let a feed know everything of the first agent."""
    feed.answers |= {
        ("agent", *KEY): people.before(),
        ("list", "audit"): people.audit(),
        ("agent_tickets", *KEY, "csat"): people.tickets("csat", 0, 0, 1, n=143),
        ("agent_tickets", *KEY, "reply_time"): people.tickets("reply_time", 7300.0, 600.0, n=62),
    }


async def opened(pilot: Hand, key: tuple[str, str] = KEY) -> AgentPage:
    """Open an agent's page."""
    await shown(pilot)
    pilot.app.post_message(OpenAgent(*key))
    await until(pilot, lambda: isinstance(pilot.app.screen, AgentPage))
    page = pilot.app.screen
    assert isinstance(page, AgentPage)
    return page


def text(page: AgentPage, width: int = 116) -> str:
    return "\n".join(text_of(page.write(width)))


async def test_it_asks_for_the_heaviest_first_in_the_view_of_the_floor() -> None:
    app, feed = console(floors.busy())
    answering(feed)
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        view = View()
        assert page.queries() == (
            Query("agent", KEY, view),
            *(Query("agent_tickets", (*KEY, part), view)
              for part in ("lift", "csat", "fcr", "service_level", "qa", "reply_time")),
            Query("list", ("audit",)),
        )  # fmt: skip
        await until(pilot, lambda: "151 of 297" in text(page))
        assert "3 of 9" in text(page) and "the worst 3 of 143" in text(page)
        assert "the period before" not in text(page)


async def test_a_ticket_behind_a_number_opens_and_escape_comes_back_to_the_same_line() -> None:
    app, feed = console(floors.busy())
    answering(feed)
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: "#48001" in screen_text(app))
        assert footer(app).startswith(" Enter open ")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TicketPage))
        assert isinstance(app.screen, TicketPage) and app.screen.key == ("helpdesk", "48001")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        assert page.chosen is not None and page.chosen.id == "48001"


async def test_on_a_small_screen_the_keys_scroll_to_the_next_ticket_and_pass_nothing_over() -> None:
    app, feed = console(floors.busy())
    answering(feed)
    async with app.run_test(size=SMALL) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: page.links and "151 of 297" in text(page))
        tops = []
        while page.chosen is None:
            await pilot.press("down")
            tops.append(page.sheet.top)
        first = min(page.links)
        assert all(after - before <= 1 for before, after in pairwise([0, *tops]))
        assert first in page._view() and page.links[first] == page.chosen
        await pilot.press("end")
        assert page.chosen == page.links[max(line for line in page.links if line in page._view())]
        await pilot.press("home")
        assert page.sheet.top == 0 and page.chosen is None
        await pilot.press("up", "enter")
        assert app.screen is page


async def test_a_click_opens_the_ticket() -> None:
    app, feed = console(floors.busy())
    answering(feed)
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot)
        await until(pilot, lambda: "#48001" in screen_text(app))
        line = next(line for line, link in page.links.items() if link.id == "48001")
        await pilot.click(page.sheet, offset=(20, line + 1))
        await until(pilot, lambda: isinstance(app.screen, TicketPage))


async def test_trouble_is_told_part_by_part_and_goes_away() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        feed.trouble = ("locked", "another program holds the store")
        page = await opened(pilot)
        await until(pilot, lambda: text(page).count("another program holds the store") >= 3)
        feed.trouble = None
        answering(feed)
        await until(pilot, lambda: "151 of 297" in text(page) and "3 of 9" in text(page))
        # What nobody answers is said to be missing, not left at its trouble.
        await until(pilot, lambda: page.before != "another program holds the store")


async def test_who_is_on_no_leaderboard_is_shown_by_what_is_known() -> None:
    app, feed = console(floors.busy())
    feed.answers["agent", "helpdesk", "a77"] = replace(people.before(), agent="a77", name="Nina Nowa", row=None)
    feed.answers["list", "audit"] = people.audit()
    async with app.run_test(size=WIDE) as pilot:
        page = await opened(pilot, ("helpdesk", "a77"))
        await until(pilot, lambda: "Nina Nowa" in screen_text(app))
        assert "not ranked: n 0 of 20" in text(page)
        assert "no component has data for this agent" in text(page)
        await until(pilot, lambda: "nothing was counted of this agent" in text(page))


async def test_who_is_nobody_is_not_there() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=SMALL) as pilot:
        page = await opened(pilot, ("helpdesk", "a99"))
        await until(pilot, lambda: "the store knows nothing of this agent" in text(page))


@pytest.mark.parametrize("ascii", [False, True])
def test_picture(snap_compare: object, ascii: bool) -> None:
    app, feed = console(floors.busy(), ascii=ascii, theme="light" if not ascii else "dark")
    answering(feed)

    async def run(pilot: Hand) -> None:
        page = await opened(pilot)
        await until(pilot, lambda: "151 of 297" in text(page) and "the worst 3 of 143" in text(page))
        assert isinstance(pilot.app, CxtuiApp)

    assert snap_compare(app, terminal_size=SMALL, run_before=run)  # type: ignore[operator]
