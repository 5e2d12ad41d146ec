"""What a mapping cannot say in TOML: a little SQL of an origin's own, run on what was staged."""

from dataclasses import dataclass, field

from cxtui.errors import SourceError
from cxtui.sources import canonical_coverage, entry_points, queue_log, requester, zendesk
from cxtui.sources.entry_points import FinishTables
from cxtui.sources.mapping import Mapping
from cxtui.sources.singer import people


@dataclass(frozen=True, slots=True)
class Module:
    """``finish(con, source, tables, fed)`` works on the ``in_`` tables and returns further coverage.

    ``extra`` are the columns of further (optional) tables of the origin that it wants staged as texts.
    """

    finish: FinishTables
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)


MODULES = {
    "own_coverage": Module(canonical_coverage.finish),
    "queue_log": Module(queue_log.finish),
    "requester": Module(requester.finish),
    "tap_zendesk": Module(people.finish_zendesk, people.TICKETS),
    "zendesk": Module(zendesk.finish, zendesk.EXTRA),
}


def of(mapping: Mapping) -> Module | None:
    """Return what finishes a mapping: the module that a packaged one names, the function of another package."""
    if mapping.outside:
        found = entry_points.source(mapping.name)
        return Module(entry_points.finished(mapping.name, found.finish), dict(found.extra)) if found.finish else None
    if mapping.module is None:
        return None
    if mapping.module not in MODULES:
        raise SourceError(f"mapping {mapping.name}: no module is called {mapping.module!r}.")
    return MODULES[mapping.module]
