"""Mappings that other packages bring, found by the entry point group ``cxtui.sources``; loads nothing heavy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources.packaged import packaged

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable

GROUP = "cxtui.sources"

FinishTables = Callable[["duckdb.DuckDBPyConnection", str, "dict[str, StagedTable]", list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a package offers to ``cxtui import --as NAME``: a mapping file and, if needed, a function.

    ``finish(con, source, tables, fed)`` works on the staged ``in_`` tables of a DuckDB connection and returns what
    else is covered. ``extra`` are the columns of further (optional) tables that it wants staged as texts.
    """

    mapping: Path
    finish: FinishTables | None = None
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def names() -> tuple[str, ...]:
    """Return the names that other packages offer, without those that a packaged mapping has; loads none of them."""
    return tuple(name for name in offered() if name not in packaged())


def offered() -> tuple[str, ...]:
    """Return every name that other packages offer; loads none of them."""
    return tuple(sorted(_offered()))


def source(name: str) -> Source:
    """Return what a package offers under a name; SourceError where it cannot be loaded or is no Source."""
    offers = _offered()[name]
    if len(offers) > 1:
        raise SourceError(f"{name!r} is offered by {' and by '.join(map(_package, offers))}; uninstall one of them.")
    (offer,) = offers
    try:
        found = offer.load()
    except (Exception, SystemExit) as error:
        raise SourceError(f"{package_of(name)} cannot be loaded: {_what(error)}.") from error
    if not isinstance(found, Source):
        raise SourceError(f"{package_of(name)}: {offer.value} is a {type(found).__name__}, not a cxtui.sources.Source.")
    return found


def finished(name: str, finish: FinishTables) -> FinishTables:
    """Return a package's function with its errors told: SourceError for what it raises and for coverage unknown."""
    from cxtui import canonical

    def run(
        con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
    ) -> list[str]:
        try:
            covered = list(finish(con, source, tables, fed))
        except SourceError:
            raise
        except Exception as error:
            raise SourceError(f"{package_of(name)}: its finish failed: {_what(error)}.") from error
        for what in covered:
            if what not in canonical.COVERAGE:
                raise SourceError(f"{package_of(name)}: its finish returned {what!r}, which is no coverage.")
        return covered

    return run


def package_of(name: str) -> str:
    """Return how errors call a mapping of another package."""
    return f"mapping {name} of {' and '.join(map(_package, _offered()[name]))}"


@cache
def _offered() -> dict[str, tuple[EntryPoint, ...]]:
    from importlib.metadata import entry_points

    found: dict[str, dict[tuple[str, str], EntryPoint]] = {}
    for one in entry_points(group=GROUP):
        # The same folder on the path twice is no clash.
        found.setdefault(one.name, {}).setdefault((_package(one), one.value), one)
    return {name: tuple(offers.values()) for name, offers in found.items()}


def _package(offer: EntryPoint) -> str:
    return f"{offer.dist.name} {offer.dist.version}" if offer.dist else offer.value


def _what(error: BaseException) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
