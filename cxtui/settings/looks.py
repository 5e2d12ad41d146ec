"""Looks and keys: the user's own settings, which change no number."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from cxtui.errors import UsageError
from cxtui.language import LANGUAGES
from cxtui.settings.files import HOLDS
from cxtui.toml import TomlTable, nearest, parse_toml, read_toml

VARIABLE = "CXTUI_SETTINGS"
"""Environment variable that names another file."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How one user wants the console: ``refresh_s`` is the seconds between two readings of a quiet store.

    ``language`` is None where that of the locale will do; ``slow`` spares a slow line; ``keys`` maps actions to the
    keys that replace their usual ones.
    """

    theme: str = "dark"
    language: str | None = None
    ascii: bool = False
    mouse: bool = True
    slow: bool = False
    refresh_s: int = 15
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


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
    return _looks(read_toml(file, HOLDS, UsageError), actions, themes)


def parse_looks(
    text: str,
    name: str = "settings.toml",
    *,
    actions: Collection[str] | None = None,
    themes: Collection[str] | None = None,
) -> Looks:
    """Return the looks of a TOML text; ``name`` is what errors call it."""
    return _looks(parse_toml(text, name, HOLDS, UsageError), actions, themes)


def _looks(root: TomlTable, actions: Collection[str] | None, themes: Collection[str] | None) -> Looks:
    root.only("theme", "language", "ascii", "mouse", "slow", "refresh", "keys")
    usual = Looks()
    return Looks(
        theme=root.text("theme", usual.theme) if themes is None else root.choice("theme", themes, usual.theme),
        language=root.choice("language", LANGUAGES, usual.language),
        ascii=root.flag("ascii", usual.ascii),
        mouse=root.flag("mouse", usual.mouse),
        slow=root.flag("slow", usual.slow),
        refresh_s=root.duration("refresh") if root.has("refresh") else usual.refresh_s,
        keys=MappingProxyType(_keys(root.table("keys", optional=True), actions)),
    )


def _keys(table: TomlTable, actions: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for action, value in table.data.items():
        if actions is not None and action not in actions:
            table.fail(action, f"is no action; {nearest(action, actions, 'keys')}")
        if isinstance(value, str):
            # "," alone is a key, elsewhere it parts keys.
            parts = [value] if len(value) == 1 else value.split(",")
        elif isinstance(value, list):
            parts = table.texts(action)
        else:
            table.fail(action, 'must be a key such as "f2" or an array of keys')
        keys = tuple(dict.fromkeys(part.strip() or part for part in parts))
        if not keys or "" in keys:
            table.fail(action, 'names no key; write one such as "f2"')
        found[action] = keys
    return found
