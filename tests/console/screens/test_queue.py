"""The queue on the whole console: panes fill as they are read, a customer opens and the way back is short."""

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.panes.customers import CustomersPane
from cxtui.console.panes.splits import SplitsPane
from cxtui.console.screens.customer import CustomerPage
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import Query
from tests.console import answers, floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until
from tests.console.pictures import Pictures

Compare = Callable[..., bool]


def gone_to(key: str) -> Callable[[Pilot[None]], Any]:
    """Return what goes to a screen and waits until all that its panes in view want was read."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, CxtuiApp)
        await until(pilot, lambda: app.picture.newest is not None)
        await pilot.press(key)
        panes = app.board.panes.values()
        await until(pilot, lambda: all(one in pane._answers for pane in panes if pane.display
                                       for one in pane.queries(pane.view)))  # fmt: skip
        await pilot.pause(0.1)

    return run


def app_on(floor: Floor, given: answers.Answers, *, theme: str = "dark", ascii: bool = False) -> CxtuiApp:
    app, feed = console(floor, theme=theme, ascii=ascii)
    feed.answers.update(given)
    return app


async def test_busy(pictures: Pictures) -> None:
    await pictures.sizes(app_on(floors.busy(), answers.answers()), [SMALL, MIDDLE, WIDE], gone_to("2"))


def test_light(snap_compare: Compare) -> None:
    app = app_on(floors.busy(), answers.answers(), theme="light")
    assert snap_compare(app, terminal_size=MIDDLE, run_before=gone_to("2"))


def test_ascii(snap_compare: Compare) -> None:
    app = app_on(floors.busy(), answers.answers(), ascii=True)
    assert snap_compare(app, terminal_size=WIDE, run_before=gone_to("2"))


def test_nothing(snap_compare: Compare) -> None:
    app = app_on(floors.empty(), answers.nothing())
    assert snap_compare(app, terminal_size=MIDDLE, run_before=gone_to("2"))


async def test_a_customer_opens_from_the_list_and_a_ticket_from_the_customer() -> None:
    app, feed = console(floors.busy())
    feed.answers.update(answers.answers())
    async with app.run_test(size=MIDDLE) as pilot:
        await gone_to("2")(pilot)
        assert isinstance(app.focused, SplitsPane)
        await pilot.press("tab", "down", "enter")
        assert isinstance(app.page, CustomerPage) and app.page.key == ("desk", "c2")
        await until(pilot, lambda: "Acme GmbH" in screen_text(app))
        assert Query("customer", ("desk", "c2")) in feed.queried
        assert "at risk" in screen_text(app) and "-02:10" in screen_text(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: Query("ticket", ("desk", "48122")) in feed.queried)
        await pilot.press("escape", "escape")
        assert app.page is None
        assert isinstance(app.focused, CustomersPane) and app.focused.chosen == ("desk", "c2")


async def test_a_customer_who_is_gone_or_cannot_be_read() -> None:
    app, feed = console(floors.busy())
    feed.answers.update(answers.answers())
    feed.answers["customer",] = None
    async with app.run_test(size=MIDDLE) as pilot:
        await gone_to("2")(pilot)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "the store holds nothing of this customer" in screen_text(app))
        await pilot.press("escape")
        assert app.page is None
