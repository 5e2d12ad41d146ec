"""One table of keys: nothing twice, and a user's own keys are checked before they are used."""

from pathlib import Path

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import TABLE, TOGETHER, KeyTable, bindings, markdown, shown
from cxtui.console.mapping.editing import MapScreen
from cxtui.console.panes.rows import RowsPane
from cxtui.console.screens.floor import FloorScreen
from cxtui.console.screens.page import Page
from cxtui.errors import UsageError


def test_no_key_does_two_things_in_one_place() -> None:
    assert len({key.id for key in TABLE}) == len(TABLE)
    for places in TOGETHER:
        keys = [one for key in TABLE if key.where in places for one in key.keys]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("taken", ["ctrl+b", "ctrl+a", "ctrl+z", "ctrl+s", "ctrl+q"])
def test_no_default_key_is_one_that_tmux_screen_or_the_terminal_take(taken: str) -> None:
    assert taken not in {one for key in TABLE for one in key.keys}


@pytest.mark.parametrize(
    ("owner", "where"),
    [(CxtuiApp, "everywhere"), (FloorScreen, "board"), (Page, "page"), (RowsPane, "rows"), (MapScreen, "map")],
)
def test_every_action_of_the_table_exists_where_it_is_bound(owner: type, where: str) -> None:
    for key in TABLE:
        if key.where == where:
            assert hasattr(owner, f"action_{key.action.partition('(')[0]}"), key.id


def test_lists_are_bound_by_the_table() -> None:
    assert list(RowsPane.BINDINGS) == bindings("rows")


def test_a_users_keys_replace_the_usual_ones() -> None:
    keys = KeyTable.remapped({"pause": "f5", "next_pane": ("w", "tab"), "help": "h,f1"})
    assert keys.of("pause").keys == ("f5",)
    assert keys.of("next_pane").keys == ("w", "tab")
    assert keys.keymap()["help"] == "h,f1"
    assert keys.of("quit").keys == ("q",)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [({"pawse": "f5"}, r"settings: keys\.pawse is no action\. Did you mean 'pause'\?"),
     ({"pause": "entr"}, r"keys\.pause: 'entr' is no key\. Did you mean 'enter'\?"),
     ({"pause": "q"}, r"'q' would do both keys\.pause and keys\.quit"),
     ({"pause": "j"}, r"'j' would do both keys\.pause and keys\.down"),
     ({"pause": ""}, r"keys\.pause names no key"),
     ({"pause": "hyper+x"}, r"'hyper\+x' is no key")],
)  # fmt: skip
def test_wrong_keys_are_refused_with_the_nearest_right_one(keys: dict[str, str], expected: str) -> None:
    with pytest.raises(UsageError, match=expected):
        KeyTable.remapped(keys)


def test_keys_that_are_never_together_may_be_alike() -> None:
    assert KeyTable.remapped({"scroll_page_down": "m"}).of("scroll_page_down").keys == ("m",)


def test_a_comma_can_be_a_key() -> None:
    assert KeyTable.remapped({"pause": ","}).keymap()["pause"] == "comma"


@pytest.mark.parametrize(
    ("key", "ascii", "name"),
    [("tab", False, "Tab"), ("up", False, "↑"), ("up", True, "Up"), ("?", False, "?"), ("ctrl+p", False, "Ctrl+P"),
     ("f1", False, "F1"), ("m", False, "m")],
)  # fmt: skip
def test_keys_are_written_as_on_a_keyboard(key: str, ascii: bool, name: str) -> None:
    assert shown(key, ascii) == name


def test_the_documentation_lists_the_keys_as_they_are() -> None:
    page = Path(__file__).parents[2] / "docs/keys.md"
    assert page.read_text() == markdown(), "write docs/keys.md anew: python -m cxtui.console.keys > docs/keys.md"
