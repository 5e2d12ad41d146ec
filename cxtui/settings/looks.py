"""Looks and keys: the user's own settings, which change no number."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cxtui.errors import UsageError
from cxtui.language import LANGUAGES
from cxtui.settings import user
from cxtui.settings.user import SETTING, KnownNames, LookOption, UserSetting, setting

if TYPE_CHECKING:
    from cxtui.toml import TomlTable

VARIABLE = "CXTUI_SETTINGS"
"""Environment variable that names another file."""


REFRESH_S = 15


@dataclass(frozen=True, slots=True)
class Looks:
    """How one user wants the console: each field is a key of the file, with all that is to be known about it.

    ``language`` is None where that of the locale will do; ``slow`` spares a slow line; ``refresh_s`` is the seconds
    between two readings of a quiet store; ``keys`` maps actions to the keys that replace their usual ones.
    """

    theme: str = setting(
        "dark",
        UserSetting(
            user.theme,
            "colours: one of {themes}",
            option=LookOption(
                "--theme",
                "Colours: dark, light, high-contrast, blue-orange, 16-colours or mono. Default: your settings' theme.",
                "NAME",
            ),
        ),
    )
    language: str | None = setting(
        None,
        UserSetting(
            user.one_of(*LANGUAGES),
            "one of {languages}",
            usual="that of the locale",
            option=LookOption(
                "--language",
                "Language of the screens: en, ru or pl. Default: your settings' language, else that of the locale.",
                "CODE",
            ),
        ),
    )
    ascii: bool = setting(
        False,
        UserSetting(
            user.flag,
            "`true` draws with ASCII alone",
            option=LookOption("--ascii", "Draw with ASCII alone, for fonts without box and braille characters."),
        ),
    )
    mouse: bool = setting(
        True,
        UserSetting(
            user.flag,
            "`false` leaves the mouse to the terminal",
            option=LookOption("--no-mouse", "Leave the mouse to the terminal.", gives=False, everywhere=False),
        ),
    )
    slow: bool = setting(
        False,
        UserSetting(
            user.flag,
            "`true`: repaint every 5 seconds, 16 colours, no mouse, no animation",
            option=LookOption(
                "--slow",
                "For a slow line: repaint every 5 seconds, 16 colours, no mouse, no animation.",
                everywhere=False,
            ),
        ),
    )
    refresh_s: int = setting(
        REFRESH_S,
        UserSetting(
            user.duration,
            "between two readings of a store in which nothing happens; a commit is shown at once. 1 s to 3653 d",
            usual=f'`"{REFRESH_S} s"`',
            key="refresh",
        ),
    )
    keys: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata={
            SETTING: UserSetting(
                user.keys,
                "a table of actions, each with one key or an array of keys",
                usual="those of `docs/keys.md`",
            )
        },
    )


def user_settings(kind: type[Looks] = Looks) -> dict[str, UserSetting]:
    """Return what there is to set, by the name of the field, in the order of the documents."""
    return {one.name: one.metadata[SETTING] for one in fields(kind)}


def looks_path() -> Path:
    """Return the user's settings file: CXTUI_SETTINGS, else settings.toml in the platform's own folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("cxtui", appauthor=False) / "settings.toml"


def load_looks(
    path: Path | str | None = None,
    *,
    actions: Collection[str] | None = None,
    themes: Collection[str] | None = None,
) -> Looks:
    """Return the looks of a file, by default the user's own, which need not be there.

    ``actions`` and ``themes`` are the names that exist. UsageError names file, key and the nearest one,
    also where a file that was asked for by name is missing.
    """
    file = looks_path() if path is None else Path(path)
    if path is None and VARIABLE not in os.environ and not file.exists():
        return Looks()
    from cxtui.settings.files import HOLDS
    from cxtui.toml import read_toml

    return _looks(read_toml(file, HOLDS, UsageError), KnownNames(actions, themes), Looks)


def parse_looks(
    text: str,
    name: str = "settings.toml",
    *,
    actions: Collection[str] | None = None,
    themes: Collection[str] | None = None,
    kind: type[Looks] = Looks,
) -> Looks:
    """Return the looks of a TOML text; ``name`` is what errors call it, ``kind`` says what there is to set."""
    from cxtui.settings.files import HOLDS
    from cxtui.toml import parse_toml

    return _looks(parse_toml(text, name, HOLDS, UsageError), KnownNames(actions, themes), kind)


def _looks(root: "TomlTable", known: KnownNames, kind: type[Looks]) -> Looks:
    settings = user_settings(kind)
    written = {field: one.key or field for field, one in settings.items()}
    root.only(*written.values())
    return kind(**{field: settings[field].read(root, key, known) for field, key in written.items() if root.has(key)})
