"""Sources whose newest commit is older than its allowance."""

from collections.abc import Mapping

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.triggers.reading import TriggerReading
from cxtui.kpis.triggers.words import span
from cxtui.language import N_, lazy

PREFIX = "stale:"
TITLE = N_("Data is older than its allowance")


def evaluate(store: StoreAsOf, active: Mapping[str, int], heard: Mapping[str, int]) -> list[TriggerReading]:
    """Return a reading a source, in order of their names; one that left the store is back.

    A followed source that was ``heard`` is up to date although it brought nothing.
    """
    settings = store.scope.settings
    found = []
    for source, committed_at, _ in store.tx.rows("sources"):
        trigger = PREFIX + source
        allowed, age = settings.allowance(source), max(0, store.at - max(committed_at, heard.get(source, committed_at)))
        evidence = lazy(
            "newest commit {age} ago, allowed {allowed} (clears at {clears})",
            age=span(age), allowed=span(allowed), clears=span(allowed * settings.triggers.stale_back),
        )  # fmt: skip
        back = age <= allowed * settings.triggers.stale_back
        found.append(
            TriggerReading(
                trigger=trigger,
                title=TITLE,
                at=store.at,
                since=active.get(trigger),
                holds=age > allowed,
                back=back,
                evidence=evidence,
            )
        )
    here = {one.trigger for one in found}
    for trigger, since in active.items():
        if trigger.startswith(PREFIX) and trigger not in here:
            gone = lazy("the source is no longer in the store")
            found.append(
                TriggerReading(
                    trigger=trigger,
                    title=TITLE,
                    at=store.at,
                    since=since,
                    holds=False,
                    back=True,
                    evidence=gone,
                )
            )
    return found
