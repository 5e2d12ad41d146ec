"""Reading a settings file value by value, so that every error names file, key and what belongs there."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NoReturn

from cxtui.clock import parse_duration
from cxtui.errors import UsageError
from cxtui.nearest import nearest_names

_BARE = re.compile(r"[\w-]+(\[\d+\])?")


@dataclass(frozen=True, slots=True)
class Reader:
    """One table of a settings file: ``path`` is its dotted key, "" for the whole file."""

    file: str
    path: str
    data: Mapping[str, Any]

    def key(self, name: str) -> str:
        """Return the dotted key of a name in this table, quoted where TOML needs quotes."""
        if not _BARE.fullmatch(name):
            name = json.dumps(name, ensure_ascii=not name.isprintable())
        return f"{self.path}.{name}" if self.path else name

    def fail(self, name: str, fault: str) -> NoReturn:
        """Raise a UsageError that names the file and the key."""
        raise UsageError(f"{self.file}: {self.key(name) if name else self.path} {fault}")

    def only(self, *known: str) -> "Reader":
        """Return this table, or raise naming its first unknown key and the nearest valid one."""
        for name in self.data:
            if name not in known:
                self.fail(name, f"is no key of the settings; {nearest(name, known, self.path)}")
        return self

    def has(self, name: str) -> bool:
        """Return whether the table has the key."""
        return name in self.data

    def _get(self, name: str, kind: type | tuple[type, ...], says: str) -> Any:
        if name not in self.data:
            self.fail(name, f"is missing; it must be {says}")
        value = self.data[name]
        # To Python true is a number, to whoever writes a settings file it is not.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fail(name, f"must be {says}, not {_described(value)}")
        return value

    def text(self, name: str) -> str:
        """Return a text that is not empty."""
        value: str = self._get(name, str, "a text")
        if not value.strip():
            self.fail(name, "must not be empty")
        return value

    def choice(self, name: str, options: Collection[str]) -> str:
        """Return one of some words."""
        value: str = self._get(name, str, "one of " + ", ".join(options))
        if value not in options:
            self.fail(name, f"is {value[:40]!r}; {nearest(value, options)}")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false."""
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
                self.fail(f"{name}[{index}]", f"must be a text, not {_described(value)}")
            found.append(value)
        return found

    def table(self, name: str) -> "Reader":
        """Return a table inside this one."""
        return Reader(self.file, self.key(name), self._get(name, dict, "a table"))

    def tables(self, name: str) -> Iterator["Reader"]:
        """Yield the tables of an array of tables, as ``target[1]``, ``target[2]``, …"""
        for index, value in enumerate(self.items(name), 1):
            if not isinstance(value, dict):
                self.fail(f"{name}[{index}]", f"must be a table, not {_described(value)}")
            yield Reader(self.file, self.key(f"{name}[{index}]"), value)


def nearest(name: str, known: Collection[str], table: str = "") -> str:
    """Return what to say about a wrong name: the nearest right one, else all of them."""
    near = nearest_names(name.casefold()[:80], known)
    if near:
        return f"the nearest is {f'{table}.{near[0]}' if table else near[0]}"
    return "there are: " + ", ".join(known) if known else "none is allowed here"


def _described(value: object) -> str:
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number", list: "an array"}
    word = names.get(type(value)) or ("a table" if isinstance(value, dict) else "a date or time")
    if isinstance(value, date | time | list | dict):
        return word
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f"{shown[:40]}" if isinstance(value, bool) else f"{word} ({shown[:40]})"
