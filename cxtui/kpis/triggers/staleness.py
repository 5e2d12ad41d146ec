"""Sources whose newest commit is older than its allowance."""

from collections.abc import Mapping

from cxtui.kpis.measure import Asked
from cxtui.kpis.triggers.reading import Reading
from cxtui.kpis.triggers.words import span
from cxtui.language import mark, said

PREFIX = "stale:"
TITLE = mark("Data is older than its allowance")


def evaluate(asked: Asked, standing: Mapping[str, int]) -> list[Reading]:
    """Return a reading a source, in order of their names; one that left the store is back."""
    settings = asked.scope.settings
    found = []
    for source, committed_at, _ in asked.tx.rows("sources"):
        trigger = PREFIX + source
        allowed, age = settings.allowance(source), max(0, asked.at - committed_at)
        evidence = said(
            "newest commit {age} ago, allowed {allowed} (clears at {clears})",
            age=span(age), allowed=span(allowed), clears=span(allowed * settings.triggers.stale_back),
        )  # fmt: skip
        back = age <= allowed * settings.triggers.stale_back
        found.append(Reading(trigger, TITLE, asked.at, standing.get(trigger), age > allowed, back, evidence))
    here = {one.trigger for one in found}
    for trigger, since in standing.items():
        if trigger.startswith(PREFIX) and trigger not in here:
            gone = said("the source is no longer in the store")
            found.append(Reading(trigger, TITLE, asked.at, since, False, True, gone))
    return found
