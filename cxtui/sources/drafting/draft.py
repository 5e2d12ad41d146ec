"""A mapping for a file that nobody has described, drafted from its beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources import mapping as mappings
from cxtui.sources.drafting import written
from cxtui.sources.drafting.contents import Content
from cxtui.sources.drafting.guesses import Guess
from cxtui.sources.drafting.sketch import Sketch, sketch
from cxtui.sources.mapping import DateOrder
from cxtui.sources.promises import KnownNumbers, promises
from cxtui.sources.toml_blocks import read_mapping
from cxtui.toml import parse_toml

REPEATED = 1.2
"""Rows a ticket from which a file is taken for a log."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted mapping: its TOML, what it reads as, the guesses in it, and what numbers it lets a store know."""

    toml: str
    mapping: mappings.Mapping
    guesses: tuple[Guess, ...]
    promises: tuple[KnownNumbers, ...]


def draft(path: Path, zone: str | None = None, name: str = "desk", dates: DateOrder | None = None) -> Draft:
    """Return a mapping drafted for a file; raises SourceError if nothing in it can be a ticket.

    ``zone`` is the IANA zone of its local times; without it the language of the columns tells a likely one. ``dates``
    says what comes first in dates that may be read either way.
    """
    return finished(sketch(path, zone, dates), name)


def finished(made: Sketch, name: str = "desk") -> Draft:
    """Return the mapping that a sketch is; raises SourceError if nothing in it can be a ticket."""
    _check(made.path, made.contents, made.found)
    toml = written.text(made, is_log=_is_log(made.found))
    mapping = read_mapping(parse_toml(toml, name, "a mapping", SourceError), name, packaged=False)
    return Draft(toml, mapping, tuple(made.found.values()), promises(mapping))


def _check(path: Path, contents: Sequence[Content], found: Mapping[str, Guess]) -> None:
    if "ticket" not in found:
        raise SourceError(f"{path}: no column can be the id of a ticket. It has: {_shown(contents)}.")
    if not {"created_at", "updated_at"} & found.keys():
        raise SourceError(
            f"{path}: no column holds times, so nothing can be dated. It has: {_shown(contents)}. "
            "If times are written in an unusual way, say it in a mapping of your own (docs/mappings.md)."
        )


def _shown(contents: Sequence[Content]) -> str:
    return ", ".join(f"{one.column} ({one.described()})" for one in contents[:20])


def _is_log(found: Mapping[str, Guess]) -> bool:
    ticket = found["ticket"].content
    return ticket.filled > REPEATED * ticket.distinct and "status" in found
