"""Human replies, customer turns, and how many messages there were."""

from dataclasses import dataclass

from tests.proof.timeline import Happening
from tests.proof.world import Row, World


@dataclass(frozen=True)
class Reply:
    """A human reply and its sender, None where the source does not say who."""

    at: int
    agent: str | None


def is_human(world: World, source: str, h: Happening) -> bool:
    """Say whether it is a public message by a human agent that no rule sent."""
    if h.kind != "message" or not h.public or h.actor_kind != "agent" or h.automated:
        return False
    agent = world.get("agent", source, h.actor)
    return agent is None or agent["kind"] in (None, "human")


def replies(world: World, ticket: Row, happenings: list[Happening]) -> list[Reply]:
    """Return the human replies since the creation.

    Where an agent opened the ticket, the first thing said is its subject if it is a public message. Where
    nobody says who opened it, that was who wrote in the very second of the creation.
    """
    messages = _said(ticket, happenings)
    if messages and is_human(world, ticket["source"], messages[0]) and opened_by_agent(world, ticket, happenings):
        messages = messages[1:]
    return [Reply(h.at, h.actor) for h in messages if is_human(world, ticket["source"], h)]


def _said(ticket: Row, happenings: list[Happening]) -> list[Happening]:
    return [h for h in happenings if h.kind in ("message", "note") and h.at >= ticket["created_at"]]


def opened_by_agent(world: World, ticket: Row, happenings: list[Happening]) -> bool:
    """Say whether an agent opened the ticket: as its row says, else if one wrote in the second of the creation."""
    by = ticket["opened_by_kind"]
    if by is not None:
        return bool(by == "agent")
    messages = _said(ticket, happenings)[:1]
    return any(h.at == ticket["created_at"] and is_human(world, ticket["source"], h) for h in messages)


def counts(happenings: list[Happening]) -> Row:
    """Return how many public messages of each side there are, and how many notes."""
    public = [h for h in happenings if h.kind == "message" and h.public]
    return {
        "customer_messages": sum(h.actor_kind == "customer" for h in public),
        "agent_messages": sum(h.actor_kind == "agent" for h in public),
        "notes": sum(h.kind == "note" for h in happenings),
    }


def turns(ticket: Row, happenings: list[Happening], answers: list[Reply], closings: list[int]) -> list[Row]:
    """Return the customer turns: the first unanswered message, and what ended the wait.

    Within one second the customer is taken to have written first, then the agent, and the solve to come
    last: event ids tell no order that could be relied on, and an answer is rarely older than its question.
    """
    questions = [
        h.at
        for h in happenings
        if h.kind == "message" and h.public and h.actor_kind == "customer" and h.at >= ticket["created_at"]
    ]
    marks: list[tuple[int, int, str | None]] = [(at, 0, None) for at in questions]
    marks += [(reply.at, 1, reply.agent) for reply in answers] + [(at, 2, None) for at in closings]
    found: list[Row] = []
    waiting = False
    for at, side, agent in sorted(marks, key=lambda m: m[:2]):
        if side == 0 and not waiting:
            found.append({"seq": len(found) + 1, "asked_at": at, "replied_at": None, "agent": None, "closed_at": None})
            waiting = True
        elif side == 1 and waiting:
            found[-1].update(replied_at=at, agent=agent)
            waiting = False
        elif side == 2 and waiting:
            found[-1].update(closed_at=at)
            waiting = False
    return found
