"""What a mapping cannot say in TOML: a little SQL of an origin's own, run on what was staged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources import canonical_coverage, zendesk
from cxtui.sources.mapping import Mapping

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable

FinishStaged = Callable[["duckdb.DuckDBPyConnection", str, "dict[str, StagedTable]", list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Module:
    """``finish(con, source, tables, fed)`` works on the ``in_`` tables and returns further coverage.

    ``extra`` are the columns of further (optional) tables of the origin that it wants staged as texts.
    """

    finish: FinishStaged
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)


MODULES = {
    "own_coverage": Module(canonical_coverage.finish),
    "zendesk": Module(zendesk.finish, zendesk.EXTRA),
}


def of(mapping: Mapping) -> Module | None:
    """Return the module that a packaged mapping names, if it does."""
    if mapping.module is None:
        return None
    if mapping.module not in MODULES:
        raise SourceError(f"mapping {mapping.name}: no module is called {mapping.module!r}.")
    return MODULES[mapping.module]
