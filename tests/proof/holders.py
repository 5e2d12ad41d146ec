"""Who held a ticket when, through which teams it went, and when it was escalated."""

from itertools import pairwise

from tests.proof.timeline import Happening, of_kind
from tests.proof.world import Row, World

Held = list[tuple[int, str | None]]
"""Instants with who held the ticket from then on, None for nobody."""


def held(world: World, ticket: Row, happenings: list[Happening]) -> Held:
    """Return who held the ticket from when on; without a history of it, whom the source states, all its life."""
    found: Held = []
    if not world.covers(ticket["source"], "assignee"):
        found += [(ticket["created_at"], s["label"]) for s in world.of("stated", ticket) if s["metric"] == "assignee"]
    found += [(at, h.value) for at, h in of_kind(happenings, ticket["created_at"], "assignee")]
    return found


def holder(who: Held, at: int) -> str | None:
    """Return who held the ticket at an instant: the last who was given it by then."""
    given = [agent for since, agent in who if since <= at]
    return given[-1] if given else None


def handing(who: Held, happenings: list[Happening]) -> Row:
    """Return how it changed hands: distinct assignees, handoffs between known ones, teams, and who has it now."""
    known = [agent for _, agent in who if agent is not None]
    return {
        "assignee": who[-1][1] if who else None,
        "assignees": len(set(known)),
        "handoffs": sum(a != b for a, b in pairwise(known)),
        "teams": len({h.value for h in happenings if h.kind == "team" and h.value is not None}),
    }


def first_held(who: Held) -> int | None:
    """Return when somebody first held it."""
    return min((at for at, agent in who if agent is not None), default=None)


def escalations(world: World, ticket: Row, happenings: list[Happening]) -> list[tuple[int, str | None]]:
    """Return when it was escalated and to which tier: by an event, or by a move to a team of a higher tier.

    A team whose tier is not known is passed over: what counts is the last known tier before.
    """
    found, last = [], None
    for at, h in of_kind(happenings, ticket["created_at"], "escalated", "team"):
        if h.kind == "escalated":
            found.append((at, h.value))
            continue
        team = world.get("team", ticket["source"], h.value)
        if team is None or team["tier"] is None:
            continue
        if last is not None and team["tier"] > last:
            found.append((at, str(team["tier"])))
        last = team["tier"]
    return found
