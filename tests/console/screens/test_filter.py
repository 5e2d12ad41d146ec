"""Filtering: what is written is checked and completed, saved by name, and taken."""

from pathlib import Path

import pytest
from textual.widgets import Input

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import KeyTable
from cxtui.console.screens.filter import FilterPrompt
from cxtui.console.screens.prompt import Menu
from cxtui.kpis.answers.values import FilterValues, Known
from cxtui.kpis.query import WHOLE, View
from cxtui.settings.filters import load_filters, save_filter
from tests.console import floors
from tests.console.fakes import FakeFeed, console
from tests.console.hand import SMALL, WIDE, header, screen_text, until
from tests.console.screens.test_range import closed, opened, prompt

VALUES = FilterValues(
    {
        "channel": (Known("chat"), Known("email")),
        "team": (Known("billing", "Billing"), Known("t2", "Tier 2"), Known("a b")),
        "priority": (Known("high"), Known("low")),
        "tier": (),
        "agent": (Known("a01", "Ola Nowak"),),
        "source": (Known("s"),),
    }
)


@pytest.fixture(autouse=True)
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of saved filters of this test's user."""
    monkeypatch.setenv("CXTUI_SETTINGS", str(tmp_path / "settings.toml"))
    return tmp_path / "filters.toml"


def ready(keys: KeyTable | None = None) -> tuple[CxtuiApp, FakeFeed]:
    app, feed = console(floors.busy(), keys=keys)
    feed.answers[("values",)] = VALUES
    return app, feed


def written(app: CxtuiApp) -> str:
    return prompt(app).query_one(Input).value


async def test_a_filter_is_taken_and_the_header_says_so() -> None:
    app, feed = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        assert "no filter: all tickets" in screen_text(app)
        await pilot.press(*"team:billing acme", "enter")
        await closed(pilot)
        await until(pilot, lambda: View(where="team:billing acme") in feed.views and not app.picture.pending)
        assert "Support floor · team:billing acme" in header(app)
        await opened(pilot, "slash")
        assert written(app) == "team:billing acme"
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: app.picture.view == WHOLE)


async def test_the_filter_stays_in_the_header_where_it_is_narrow() -> None:
    app, _ = ready()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, "slash")
        await pilot.press(*"team:billing channel:chat !priority:low", "enter")
        await closed(pilot)
        await pilot.press("t", "4")
        await until(pilot, lambda: app.picture.view.period == "30d" and not app.picture.pending)
        assert "● live 2 s · event 14 s" in header(app)
        assert header(app).startswith(" team:billin") and "30d" in header(app)


async def test_a_mistake_is_said_while_it_stands_and_nothing_is_taken() -> None:
    app, _ = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        await pilot.press(*"tema:billing")
        await until(pilot, lambda: "nearest: team" in screen_text(app))
        assert "fields: channel, team, priority, tier, agent, source" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert written(app) == "tema:billing" and app.picture.view == WHOLE
        await pilot.press("ctrl+u", *"team:biling")
        await until(pilot, lambda: "the store has no team biling yet; nearest: billing" in screen_text(app))
        await pilot.press("escape")
        await closed(pilot)
        assert app.picture.view == WHOLE


async def test_tab_completes_fields_and_values_by_id_or_name() -> None:
    app, feed = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        await until(pilot, lambda: any(one.kind == "values" for one in feed.queried))
        await pilot.press(*"!pr", "tab")
        assert written(app) == "!priority:"
        await until(pilot, lambda: "priority:high" in screen_text(app))
        await pilot.press("down", "down", "tab")
        assert written(app) == "!priority:low"
        await pilot.press("space", *"agent:ola")
        await until(pilot, lambda: "agent:a01  Ola Nowak" in screen_text(app))
        await pilot.press("tab", "space", *"team:a", "tab")
        assert written(app) == '!priority:low agent:a01 team:"a b"'
        await pilot.press("enter")
        await until(pilot, lambda: app.picture.view.where == '!priority:low agent:a01 team:"a b"')


async def test_a_filter_is_saved_by_name_chosen_and_forgotten(saved: Path) -> None:
    app, _ = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        await pilot.press(*"!tier:none as vips")
        await until(pilot, lambda: "saves it as vips" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.picture.view.where == "!tier:none")
        assert load_filters(saved) == {"vips": "!tier:none"}
        save_filter(saved, "Łódź 🚀", "łódź")
        await opened(pilot, "slash")
        await pilot.press("ctrl+u")
        await until(pilot, lambda: "vips = !tier:none" in screen_text(app))
        await pilot.press("down", "down")
        await until(pilot, lambda: "Delete forget it" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.picture.view.where == "łódź")
        await opened(pilot, "slash")
        await pilot.press("ctrl+u", "down", "delete")
        await until(pilot, lambda: "vips" not in screen_text(app))
        assert load_filters(saved) == {"Łódź 🚀": "łódź"}
        await pilot.press("escape")
        await closed(pilot)
        assert app.picture.view.where == "łódź"


async def test_the_cursor_stays_on_its_row_where_there_are_more_than_are_shown(saved: Path) -> None:
    for n in range(12):
        save_filter(saved, f"saved {n:02d}", f"word{n:02d}")
    app, _ = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        menu = prompt(app).query_one(Menu)
        await until(pilot, lambda: menu.rows)
        asking = prompt(app)
        assert isinstance(asking, FilterPrompt)
        for place in range(len(asking.rows)):
            await pilot.press("down")
            assert len(menu.rows) == 8
            assert menu.cursor == min(place, 7)
        await pilot.press("enter")
        await until(pilot, lambda: app.picture.view.where == "word11")


async def test_a_file_that_cannot_be_read_or_written_is_words_on_the_screen(saved: Path) -> None:
    saved.write_text("[filters\n")
    app, _ = ready()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        await until(pilot, lambda: "this is no valid TOML" in screen_text(app))
        await pilot.press(*"acme as mine", "enter")
        await until(pilot, lambda: "this is no valid TOML" in screen_text(app))
        assert app.picture.view == WHOLE and saved.read_text() == "[filters\n"
        await pilot.press("ctrl+u", *"acme", "enter")
        await until(pilot, lambda: app.picture.view.where == "acme")


async def test_a_locked_console_saves_nothing(saved: Path) -> None:
    save_filter(saved, "mine", "team:a")
    app, _ = ready()
    app.locked = True
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        assert "mine" not in screen_text(app)
        await pilot.press(*"acme as other", "enter")
        await until(pilot, lambda: "nothing is saved in this console" in screen_text(app))
        assert app.picture.view == WHOLE and load_filters(saved) == {"mine": "team:a"}


async def test_letters_that_are_keys_elsewhere_are_letters_here() -> None:
    app, _ = ready(KeyTable.remapped({"back": "b", "up": "v"}))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "slash")
        await pilot.press(*"bqvmp?")
        await until(pilot, lambda: written(app) == "bqvmp?")
        assert "Esc leave" in screen_text(app)
        await pilot.press("escape")
        await closed(pilot)
        assert app.picture.view == WHOLE and app.picture.pause is None
