"""The screen of agents: six panes, what they ask in a view, and a way to every agent."""

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.screens.agent import AgentPage
from cxtui.kpis.query import WHOLE, Query, View
from tests.console import floors, people
from tests.console.fakes import FakeFeed, console
from tests.console.hand import MIDDLE, SMALL, WIDE, Hand, screen_text, shown, until, visible
from tests.console.pictures import Pictures

PANES = ("board", "load", "audit", "staffing", "done", "lift")
LISTS = {"load": "load", "audit": "audit", "staffing": "staffing", "done": "assigned_done", "lift": "lift_by_agent"}


def staffed(**looks: object) -> tuple[CxtuiApp, FakeFeed]:
    """Return a console that knows every list."""
    app, feed = console(floors.busy(), **looks)  # type: ignore[arg-type]
    feed.answers |= people.everything()
    return app, feed


async def gone(pilot: Hand) -> None:
    """Go to the agents, and wait until everything on the screen is read."""
    await shown(pilot)
    await pilot.press("4")
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    await until(pilot, lambda: app.board.NAME == "agents")
    asks = [(app.board.panes[name], Query("list", (LISTS[name],))) for name in visible(app) if name in LISTS]
    await until(pilot, lambda: all(pane.known(one) is not None for pane, one in asks))


async def test_a_wide_terminal_shows_all_and_a_small_one_a_page_at_a_time() -> None:
    app, _ = staffed()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        assert visible(app) == set(PANES)
        text = screen_text(app)
        for words in ("Ola Nowak", "2 on, 1 away", "! yes", "phone", "mean"):
            assert words in text
    app, _ = staffed()
    async with app.run_test(size=SMALL) as pilot:
        await gone(pilot)
        seen = set(visible(app))
        for name in PANES[1:]:
            await pilot.press("tab")
            await pilot.pause()
            assert app.board.pane == name and name in visible(app)
            seen |= visible(app)
        assert seen == set(PANES)


async def test_enter_opens_the_agent_from_every_list_of_agents() -> None:
    app, _ = staffed()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        for pane, agent in (("board", "a1"), ("load", "a4"), ("audit", "a1"), ("lift", "a1")):
            app.board.go(pane)
            await pilot.press("home", "enter")
            await until(pilot, lambda: isinstance(app.screen, AgentPage))
            assert isinstance(app.screen, AgentPage) and app.screen.key == ("helpdesk", agent)
            await pilot.press("escape")
            await until(pilot, lambda: app.page is None)


async def test_lists_are_asked_for_in_the_view_and_the_hint_is_of_now() -> None:
    app, feed = staffed()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        view = View(period="7d", where="team:billing")
        app.look(view)
        await until(pilot, lambda: Query("list", ("lift_by_agent",), view) in feed.queried)
        assert Query("list", ("audit",), view) in feed.queried and Query("list", ("load",), view) in feed.queried
        assert {one.view for one in feed.queried if one.names == ("staffing",)} == {WHOLE}


async def test_one_ticket_is_enough() -> None:
    app, feed = console(floors.one_ticket())
    feed.answers |= people.everything()
    async with app.run_test(size=MIDDLE) as pilot:
        await gone(pilot)
        assert "no agent has answered anything yet" in screen_text(app)


async def test_picture(pictures: Pictures) -> None:
    app, _ = staffed()
    await pictures.sizes(app, [SMALL, MIDDLE, WIDE], gone)


@pytest.mark.parametrize("look", [{"theme": "light"}, {"ascii": True, "no_color": True}], ids=["light", "ascii"])
def test_picture_in_another_look(snap_compare: object, look: dict[str, object]) -> None:
    app, _ = staffed(**look)
    assert snap_compare(app, terminal_size=MIDDLE, run_before=gone)  # type: ignore[operator]


def test_picture_without_data(snap_compare: object) -> None:
    app, _ = console(floors.empty())

    async def run(pilot: Hand) -> None:
        await shown(pilot)
        await pilot.press("4")
        await until(pilot, lambda: screen_text(app).count("the store holds nothing of this") == len(visible(app)) - 1)

    assert snap_compare(app, terminal_size=MIDDLE, run_before=run)  # type: ignore[operator]
