"""Reading store settings from TOML: the packaged defaults, and files that change some of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cxtui.errors import UsageError
from cxtui.settings.build import build
from cxtui.settings.model import StoreSettings
from cxtui.settings.reader import Reader

_LARGEST = 1_000_000


def defaults() -> StoreSettings:
    """Return the settings of a store that nobody configured."""
    return _defaults()


@cache
def _defaults() -> StoreSettings:
    return build(Reader("store.toml", "", default_tables()))


@cache
def default_tables() -> Mapping[str, Any]:
    """Return the packaged defaults as TOML has them."""
    return parse_toml(defaults_text(), "store.toml")


def defaults_text() -> str:
    """Return the packaged defaults with their comments, the documentation of every key."""
    return Path(__file__).with_name("store.toml").read_text("utf-8")


def load(path: Path | str) -> StoreSettings:
    """Return the settings of a TOML file, defaults where it is silent; UsageError says what is wrong."""
    return loads(read_text(Path(path)), str(path))


def loads(text: str, name: str = "settings") -> StoreSettings:
    """Return the settings of a TOML text; ``name`` is what errors call it."""
    return from_tables(parse_toml(text, name), name)


def from_tables(tables: Mapping[str, Any], name: str) -> StoreSettings:
    """Return the settings of tables as TOML has them, merged into the defaults."""
    return build(Reader(name, "", merged(default_tables(), tables)))


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


def read_text(path: Path) -> str:
    """Return the text of a settings file; UsageError says why it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(f"{path}: is larger than {_LARGEST} bytes; this cannot be a settings file")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from None
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML text; UsageError names line and column of a mistake."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{name}: this is no valid TOML: {error}") from None
