"""What one key of a user's settings is: how it is read, what is said of it, and its option on the command line."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxtui.toml import TomlTable

SETTING = "setting"
"""Under which key the metadata of a field has its ``UserSetting``."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that a file may use: of actions and of themes; where they are None, any will do."""

    actions: Collection[str] | None = None
    themes: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class LookOption:
    """An option for one run that wins over the file.

    One with a ``metavar`` takes a value, one without is a switch and ``gives`` the field that value. ``everywhere``
    are options of each command that draws; the others are switches of those only at which somebody sits, and off on a
    wall.
    """

    flag: str
    help: str
    metavar: str | None = None
    gives: object = True
    everywhere: bool = True


@dataclass(frozen=True, slots=True)
class UserSetting:
    """One key of a user's settings.

    ``read`` takes it from a table, and raises UsageError for what it may not be; ``about`` is what docs/settings.md
    says of it, ``usual`` what it says of the default where that is not simply the field's own.
    """

    read: "Callable[[TomlTable, str, KnownNames], Any]"
    about: str
    usual: str | None = None
    key: str | None = None
    option: LookOption | None = None


def setting(default: Any, of: UserSetting) -> Any:
    """Return a dataclass field that is a user's setting."""
    return field(default=default, metadata={SETTING: of})


def flag(table: "TomlTable", key: str, known: KnownNames) -> bool:
    """Read true or false."""
    return table.flag(key)


def duration(table: "TomlTable", key: str, known: KnownNames) -> int:
    """Read a duration, as seconds."""
    return table.duration(key)


def theme(table: "TomlTable", key: str, known: KnownNames) -> str:
    """Read the name of a theme."""
    return table.text(key) if known.themes is None else table.choice(key, known.themes)


def one_of(*words: str) -> "Callable[[TomlTable, str, KnownNames], str]":
    """Return what reads one of some words."""
    return lambda table, key, known: table.choice(key, words)


def keys(parent: "TomlTable", key: str, known: KnownNames) -> Mapping[str, tuple[str, ...]]:
    """Read a table of actions, each with one key or an array of keys."""
    from cxtui.toml import nearest

    table, actions = parent.table(key), known.actions
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
        pressed = tuple(dict.fromkeys(part.strip() or part for part in parts))
        if not pressed or "" in pressed:
            table.fail(action, 'names no key; write one such as "f2"')
        found[action] = pressed
    return MappingProxyType(found)
