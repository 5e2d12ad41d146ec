"""Which mapping reads what is to be imported: the one that was said, or the one that the files' columns tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui import sources
from cxtui.sources import recognising
from cxtui.sources.signatures import products


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mapping with the name by which it is found again, and what a person should know of the choice."""

    mapping: sources.Mapping
    name: str
    notes: tuple[str, ...] = ()


def choose(name: str | None, paths: Sequence[Path]) -> Chosen:
    """Return the mapping of a name (of a helpdesk with several, the one that fits), else the one recognised.

    Raises SourceError where none is known by the name, or no or several helpdesks may have exported the files.
    """
    if name is None:
        fit = recognising.recognised(paths)
        return Chosen(fit.mapping, fit.mapping.name, (f"{fit.mapping.name}, {fit.reason()}",))
    if name in products() and (found := recognising.variant(name, paths)):
        return Chosen(found, found.name, (f"{found.name}",) if found.name != name else ())
    return Chosen(sources.load_mapping(name), name)
