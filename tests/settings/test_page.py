"""The reference of the settings: it is up to date, and what it says of a user's file holds."""

import re
from pathlib import Path

import pytest

from cxtui.console.keys import TABLE
from cxtui.console.themes import PALETTES
from cxtui.errors import UsageError
from cxtui.settings import loads
from cxtui.settings.looks import Looks, parse_looks
from tests.settings.page import keys, page

WRITTEN = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", WRITTEN, re.MULTILINE | re.DOTALL)


def test_the_reference_is_what_the_settings_say() -> None:
    assert page() == WRITTEN, "run python -m tests.settings.page > docs/settings.md"


def test_it_names_every_key_of_a_users_file() -> None:
    with pytest.raises(UsageError) as caught:
        parse_looks("zzzzzzzz = 1")
    _, _, listed = str(caught.value).partition("there are: ")
    assert list(keys()) == listed.removesuffix(" (at line 1)").split(", ")


def test_the_example_of_a_users_file_is_one() -> None:
    looks = parse_looks(BLOCKS[0], actions=[key.id for key in TABLE], themes=list(PALETTES))
    assert (looks.theme, looks.refresh_s, looks.keys["quit"]) == ("dark", 30, ("q", "f10"))


def test_usual_values_written_out_change_nothing() -> None:
    written = [f"{key} = {usual.strip('`')}" for key, (usual, _) in keys().items() if usual.startswith("`")]
    assert len(written) == 5
    assert parse_looks("\n".join(written)) == Looks()


def test_the_store_settings_in_it_are_the_defaults() -> None:
    assert loads(BLOCKS[1]) == loads("")
