"""Reading TOML with errors that name the file, the key and the nearest valid key."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxtui.errors import SourceError
from cxtui.nearest import nearest_names


class Keys:
    """One TOML table with its place in the file, so that every complaint says where."""

    def __init__(self, data: object, path: Path, place: str) -> None:
        self.path, self.place = path, place
        if not isinstance(data, dict):
            raise self.wrong("must be a table")
        self.data: dict[str, Any] = data

    def wrong(self, what: str, key: str = "") -> SourceError:
        """Return an error about a key of this table (or the table itself)."""
        where = ".".join(part for part in (self.place, key) if part)
        return SourceError(f"{self.path}: {where + ': ' if where else ''}{what}.")

    def only(self, valid: Iterable[str]) -> None:
        """Raise SourceError for the first key that is not one of ``valid``, with the nearest one."""
        valid = list(valid)
        for key in self.data:
            if key not in valid:
                near = nearest_names(key, valid, alike=0.6)
                hint = f"did you mean {near[0]!r}?" if near else f"valid keys: {', '.join(valid)}"
                raise self.wrong(f"unknown key; {hint}", key)

    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a text, or the default."""
        value = self.data.get(key, default)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"must be a text, not {value!r}", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"must be true or false, not {value!r}", key)
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        value = self.data.get(key, list(default))
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.wrong(f"must be a text or a list of texts, not {value!r}", key)
        return tuple(value)

    def choice(self, key: str, valid: Iterable[str], default: str | None = None) -> str | None:
        """Return one of the valid words."""
        value, valid = self.text(key, default), list(valid)
        if value is not None and value not in valid:
            near = nearest_names(value, valid, alike=0.6)
            hint = f"did you mean {near[0]!r}?" if near else f"valid: {', '.join(valid)}"
            raise self.wrong(f"unknown word {value!r}; {hint}", key)
        return value

    def words(self, key: str, named: dict[str, dict[str, str]]) -> dict[str, str]:
        """Return a vocabulary: a table of words, or the name of one under ``[words]``."""
        value = self.data.get(key, {})
        if isinstance(value, str):
            if value not in named:
                raise self.wrong(f"no vocabulary [words.{value}]; there are: {', '.join(named) or 'none'}", key)
            return named[value]
        if not isinstance(value, dict) or not all(isinstance(v, str | int) for v in value.values()):
            raise self.wrong("must be a table of word = word", key)
        return {k: str(int(v)) if isinstance(v, bool) else str(v) for k, v in value.items()}

    def sub(self, key: str) -> "Keys":
        """Return the table under a key (empty where there is none)."""
        return Keys(self.data.get(key, {}), self.path, f"{self.place}.{key}" if self.place else key)

    def many(self, key: str) -> list["Keys"]:
        """Return the tables of an array of tables."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"must be written as [[{key}]]", key)
        return [Keys(v, self.path, f"{key}[{i}]") for i, v in enumerate(value, 1)]
