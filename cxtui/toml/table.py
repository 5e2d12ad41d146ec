"""One table of a TOML file, read value by value, so that every error names the key and what belongs there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Final, NoReturn, TypeVar

from cxtui.clock import parse_duration
from cxtui.nearest import nearest_names
from cxtui.toml.document import TomlDocument
from cxtui.toml.lines import dotted


class _Required(Enum):
    REQUIRED = "no default: the key must be there"


_REQUIRED: Final = _Required.REQUIRED
Default = TypeVar("Default")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a file: ``path`` is its dotted key, "" for the whole file.

    A method with a ``default`` returns that where the key is missing; without one the key must be there.
    """

    document: TomlDocument
    path: str
    data: Mapping[str, Any]

    def key(self, name: str) -> str:
        """Return the dotted key of a name in this table, quoted where TOML needs quotes."""
        return dotted(self.path, name)

    def fail(self, name: str, fault: str) -> NoReturn:
        """Raise an error that names the file, the key ("" for this table itself) and the line if it is known."""
        raise self.document.mistake(self.key(name) if name else self.path, fault) from None

    def only(self, *known: str) -> "TomlTable":
        """Return this table, or raise naming its first unknown key and the nearest valid one."""
        for name in self.data:
            if name not in known:
                self.fail(name, f"is no key of {self.document.holds}; {nearest(name, known, self.path)}")
        return self

    def has(self, name: str) -> bool:
        """Return whether the table has the key."""
        return name in self.data

    def text(self, name: str, default: Default | _Required = _REQUIRED, *, blank: bool = False) -> str | Default:
        """Return a text, which is not empty unless it may be ``blank``."""
        if name not in self.data and not isinstance(default, _Required):
            return default
        value: str = self._get(name, str, "a text")
        if not blank and not value.strip():
            self.fail(name, "must not be empty")
        return value

    def choice(self, name: str, options: Collection[str], default: Default | _Required = _REQUIRED) -> str | Default:
        """Return one of some words."""
        if name not in self.data and not isinstance(default, _Required):
            return default
        return self.option(name, self._get(name, str, "one of " + ", ".join(options)), options)

    def option(self, name: str, value: str, options: Collection[str]) -> str:
        """Return a value of a key, or raise naming the nearest of the options where it is none of them."""
        if value not in options:
            self.fail(name, f"is {value[:40]!r}; {nearest(value, options)}")
        return value

    def flag(self, name: str, default: bool | _Required = _REQUIRED) -> bool:
        """Return true or false."""
        if name not in self.data and not isinstance(default, _Required):
            return default
        return bool(self._get(name, bool, "true or false"))

    def count(self, name: str, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value: int = self._get(name, int, f"a whole number from {low} to {high}")
        if not low <= value <= high:
            self.fail(name, f"is {value}; it must be a whole number from {low} to {high}")
        return value

    def number(self, name: str, low: float, high: float, hint: str = "") -> float:
        """Return a number from ``low`` to ``high``; NaN is none."""
        value = self._get(name, (int, float), f"a number from {low:g} to {high:g}")
        if not low <= value <= high:
            self.fail(name, f"is {value}; it must be a number from {low:g} to {high:g}{hint}")
        return float(value)

    def duration(self, name: str) -> int:
        """Return the seconds of a duration of one second to ten years."""
        value = self._get(name, str, 'a duration such as "90 s", "2 min" or "4 h"')
        try:
            seconds = parse_duration(value)
        except ValueError as error:
            self.fail(name, f"cannot be read: {error}")
        if not 0 < seconds <= 3_653 * 86_400:
            self.fail(name, f"is {value!r}; it must lie between 1 s and 3653 d")
        return seconds

    def items(self, name: str) -> list[Any]:
        """Return the values of an array."""
        return list(self._get(name, list, "an array"))

    def texts(self, name: str) -> list[str]:
        """Return an array of texts; dates that TOML knows as such become text too."""
        found: list[str] = []
        for index, value in enumerate(self.items(name), 1):
            if isinstance(value, date) and not isinstance(value, datetime):
                value = value.isoformat()
            if not isinstance(value, str):
                self.fail(f"{name}[{index}]", f"must be a text, not {described(value)}")
            found.append(value)
        return found

    def text_or_texts(self, name: str, default: tuple[str, ...] | _Required = _REQUIRED) -> tuple[str, ...]:
        """Return one text or an array of texts as a tuple."""
        if name not in self.data and not isinstance(default, _Required):
            return default
        value = self._get(name, (str, list), "a text or an array of texts")
        return (value,) if isinstance(value, str) else tuple(self.texts(name))

    def table(self, name: str, *, optional: bool = False) -> "TomlTable":
        """Return a table inside this one; an ``optional`` one that is missing is empty."""
        data = {} if optional and name not in self.data else self._get(name, dict, "a table")
        return TomlTable(self.document, self.key(name), data)

    def tables(self, name: str, *, optional: bool = False) -> Iterator["TomlTable"]:
        """Yield the tables of an array of tables, as ``target[1]``, ``target[2]``, …"""
        if optional and name not in self.data:
            return
        written = f"an array of tables, each under [[{self.key(name)}]]"
        for index, value in enumerate(self._get(name, list, written), 1):
            if not isinstance(value, dict):
                self.fail(f"{name}[{index}]", f"must be a table, not {described(value)}")
            yield TomlTable(self.document, self.key(f"{name}[{index}]"), value)

    def _get(self, name: str, kind: type | tuple[type, ...], says: str) -> Any:
        if name not in self.data:
            self.fail(name, f"is missing; it must be {says}")
        value = self.data[name]
        # To Python true is a number, to whoever writes a file it is not.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fail(name, f"must be {says}, not {described(value)}")
        return value


def nearest(name: str, known: Collection[str], table: str = "") -> str:
    """Return what to say about a wrong name: the nearest right one, else all of them."""
    near = nearest_names(name.casefold()[:80], known)
    if near:
        return f"the nearest is {dotted(table, near[0])}"
    return "there are: " + ", ".join(known) if known else "none is allowed here"


def described(value: object) -> str:
    """Return a value of TOML as a message says what stands there: "a number (3)", "a table"."""
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number", list: "an array"}
    word = names.get(type(value)) or ("a table" if isinstance(value, dict) else "a date or time")
    if isinstance(value, date | time | list | dict):
        return word
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f"{shown[:40]}" if isinstance(value, bool) else f"{word} ({shown[:40]})"
