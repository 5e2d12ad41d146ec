"""A query of a mapping: its text with named parameters, ``:since`` among them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxtui.errors import UsageError
from cxtui.toml import nearest

PARAMETERS = ("since", "until", "since_epoch", "until_epoch", "tickets")
_PART = re.compile(
    r"""(?P<kept>'(?:[^'\\]|\\.|'')*' | "[^"]*" | `[^`]*` | --[^\n]* | /\*.*?\*/ | ::)
        | :(?P<name>[A-Za-z_]\w*) | (?P<percent>%)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_WITHIN = re.compile(r"\b(?:extract|trim|substring|overlay)\s*\([^()]*?\bFROM\b", re.IGNORECASE)
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(?:LATERAL\s+)?([A-Za-z_][\w.]*)(\s*\()?", re.IGNORECASE)
_NAMED = re.compile(r"(?:\bWITH\s+(?:RECURSIVE\s+)?|,\s*)([A-Za-z_]\w*)\s*(?:\([^()]*\)\s*)?AS\s*\(", re.IGNORECASE)


@dataclass(frozen=True)
class SqlQuery:
    """A query by the ``name`` of its file without the ending, and its ``text``."""

    name: str
    text: str

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Return which parameters the text has."""
        return frozenset(part["name"] for part in _PART.finditer(self.text) if part["name"])

    @property
    def windowed(self) -> bool:
        """Return whether it can be asked for what changed since an instant."""
        return bool(self.parameters & {"since", "since_epoch"})

    @property
    def bounded(self) -> bool:
        """Return whether it can be asked for what changed up to an instant, too: then history is read in pieces."""
        return bool(self.parameters & {"until", "until_epoch"})

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables of the database that it reads, in the order of their names."""
        text = _WITHIN.sub("(", _COMMENT.sub(" ", self.text))
        named = {name.lower() for name in _NAMED.findall(text)}
        found = {name for name, call in _READ.findall(text) if not call and name.lower() not in named}
        return tuple(sorted(found))

    def bound(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Return the text with ``%s`` for each value, and the values in their order; a list takes one for each."""
        given: list[Any] = []

        def place(part: re.Match[str]) -> str:
            if part["percent"]:
                return "%%"
            if not part["name"]:
                return part[0].replace("%", "%%")
            value = values[part["name"]]
            if isinstance(value, Sequence) and not isinstance(value, str):
                given.extend(value)
                return ", ".join(["%s"] * len(value)) or "NULL"
            given.append(value)
            return "%s"

        return _PART.sub(place, self.text), given


def checked_query(name: str, text: str, where: str) -> SqlQuery:
    """Return a query; raises UsageError for a parameter that there is not, and for what is no single SELECT."""
    query = SqlQuery(name, text.strip().rstrip(";").rstrip())
    for unknown in sorted(query.parameters - set(PARAMETERS)):
        raise UsageError(f"{where}: there is no :{unknown}; {nearest(unknown, PARAMETERS)}")
    bare = _COMMENT.sub(" ", query.text).strip()
    if not re.match(r"(SELECT|WITH|\()", bare, re.IGNORECASE):
        raise UsageError(f"{where}: must be one query, which begins with SELECT or WITH")
    if any(";" in part for part in re.sub(r"'(?:[^'\\]|\\.|'')*'", "''", bare).splitlines()):
        raise UsageError(f"{where}: must be one query; a ; ends it before its end")
    return query
