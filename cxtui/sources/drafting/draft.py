"""A mapping for a file that nobody has described, drafted from its beginning."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources.drafting import names, written
from cxtui.sources.drafting.contents import Content, content
from cxtui.sources.drafting.guesses import Guess, guesses
from cxtui.sources.looking import FileLook, looks
from cxtui.sources.mapping import Mapping
from cxtui.sources.promises import KnownNumbers, promises
from cxtui.sources.toml_blocks import read_mapping
from cxtui.toml import parse_toml

REPEATED = 1.2
"""Rows a ticket from which a file is taken for a log."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted mapping: its TOML, what it reads as, the guesses in it, and what numbers it lets a store know."""

    toml: str
    mapping: Mapping
    guesses: tuple[Guess, ...]
    promises: tuple[KnownNumbers, ...]


def draft(path: Path, zone: str | None = None, name: str = "desk") -> Draft:
    """Return a mapping drafted for a file; raises SourceError if nothing in it can be a ticket.

    ``zone`` is the IANA zone of its local times; without it the language of the columns tells a likely one.
    """
    wanted = {phrase for role in names.roles() for phrase in names.phrases(role)}
    look = max(looks([path], wanted), key=lambda one: len(one.columns))
    contents = [content(column, [row.get(column, "") for row in look.rows]) for column in look.columns]
    found = guesses(contents)
    _check(path, look, contents, found)
    at, why = _zone(zone, found)
    toml = written.text(look, found, at, why, _is_log(look, found))
    mapping = read_mapping(parse_toml(toml, name, "a mapping", SourceError), name, packaged=False)
    return Draft(toml, mapping, tuple(found.values()), promises(mapping))


def _check(path: Path, look: FileLook, contents: list[Content], found: dict[str, Guess]) -> None:
    if not look.rows:
        raise SourceError(f"{path}: no rows to look at; a mapping is drafted from some.")
    if "ticket" not in found:
        raise SourceError(f"{path}: no column can be the id of a ticket. It has: {_shown(contents)}.")
    if not {"created_at", "updated_at"} & found.keys():
        raise SourceError(
            f"{path}: no column holds times, so nothing can be dated. It has: {_shown(contents)}. "
            "If times are written in an unusual way, say it in a mapping of your own (docs/mappings.md)."
        )


def _shown(contents: list[Content]) -> str:
    return ", ".join(f"{one.column} ({one.described()})" for one in contents[:20])


def _zone(named: str | None, found: dict[str, Guess]) -> tuple[str, str]:
    if named:
        return named, "as you said"
    times = [one.content.times for one in found.values() if one.content.times]
    if all(_absolute(form) for one in times for form in one.formats) and not any(
        _local(sample) for guess in found.values() if guess.content.kind == "time" for sample in guess.content.samples
    ):
        return "UTC", "the times name their own offset"
    languages = Counter(one.language for one in found.values() if one.language != "en")
    for language, count in languages.most_common(1):
        likely = names.zone(language)
        if likely and 2 * count >= len(found):
            return likely, f"NOT SURE: most columns are named in a language of this place ({language})"
    return "UTC", "NOT SURE: the times name no zone; say yours, like Europe/Berlin"


def _absolute(form: str) -> bool:
    return form in ("iso", "epoch", "epoch_ms") or "%z" in form or "%Z" in form


def _local(sample: str) -> bool:
    """Return whether a time that is no number lacks an offset."""
    tail = sample[10:]
    return (
        bool(tail or "-" in sample)
        and not sample.replace(".", "").isdigit()
        and not (tail.endswith(("Z", "UTC")) or "+" in tail or "-" in tail)
    )


def _is_log(look: FileLook, found: dict[str, Guess]) -> bool:
    ticket = found["ticket"].content
    return ticket.filled > REPEATED * ticket.distinct and "status" in found
