"""What evaluating a trigger gives: whether it fires, whether it clears, and the evidence in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TriggerReading:
    """A trigger as it reads at an instant ``at`` (UTC epoch seconds).

    ``holds`` is the condition on which it fires, ``back`` the one on which a fired one clears; between the two it
    stays as it is. ``since`` is when it fired, if it stands: then the number is compared with what it was compared
    with then, else a lasting change would clear itself by becoming the period before. ``judged`` is False where
    nothing can be said; ``evidence`` then says why.
    """

    trigger: str
    title: str
    at: int
    since: int | None
    holds: bool
    back: bool
    evidence: str
    judged: bool = True


def unjudged(trigger: str, title: str, at: int, since: int | None, why: str) -> TriggerReading:
    """Return the reading of a trigger of which nothing can be said: it neither fires nor clears."""
    return TriggerReading(
        trigger=trigger,
        title=title,
        at=at,
        since=since,
        holds=False,
        back=False,
        evidence=why,
        judged=False,
    )
