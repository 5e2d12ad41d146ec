"""Sources whose newest commit is older than its allowance."""

from collections.abc import Mapping

from cxtui.kpis.measure import Asked
from cxtui.kpis.triggers.reading import Reading
from cxtui.kpis.triggers.words import span

PREFIX = "stale:"
TITLE = "Data is older than its allowance"


def evaluate(asked: Asked, standing: Mapping[str, int]) -> list[Reading]:
    """Return a reading a source, in order of their names; one that left the store is back."""
    settings = asked.scope.settings
    found = []
    for source, committed_at, _ in asked.tx.rows("sources"):
        trigger = PREFIX + source
        allowed, age = settings.allowance(source), max(0, asked.at - committed_at)
        evidence = (
            f"newest commit {span(age)} ago, allowed {span(allowed)} "
            f"(clears at {span(allowed * settings.triggers.stale_back)})"
        )
        back = age <= allowed * settings.triggers.stale_back
        found.append(Reading(trigger, TITLE, asked.at, standing.get(trigger), age > allowed, back, evidence))
    here = {one.trigger for one in found}
    for trigger, since in standing.items():
        if trigger.startswith(PREFIX) and trigger not in here:
            gone = "the source is no longer in the store"
            found.append(Reading(trigger, TITLE, asked.at, since, False, True, gone))
    return found
