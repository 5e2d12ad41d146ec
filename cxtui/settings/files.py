"""Reading store settings from TOML: the packaged defaults, and files that change some of them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cxtui.errors import UsageError
from cxtui.settings.build import build
from cxtui.settings.model import StoreSettings
from cxtui.toml import TomlDocument, TomlTable, parse_toml, read_toml

HOLDS = "the settings"
"""What the keys of such a file are keys of."""


def defaults() -> StoreSettings:
    """Return the settings of a store that nobody configured."""
    return _defaults()


@cache
def _defaults() -> StoreSettings:
    return build(_of("store.toml", default_tables()))


@cache
def default_tables() -> Mapping[str, Any]:
    """Return the packaged defaults as TOML has them."""
    return parse_toml(defaults_text(), "store.toml", HOLDS, UsageError).data


def defaults_text() -> str:
    """Return the packaged defaults with their comments, the documentation of every key."""
    return Path(__file__).with_name("store.toml").read_text("utf-8")


def load(path: Path | str) -> StoreSettings:
    """Return the settings of a TOML file, defaults where it is silent; UsageError says what is wrong."""
    return _over_defaults(read_toml(Path(path), HOLDS, UsageError))


def loads(text: str, name: str = "settings") -> StoreSettings:
    """Return the settings of a TOML text; ``name`` is what errors call it."""
    return _over_defaults(parse_toml(text, name, HOLDS, UsageError))


def from_tables(tables: Mapping[str, Any], name: str) -> StoreSettings:
    """Return the settings of tables as TOML has them, merged into the defaults."""
    return _over_defaults(_of(name, tables))


def _of(name: str, tables: Mapping[str, Any]) -> TomlTable:
    return TomlTable(TomlDocument(name, HOLDS, UsageError), "", tables)


def _over_defaults(root: TomlTable) -> StoreSettings:
    return build(replace(root, data=merged(default_tables(), root.data)))


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables with ``over`` laid over ``base``: tables merge key by key, all else replaces.

    A week replaces too: whoever writes opening hours means all of them.
    """
    result = dict(base)
    for key, value in over.items():
        under = base.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping) and key != "week":
            value = merged(under, value)
        result[key] = value
    return result
