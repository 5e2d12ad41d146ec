"""Whose a ticket's outcomes and its contact are, by the store's attribution."""

from collections import Counter

from tests.proof.holders import Held, holder
from tests.proof.replies import Reply
from tests.proof.statuses import Step, solves
from tests.proof.world import END, Row, World

WHOLE = 1_000_000
"""A ticket in the millionths in which it is shared."""


def solver(world: World, ticket: Row, through: list[Step], who: Held, answers: list[Reply]) -> str | None:
    """Return who has the outcomes of a solved ticket.

    By sender (and share) who sent the last human reply until the first solve, by assignee who held it then;
    without a reply the holder; where nobody held it the known agent who solved it.
    """
    solved = solves(through)
    if not solved:
        return None
    first = solved[0]
    if world.setup.attribution != "assignee":
        sent = _until(answers, first.from_at)
        if sent:
            return sent[-1]
    acted = first.actor if world.get("agent", ticket["source"], first.actor) else None
    return holder(who, first.from_at) or acted


def _until(answers: list[Reply], at: int) -> list[str]:
    """Return the known senders of the replies until an instant, a reply in its second included."""
    return [reply.agent for reply in answers if reply.at <= at and reply.agent is not None]


def shares(world: World, fact: Row, answers: list[Reply]) -> dict[str, int]:
    """Return the parts of a ticket by agent where several answered until its first solve, in millionths.

    Each has its replies' part rounded down; what is left goes, one millionth each, to those whose part was
    cut most, of equal ones to the first by id.
    """
    if world.setup.attribution != "share" or fact["first_solved_at"] is None:
        return {}
    sent = Counter(_until(answers, fact["first_solved_at"]))
    if len(sent) < 2:
        return {}
    total = sum(sent.values())
    parts = {agent: count * WHOLE // total for agent, count in sent.items()}
    cut_most = sorted(sent, key=lambda agent: (-(sent[agent] * WHOLE % total), agent))
    for agent in cut_most[: WHOLE - sum(parts.values())]:
        parts[agent] += 1
    return parts


def contact_credits(
    world: World, ticket: Row, fact: Row, through: list[Step], who: Held, answers: list[Reply]
) -> list[Row]:
    """Return each agent's share in a counted contact of a customer of whom it will be known if they stayed.

    By sender and share that is their part of the human replies by known senders; by assignee it is whole who
    held it at the last solve, else who replied last.
    """
    customer = world.get("customer", ticket["source"], ticket["customer"]) or {"tier": None, "since": None}
    if fact["excluded"] or fact["retained_at"] is None:
        return []
    sent = Counter(_until(answers, END))
    if world.setup.attribution == "assignee":
        solved = solves(through)
        keeper = holder(who, solved[-1].from_at) if solved else None
        keeper = keeper or next(iter(_until(answers, END)[::-1]), None)
        sent = Counter([keeper] if keeper else [])
    return [
        {
            "source": ticket["source"], "ticket": ticket["ticket"], "agent": agent,
            "customer": ticket["customer"], "tier": customer["tier"] or "", "channel": ticket["channel"] or "",
            "tenure": _tenure(ticket["created_at"], customer["since"]), "contact_at": ticket["created_at"],
            "next_at": END if fact["contact_next_at"] is None else fact["contact_next_at"],
            "retained_at": fact["retained_at"], "retained": fact["retained"],
            "replies": count, "all_replies": sum(sent.values()),
        }
        for agent, count in sent.items()
    ]  # fmt: skip


def _tenure(at: int, since: int | None) -> str:
    if since is None:
        return ""
    days = (at - since) / 86_400
    return "under 90 days" if days < 90 else "under a year" if days < 365 else "over a year"
