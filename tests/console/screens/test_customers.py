"""The screen of customers: who stays, by speed, tier and channel, at every size and without any of it."""

from collections.abc import Callable

from cxtui.console.panes.retention import RetentionPane
from cxtui.console.screens.customer import CustomerPage
from cxtui.console.screens.number import NumberPage
from tests.console import answers, floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text
from tests.console.pictures import Pictures
from tests.console.screens.test_queue import app_on, gone_to

Compare = Callable[..., bool]


async def test_busy(pictures: Pictures) -> None:
    await pictures.sizes(app_on(floors.busy(), answers.answers()), [SMALL, MIDDLE, WIDE], gone_to("6"))


def test_light(snap_compare: Compare) -> None:
    app = app_on(floors.busy(), answers.answers(), theme="light")
    assert snap_compare(app, terminal_size=MIDDLE, run_before=gone_to("6"))


def test_ascii(snap_compare: Compare) -> None:
    app = app_on(floors.busy(), answers.answers(), ascii=True)
    assert snap_compare(app, terminal_size=WIDE, run_before=gone_to("6"))


def test_nothing(snap_compare: Compare) -> None:
    app = app_on(floors.empty(), answers.nothing())
    assert snap_compare(app, terminal_size=WIDE, run_before=gone_to("6"))


async def test_the_knee_is_explained_and_who_is_lost_opens() -> None:
    app, feed = console(floors.busy())
    feed.answers.update(answers.answers())
    async with app.run_test(size=WIDE) as pilot:
        await gone_to("6")(pilot)
        assert isinstance(app.focused, RetentionPane)
        assert screen_text(app).count("Association, not cause.") == 2
        await pilot.press("x")
        assert isinstance(app.page, NumberPage) and app.page.number_name == "knee_first_response"
        await pilot.press("escape", "tab", "tab", "tab", "enter")
        assert isinstance(app.page, CustomerPage) and app.page.key == ("desk", "c4")
        await pilot.press("escape")
        assert app.page is None
