"""A console without a floor: what to do is said, and Enter leads to the demo where one may be started."""

from pathlib import Path

import pytest

from cxtui.console import run
from cxtui.console.app import CxtuiApp
from cxtui.errors import Trouble
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import SMALL, header, screen_text, shown, until

TROUBLES: tuple[tuple[Trouble, str, bool], ...] = (
    ("missing", "MISSING", True),
    ("empty", "EMPTY", True),
    ("corrupt", "CORRUPT", False),
    ("denied", "NO ACCESS", False),
)


@pytest.mark.parametrize(("trouble", "word", "offered"), TROUBLES)
async def test_enter_leads_to_the_demo_where_there_is_nothing_to_look_at(
    trouble: Trouble, word: str, offered: bool
) -> None:
    app, _ = console(None, trouble=(trouble, "There is no store at here.db."))
    app.picture.offer = True
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: word in header(app))
        text = screen_text(app)
        assert ("cxtui import FILE" in text) is offered
        assert ("Enter:  look at the demo" in text) is offered
        await pilot.press("enter")
        await pilot.pause()
    assert app.demo_wanted is offered


async def test_a_console_that_may_start_none_offers_none() -> None:
    app, _ = console(None, trouble=("missing", "There is no store at here.db."))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "MISSING" in header(app))
        assert "demo" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
    assert not app.demo_wanted


async def test_enter_on_a_floor_opens_what_it_always_did() -> None:
    app, _ = console(floors.busy())
    app.picture.offer = True
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert not app.demo_wanted
        assert app.board is not app.screen or app.board.picture.floor is not None


@pytest.mark.parametrize(("locked", "wanted", "code"), [(False, True, 7), (False, False, 0), (True, True, 0)])
def test_the_demo_begins_after_the_console_has_ended(
    locked: bool, wanted: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers = []

    def ended(app: CxtuiApp, **_: object) -> int:
        offers.append(app.picture.offer)
        app.demo_wanted = wanted and app.picture.offer
        return 0

    monkeypatch.setattr(run, "run_app", ended)
    assert run.run_console(Path("nowhere.db"), locked=locked, demo=lambda: 7) == code
    assert offers == [not locked]
