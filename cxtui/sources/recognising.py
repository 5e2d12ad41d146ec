"""Whose export files are: told by their columns, or by the keys of their objects."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui import canonical
from cxtui.errors import SourceError
from cxtui.sources.block_columns import known_columns, needed_columns
from cxtui.sources.files import table_of
from cxtui.sources.fitted import Columns
from cxtui.sources.header_row import fold
from cxtui.sources.loading import load_mapping
from cxtui.sources.looking import FileLook, looks
from cxtui.sources.mapping import Block, Mapping, split_each
from cxtui.sources.packaged import CANONICAL
from cxtui.sources.signatures import Signature, likely, signatures, spread

LEAST = 1.5
"""What the columns of an export must weigh: one that a single helpdesk has weighs 1, one that n have 1/n."""
AHEAD = 1.25
"""How many times more than the next helpdesk's."""
WHOLE = 3
"""How many times more the columns of a mapping weigh of which all that it needs must be there."""
NAMED = 0.5
"""What a file's name weighs that names the helpdesk."""
CLOSER = 6
"""How many mappings are looked at closer."""
TYPICAL = 0.8
"""The share of rows that must have a typical word where a file has no header."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping that files fit, how much speaks for it, and some of the columns that do, the most telling first."""

    mapping: Mapping
    weight: float
    told_by: tuple[str, ...]

    @property
    def product(self) -> str:
        """Return the helpdesk."""
        return self.mapping.origin

    def reason(self) -> str:
        """Return in words by what the helpdesk was recognised."""
        return f"told by {', '.join(self.told_by[:4])}" if self.told_by else "told by what its rows hold"


def recognised(paths: Sequence[Path]) -> Fit:
    """Return the packaged mapping that files fit; raises SourceError where none or several do, saying what to write."""
    found = fits(_looks(paths))
    first = paths[0] if len(paths) == 1 else paths[0].parent
    sure = [one for one in found if one.weight >= LEAST]
    if not sure:
        near = f" Nearest is {found[0].mapping.name}: --as {found[0].mapping.name} tries it." if found else ""
        raise SourceError(
            f"{first}: its columns do not tell whose export this is.{near} Say --as NAME (cxtui import --help lists "
            f"them), or draft a mapping: cxtui map {first} -o desk.toml"
        )
    best = sure[0]
    rival = next((one for one in sure if one.product != best.product), None)
    if rival and best.weight < AHEAD * rival.weight:
        raise SourceError(
            f"{first}: this may be an export of {best.product} ({best.reason()}) or of {rival.product} "
            f"({rival.reason()}). Say which: --as {best.mapping.name} or --as {rival.mapping.name}."
        )
    return best


def variant(product: str, paths: Sequence[Path]) -> Mapping | None:
    """Return which mapping of a helpdesk with several of them files fit, None if it has one or none fits."""
    own = [one for one in signatures() if one.product == product]
    if len(own) < 2:
        return None
    try:
        found = fits(_looks(paths), own)
    except SourceError:
        return None
    return found[0].mapping if found else None


def _looks(paths: Sequence[Path]) -> list[FileLook]:
    words = {word for one in signatures() for word in one.words}
    return looks(list(paths), words | {c.name for t in canonical.TABLES.values() for c in t.columns})


def fits(shown: Sequence[FileLook], known: Sequence[Signature] = ()) -> list[Fit]:
    """Return the mappings that files fit, what most speaks for first; of ``known`` ones where some are given."""
    if not shown:
        return []
    counts = spread(signatures())
    names = likely(known or signatures(), {c for look in shown for c in look.columns}, CLOSER)
    if not known and any(look.file.stem in canonical.TABLES for look in shown):
        names.append(CANONICAL)
    found = [fit for one in map(load_mapping, names) if (fit := _fit(one, shown, counts))]
    return sorted(found, key=lambda fit: (-fit.weight, fit.mapping.name))


def _names(mapping: Mapping) -> set[str]:
    return known_columns(mapping.blocks) | set(mapping.other_columns)


def _fit(mapping: Mapping, shown: Sequence[FileLook], counts: Counter[str]) -> Fit | None:
    if mapping.columns:
        return _headless(mapping, shown)
    if mapping.sources == ("",) or mapping.tables == ("",):
        if not all(_suffices(mapping, one) for one in shown):
            return None
        chosen = list(shown)
    elif not (chosen := _tables(mapping, shown)):
        return None
    names = set(map(fold, _names(mapping)))
    weights = {c: 1 / max(1, counts[fold(c)]) for look in chosen for c in look.columns if fold(c) in names}
    by_fold = {fold(c): (weight, c) for c, weight in weights.items()}
    weight = sum(one for one, _ in by_fold.values()) * (1 if mapping.sparse else WHOLE)
    word = mapping.origin.split("-")[0]
    weight += NAMED * any(word in look.file.path.name.lower() for look in chosen)
    most = sorted(by_fold.values(), key=lambda one: (-one[0], one[1].lower()))
    return Fit(mapping, weight, tuple(column for _, column in most))


def _suffices(mapping: Mapping, look: FileLook) -> bool:
    nested = any(split_each(b.source)[1] for b in mapping.blocks if not b.optional)
    columns = Columns(look.columns)
    return look.is_json >= nested and all(any(map(columns.find, names)) for names in _needed(mapping))


def _needed(mapping: Mapping, blocks: Sequence[Block] | None = None) -> list[tuple[str, ...]]:
    """Return the columns that must be there, of alternatives one: of a sparse mapping what identifies a ticket."""
    blocks = mapping.blocks if blocks is None else blocks
    if not mapping.sparse:
        return needed_columns([b for b in blocks if not b.optional] or blocks)
    return [
        field.columns
        for block in blocks
        for name, field in block.fields.items()
        if block.into in ("ticket", "state") and field.required and field.columns and not name.startswith("version_")
    ]


def _tables(mapping: Mapping, shown: Sequence[FileLook]) -> list[FileLook]:
    """Return the files that are tables of a mapping of several, none if a needed one is not there or does not fit."""
    tables = {table: look for look in shown if (table := table_of(look.file.stem, mapping.tables, mapping.aliases))}
    needed = [split_each(one)[0] for one in mapping.required_sources]
    if not tables or any(one not in tables for one in needed):
        return []
    for table, look in tables.items():
        blocks = [b for b in mapping.blocks if split_each(b.source)[0] == table]
        # Only the columns of a sparse mapping are found in other spellings: warehouses write them all in capitals.
        find = Columns(look.columns).find if mapping.sparse else set(look.columns).__contains__
        if not all(any(map(find, names)) for names in _needed(mapping, blocks)):
            return []
        if mapping.name == CANONICAL and not set(look.columns) <= known_columns(blocks):
            return []
    return list(tables.values())


def _headless(mapping: Mapping, shown: Sequence[FileLook]) -> Fit | None:
    """Return how files without a header fit, by words that are typical of a place in their rows."""
    columns = next(iter(mapping.columns.values()))
    places = {columns.index(name): {w.lower() for w in words} for name, words in mapping.typical.items()}
    for look in shown:
        rows = [row for row in look.cells if row]
        good = [row for row in rows if all(len(row) > n and row[n].lower() in words for n, words in places.items())]
        if not places or not rows or len(good) < TYPICAL * len(rows):
            return None
    words = [word for some in mapping.typical.values() for word in some]
    return Fit(mapping, 2 * LEAST, tuple(w for w in words if any(w in row for look in shown for row in look.cells)))
