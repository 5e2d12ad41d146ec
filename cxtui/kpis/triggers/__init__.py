"""Review triggers: conditions on which people should look into a number, evaluated over any picture of a store.

Pure reading: what fired, and who looks into it, is kept in the desk file by whoever evaluates.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.triggers import loyalty, satisfaction, slowness, staleness, unusual
from cxtui.kpis.triggers.calm import state_title
from cxtui.kpis.triggers.reading import TriggerReading, unjudged

__all__ = ["TriggerReading", "evaluate", "state_title", "unjudged"]

_NOTHING: Mapping[str, int] = MappingProxyType({})


def evaluate(
    store: StoreAsOf,
    active: Mapping[str, int] = _NOTHING,
    live: bool = True,
    heard: Mapping[str, int] = _NOTHING,
) -> tuple[TriggerReading, ...]:
    """Return a reading of every trigger.

    ``active`` maps triggers that have fired and not cleared to when they fired (UTC epoch seconds): they are
    held against what they were compared with then. How old data is can be told of the present only (``live``);
    ``heard`` is when followed sources last answered.
    """
    found = [
        satisfaction.evaluate(store, active.get(satisfaction.TRIGGER)),
        slowness.evaluate(store, active.get(slowness.TRIGGER)),
        loyalty.evaluate(store, active.get(loyalty.TRIGGER)),
        *(unusual.evaluate(store, trigger, active.get(trigger)) for trigger in unusual.WATCHED),
    ]
    if live:
        found += staleness.evaluate(store, active, heard)
    return tuple(found)
