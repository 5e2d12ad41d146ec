"""The scorecard's screen: numbers come piece by piece, x explains the one under the cursor, triggers stand beside."""

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.reviewing import Review
from cxtui.console.screens.number import NumberPage
from cxtui.desk import DeskState, Firing
from cxtui.kpis.answers.scorecard import NUMBERS, PIECES
from cxtui.kpis.query import Query
from cxtui.kpis.query import View as Looked
from tests.console import floors, people
from tests.console.fakes import FakeFeed, console
from tests.console.hand import MIDDLE, SMALL, WIDE, Hand, screen_text, shown, until, visible
from tests.console.parts import NOW
from tests.console.pictures import Pictures


def scoring(**looks: object) -> tuple[CxtuiApp, FakeFeed]:
    """Return a console that knows every number."""
    app, feed = console(floors.busy(), **looks)  # type: ignore[arg-type]
    feed.answers |= people.everything()
    return app, feed


async def gone(pilot: Hand) -> None:
    """Go to the scorecard, and wait until all of it is read."""
    await shown(pilot)
    await pilot.press("7")
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    await until(pilot, lambda: app.board.NAME == "scorecard")
    pane = app.board.panes["numbers"]
    wanted = [Query("scorecard", (piece,)) for piece in PIECES] if "numbers" in visible(app) else []
    await until(pilot, lambda: all(pane.known(one) is not None for one in wanted))
    if "triggers" in visible(app):
        await until(pilot, lambda: app.board.panes["triggers"].known(Query("triggers")) is not None)


async def test_the_numbers_come_piece_by_piece_and_the_triggers_last() -> None:
    app, feed = scoring()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        queries = [one for one in dict.fromkeys(feed.queried) if one.kind in ("scorecard", "triggers")]
        assert queries == [*(Query("scorecard", (piece,)) for piece in PIECES), Query("triggers")]
        assert visible(app) == {"numbers", "triggers"}


async def test_x_explains_the_number_under_the_cursor_and_the_next_are_a_step_away() -> None:
    app, _ = scoring()
    async with app.run_test(size=SMALL) as pilot:
        await gone(pilot)
        await pilot.press("down", "down", "x")
        await until(pilot, lambda: isinstance(app.screen, NumberPage))
        assert isinstance(app.screen, NumberPage)
        assert (app.screen.number_name, app.screen.among) == (NUMBERS[2], NUMBERS)
        await pilot.press("right")
        assert app.screen.number_name == NUMBERS[3]
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, NumberPage))


async def test_another_view_asks_for_every_piece_in_it() -> None:
    app, feed = scoring()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        view = Looked(period="7d", where="team:billing")
        app.look(view)
        wanted = {Query("scorecard", (piece,), view) for piece in PIECES}
        await until(pilot, lambda: wanted <= set(feed.queried))


async def test_what_fires_is_shown_without_a_new_picture() -> None:
    app, _ = scoring()
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot)
        fired = Firing(1, "fcr", "First contacts resolve less", NOW - 60, "71 % of 200", 0)
        app.picture.review = Review(DeskState(firings=(fired,)), keeps=True)
        app.face.tick()
        await pilot.pause()
        assert "X First contacts resolve less" in screen_text(app)


async def test_picture(pictures: Pictures) -> None:
    app, _ = scoring()
    await pictures.sizes(app, [SMALL, MIDDLE, WIDE], gone)


@pytest.mark.parametrize("look", [{"theme": "light"}, {"ascii": True, "no_color": True}], ids=["light", "ascii"])
def test_picture_in_another_look(snap_compare: object, look: dict[str, object]) -> None:
    app, _ = scoring(**look)
    assert snap_compare(app, terminal_size=MIDDLE, run_before=gone)  # type: ignore[operator]


def test_picture_without_data(snap_compare: object) -> None:
    app, _ = console(floors.empty())

    async def run(pilot: Hand) -> None:
        await shown(pilot)
        await pilot.press("7")
        await until(pilot, lambda: "the store holds nothing of this" in screen_text(app))

    assert snap_compare(app, terminal_size=MIDDLE, run_before=run)  # type: ignore[operator]
