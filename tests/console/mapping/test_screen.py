"""A person corrects a drafted mapping on the screen, sees what will be known, saves it, and may import."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cxtui.console.mapping.app import MapApp
from cxtui.console.mapping.prompts import ChoicePrompt, SavePrompt
from cxtui.sources.drafting.sketch import sketch, with_role
from cxtui.sources.loading import load_mapping
from tests.console.hand import MIDDLE, SMALL, WIDE
from tests.console.mapping.conftest import Open, tried
from tests.console.pictures import Pictures


def known(app: MapApp) -> set[str]:
    return {one.what for one in app.main.known.promises if one.how}


async def test_pictures(opened: Open, pictures: Pictures) -> None:
    await pictures.sizes(opened(), [SMALL, WIDE], tried)


async def test_looks(opened: Open, pictures: Pictures) -> None:
    looks = [(MIDDLE, theme, "{theme}") for theme in ("light", "16-colours")]
    await pictures.looks(opened(ascii=True), looks, tried)


async def test_choosing_a_column(opened: Open, pictures: Pictures) -> None:
    async def question_shown(pilot: Pilot[None]) -> None:
        await tried(pilot)
        await pilot.press("down", "enter")

    await pictures.sizes(opened(), [SMALL], question_shown)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_names_every_key_of_the_screen_and_does_what_is_taken(opened: Open, key: str) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press(*["down"] * 4, key)
        asked = app.screen
        assert isinstance(asked, ChoicePrompt)
        assert [one.beside.split()[0] for one in asked.choices][:7] == ["Delete", "→", "←", "z", "o", "s", "i"]
        await pilot.press(*"leave the column", "enter")
        await pilot.pause()
        assert app.screen is app.main
        assert app.main.sketch.role("Gruppe") is None


async def test_help_over_a_prompt_is_a_letter_of_its_line(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("z")
        asked = app.screen
        await pilot.press("question_mark", "f1")
        assert app.screen is asked
        assert isinstance(asked, ChoicePrompt)
        assert asked.line.value == "?"


async def test_what_is_left_out_is_not_known_any_more(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        assert "by team" in known(app)
        await pilot.press(*["down"] * 4, "delete")
        assert app.main.sketch.role("Gruppe") is None
        assert "by team" not in known(app)
        # The column can be given back by typing a part of what it is.
        await pilot.press("enter", *"queue", "enter")
        assert app.main.sketch.role("Gruppe") == "team"
        assert "by team" in known(app)


async def test_a_column_takes_a_role_from_another(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press(*["down"] * 4, "enter", *"agent", "enter")
        assert app.main.sketch.role("Gruppe") == "assignee"
        assert app.main.sketch.role("Bearbeiter") is None


async def test_without_a_number_the_screen_says_what_to_choose(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("delete")
        assert app.main.known.trouble == "choose the column that holds the ticket's number"
        await pilot.press("s")
        assert not isinstance(app.screen, SavePrompt), "there is nothing that could be saved"


async def test_words_are_sorted_and_saved(opened: Open, tmp_path: Path) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("tab")
        assert app.main.words.word == ("status", "Beim Drucker"), "the word that nobody knows stands first"
        assert app.main.words.unsure() == 1
        await pilot.press("right", "right")
        assert app.main.words.ours("status", "Beim Drucker") == "hold"
        assert app.main.words.unsure() == 0
        await pilot.press("s", "enter")
        await pilot.pause()
        assert app.main.outcome.saved == tmp_path / "desk.toml"
        await pilot.press("q")
    assert app.main.outcome.wanted is False
    mapping = load_mapping(tmp_path / "desk.toml")
    status = next(b for b in mapping.blocks if b.into == "stated").metrics["status"]
    assert status.words is not None and status.words["Beim Drucker"] == "hold"
    assert mapping.zone == "Europe/Berlin"


async def test_a_file_that_is_there_is_written_over_after_a_second_enter(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("mine")
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("s", "enter")
        assert (tmp_path / "desk.toml").read_text() == "mine"
        assert isinstance(app.screen, SavePrompt)
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "desk.toml").read_text().startswith("# Drafted from desk.csv")


async def test_where_nothing_can_be_written_the_prompt_says_so(opened: Open, tmp_path: Path) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        app.main.output = tmp_path / "nowhere" / "desk.toml"
        await pilot.press("s", "enter")
        assert isinstance(app.screen, SavePrompt)
        assert app.main.outcome.saved is None


async def test_leaving_unchanged_asks_nothing(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("q")
    assert app.return_code == 0


async def test_leaving_asks_before_changes_are_lost(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("down", "down", "delete")
        for key in ("q", "escape", "ctrl+c"):
            await pilot.press(key)
            assert len(app.screen_stack) == 2, key
            await pilot.press("escape")
            assert app.screen_stack == [app.main] and app.is_running
        await pilot.press("q", "down", "enter")
        await pilot.pause()
    assert app.main.outcome.saved is None


async def test_save_then_leave(opened: Open, tmp_path: Path) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("down", "down", "delete", "q", "enter", "enter")
        await pilot.pause()
    assert app.main.outcome.saved == tmp_path / "desk.toml"
    assert '"Stand"' not in (tmp_path / "desk.toml").read_text()


async def test_an_import_is_wanted_only_after_yes(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("i", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        assert app.is_running and not app.main.outcome.wanted
        await pilot.press("i", "enter")
        await pilot.pause()
    assert app.main.outcome.wanted


async def test_the_zone_is_found_by_typing(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        await pilot.press("z", *"warsaw", "enter")
        assert app.main.sketch.zone == "Europe/Warsaw"
        await tried(pilot)


async def test_dates_that_may_be_either_are_told_apart(opened: Open) -> None:
    app = opened("Ticket,Opened,Status\nT1,02/03/2026,Open\nT2,05/03/2026,Open\n")
    async with app.run_test(size=SMALL) as pilot:
        await tried(pilot)
        assert app.main.sketch.doubtful_dates
        await pilot.press("o", "down", "enter")
        assert app.main.sketch.found["created_at"].content.times is not None
        assert app.main.sketch.found["created_at"].content.times.formats == ("%m/%d/%Y",)
        assert not app.main.sketch.doubtful_dates


async def test_bad_rows_are_named_with_their_line(opened: Open) -> None:
    app = opened()
    async with app.run_test(size=WIDE) as pilot:
        await tried(pilot)
        trial = app.main.known.trial
        assert trial is not None and trial.rows == 4 and trial.rejected == 1
        shown = " ".join("".join(cell.text for cell in line) for line in app.main.known.lines(60, 40))
        assert "line 5 Angelegt: '31.02.2026 10:00'" in shown


def test_a_cell_cannot_colour_the_terminal(opened: Open, tmp_path: Path) -> None:
    app = opened()
    app.main.columns.cursor = 8
    row = "".join(cell.text for cell in app.main.columns.row(8, 100))
    assert "\x1b" not in row and "rot" in row


def test_the_last_column_of_all_can_be_given_away(opened: Open, tmp_path: Path) -> None:
    opened()
    made = sketch(tmp_path / "desk.csv")
    for one in made.contents:
        made = with_role(made, one.column, None)
    assert not made.found and not made.words
