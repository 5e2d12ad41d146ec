"""The screen of escalations: what lies there and how often that happens, beside what customers say."""

from cxtui.console.screens.escalations import NUMBERS, EscalationsScreen
from cxtui.console.screens.list import ListPage
from cxtui.console.screens.number import NumberPage
from cxtui.console.screens.ticket import TicketPage
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until, visible
from tests.console.pictures import Pictures
from tests.console.screens.waits import gone, of_escalations, tell, without_data
from tests.console.test_snapshots import Compare

PANES = {"escalations", "rate", "ages", "tiers", "nps", "csat", "figures"}


async def test_a_wall_has_room_for_everything() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_escalations())
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "5", "escalations")
        assert isinstance(app.board, EscalationsScreen)
        assert visible(app) == PANES
        shown = screen_text(app)
        for words in (
            "Escalations · 21 open", "● Escalation rate 6.1 % X   ╌ norm 5 %", "░ open 5", "4.9 %",
            "Net promoter score 38 pt X   ╌ norm 50 pt", "no surveys in this store",
        ):  # fmt: skip
            assert words in shown, words
        assert {query.names[0] for query in feed.queried if query.kind == "number"} == set(NUMBERS)


async def test_enter_opens_a_ticket_or_the_list_and_x_the_number() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_escalations())
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "5", "escalations")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.page, TicketPage))
        await pilot.press("escape")
        app.board.go("tiers")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.page, ListPage))
        await pilot.press("escape")
        app.board.go("nps")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.page, NumberPage))
        assert isinstance(app.page, NumberPage) and app.page.number_name == "nps"


async def test_two_columns_take_two_pages() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_escalations())
    async with app.run_test(size=MIDDLE) as pilot:
        await gone(pilot, "5", "escalations")
        first = visible(app)
        app.board.go("figures")
        await until(pilot, lambda: "figures" in visible(app))
        assert first | visible(app) <= PANES and "escalations" in first


async def test_nothing_escalated_is_a_good_state() -> None:
    app, feed = console(floors.quiet())
    tell(feed, of_escalations())
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "5", "escalations")
        assert "✓ nothing is escalated" in screen_text(app)


async def test_without_data_every_pane_says_what_to_import() -> None:
    app, feed = console(floors.empty())
    tell(feed, without_data(of_escalations()))
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "5", "escalations")
        assert screen_text(app).count("import") >= 7


async def test_picture(pictures: Pictures) -> None:
    for ascii, looks in (
        (False, ((SMALL, "light", "{size}-light"), (MIDDLE, "dark", "{size}"), (WIDE, "dark", "{size}"))),
        (True, ((MIDDLE, "dark", "{size}-ascii"),)),
    ):
        app, feed = console(floors.busy(), ascii=ascii)
        tell(feed, of_escalations())
        await pictures.looks(app, looks, lambda pilot: gone(pilot, "5", "escalations"))


def test_picture_without_data(snap_compare: Compare) -> None:
    app, feed = console(floors.empty())
    tell(feed, without_data(of_escalations()))
    assert snap_compare(app, terminal_size=WIDE, run_before=lambda pilot: gone(pilot, "5", "escalations"))
