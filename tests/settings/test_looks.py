"""Looks and keys of the user's own file."""

from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.settings import Looks, load_looks, looks_path, parse_looks

ACTIONS = ("quit", "help", "next_pane")
THEMES = ("dark", "light", "mono")


def test_looks_as_written() -> None:
    text = """
    theme = "light"
    ascii = true
    mouse = false
    refresh = "5 s"
    [keys]
    quit = "x"
    help = "f1, ?"
    next_pane = ["tab", ","]
    """
    found = parse_looks(text, actions=ACTIONS, themes=THEMES)
    assert found == Looks("light", ascii=True, mouse=False, refresh_s=5, keys=found.keys)
    assert found.keys == {"quit": ("x",), "help": ("f1", "?"), "next_pane": ("tab", ",")}


def test_a_slow_line() -> None:
    assert parse_looks("slow = true").slow
    assert not parse_looks("").slow


def test_a_comma_and_a_space_are_keys() -> None:
    assert parse_looks("[keys]\nquit = ','\nhelp = ' '").keys == {"quit": (",",), "help": (" ",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('them = "dark"', "them is no key of the settings; the nearest is theme (at line 1)"),
        ('theme = "drak"', "theme is 'drak'; the nearest is dark (at line 1)"),
        ('language = "pt"', "language is 'pt'; the nearest is pl (at line 1)"),
        ("theme = 1", "theme must be one of dark, light, mono, not a number (1) (at line 1)"),
        ("ascii = 'yes'", "ascii must be true or false, not a text ('yes') (at line 1)"),
        ("refresh = 1", 'refresh must be a duration such as "90 s", "2 min" or "4 h", not a number (1) (at line 1)'),
        ("[keys]\nqiut = 'q'", "keys.qiut is no action; the nearest is keys.quit (at line 2)"),
        ("[keys]\nquit = 1", 'keys.quit must be a key such as "f2" or an array of keys (at line 2)'),
        ("[keys]\nquit = [1]", "keys.quit[1] must be a text, not a number (1) (at line 2)"),
        ("[keys]\nquit = []", 'keys.quit names no key; write one such as "f2" (at line 2)'),
        ("[keys]\nquit = ''", 'keys.quit names no key; write one such as "f2" (at line 2)'),
        ("keys = 'q'", "keys must be a table, not a text ('q') (at line 1)"),
        (
            'zone = "UTC"',
            "zone is no key of the settings; there are: theme, language, ascii, mouse, slow, refresh, keys (at line 1)",
        ),
    ],
)
def test_mistakes_are_told_with_file_and_key(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_looks(text, "settings.toml", actions=ACTIONS, themes=THEMES)
    assert str(error.value) == f"settings.toml: {message}"


def test_the_users_own_file_need_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CXTUI_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_looks() == Looks()
    file = looks_path()
    assert (file.name, file.parent.name) == ("settings.toml", "cxtui")
    file.parent.mkdir(parents=True)
    file.write_text('theme = "mono"\n', encoding="utf-8")
    assert load_looks(themes=THEMES).theme == "mono"


def test_a_file_asked_for_by_name_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXTUI_SETTINGS", str(tmp_path / "mine.toml"))
    with pytest.raises(UsageError, match=r"mine\.toml: there is no such file"):
        load_looks()
    (tmp_path / "mine.toml").write_text("ascii = true\n", encoding="utf-8")
    assert load_looks().ascii
    with pytest.raises(UsageError, match=r"other\.toml: there is no such file"):
        load_looks(tmp_path / "other.toml")
