"""Which mapping reads what is to be imported: the one that was said, or the one that the files' columns tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui import sources
from cxtui.sources import recognising
from cxtui.sources.signatures import products
from cxtui.sources.singer.choosing import all_of_taps, tap_mapping


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mapping with the name by which it is found again, and what a person should know of the choice."""

    mapping: sources.Mapping
    name: str
    notes: tuple[str, ...] = ()


TAPS = "singer"
"""The name of the mapping of what a tap wrote, whichever helpdesk it reads."""


def choose(name: str | None, paths: Sequence[Path], source: str | None = None) -> Chosen:
    """Return the mapping of a name (of a helpdesk with several, the one that fits), else the one recognised.

    What a tap wrote is told by its streams, unless the ``source`` is called like the helpdesk.
    Raises SourceError where none is known by the name, or no or several helpdesks may have exported the files.
    """
    if name == TAPS or (name is None and all_of_taps(paths)):
        found = tap_mapping(source, paths)
        return Chosen(found, found.name, (found.name,))
    if name is None:
        fit = recognising.recognised(paths)
        return Chosen(fit.mapping, fit.mapping.name, (f"{fit.mapping.name}, {fit.reason()}",))
    if name in products() and (variant := recognising.variant(name, paths)):
        return Chosen(variant, variant.name, (f"{variant.name}",) if variant.name != name else ())
    return Chosen(sources.load_mapping(name), name)
