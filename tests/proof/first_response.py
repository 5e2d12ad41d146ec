"""The first human reply, the promises over each wait for it, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.proof.calendar_time import Stretches, due
from tests.proof.first_wait import FirstWait
from tests.proof.holders import Held, holder
from tests.proof.replies import Reply, counts, opened_by_agent
from tests.proof.targets import applied
from tests.proof.timeline import Happening
from tests.proof.world import END, Row, World


@dataclass(frozen=True)
class Promised:
    """A first response promised while it stood, ``[from_at, to_at)``, and when that breaks."""

    from_at: int
    to_at: int
    seconds: int
    calendar: str | None
    due_at: int


def response(
    world: World, ticket: Row, happenings: list[Happening], answers: list[Reply], who: Held,
    business: Callable[[int, int], int], waits: list[FirstWait], reply: Reply | None,
) -> Row:  # fmt: skip
    """Return the first reply; a source without messages has the one it states.

    It is counted from the last wait before it, but from the creation where an agent opened the ticket.
    """
    has_messages = world.covers(ticket["source"], "messages")
    first = next(iter(answers), None) if has_messages else reply
    at = first.at if first else None
    since = waits[-1].from_at if waits else None
    if has_messages and opened_by_agent(world, ticket, happenings):
        since = ticket["created_at"]
    known = counts(happenings) if has_messages else dict.fromkeys(counts([]))
    return {
        "first_reply_at": at,
        "first_reply_agent": None if first is None else first.agent or holder(who, first.at),
        "first_reply_s": None if at is None or since is None else at - since,
        "first_reply_business_s": None if at is None or since is None else business(since, at),
        "second_reply_at": answers[1].at if len(answers) > 1 else None,
        "replies": len(answers) if has_messages else None,
        **known,
    }


def promises(
    world: World, ticket: Row, happenings: list[Happening], spans: Stretches, wait: FirstWait
) -> list[Promised]:
    """Return what was promised over one wait as time went on.

    Each counts from the start of the wait, but does not break before it was applied.
    """
    found = []
    for one in applied(world, ticket, happenings, "first_response"):
        if one.to_at <= wait.from_at:
            continue
        calendar, due_at = None, wait.from_at + one.seconds
        if one.business:
            due_at, calendar = due(world, spans, wait.from_at, one.seconds)
        from_at = max(one.from_at, wait.from_at)
        found.append(Promised(from_at, one.to_at, one.seconds, calendar, max(due_at, from_at)))
    return found


def outcome(
    world: World, promised: Promised, wait: FirstWait, reply: Reply | None, who: Held, gone: bool
) -> Row | None:
    """Return whether a promise was kept, when that became known, and whose it is; None where it came to nothing.

    Kept at the reply (exactly due is kept) by who replied (by assignee: who held it then, if anybody); broken
    at the due instant by who held the ticket then. A wait that ended without a reply by then has no outcome, nor
    has a ticket that does not count, nor a promise that another replaced before.
    """
    if gone:
        return None
    at = wait.until if wait.answered else None
    if at is not None and at <= promised.due_at:
        if not promised.from_at <= at < promised.to_at:
            return None
        agents = (reply.agent if reply else None, holder(who, at))
        agent = agents[0] or agents[1] if world.setup.attribution != "assignee" else agents[1] or agents[0]
        return {"outcome_at": at, "met": 1, "outcome_agent": agent}
    if promised.due_at < promised.to_at and (at is not None or wait.until > promised.due_at):
        return {"outcome_at": promised.due_at, "met": 0, "outcome_agent": holder(who, promised.due_at)}
    return None


JUDGED = ("target_s", "target_calendar", "target_stated", "due_at", "outcome_at", "met", "outcome_agent")


def judged(world: World, made: list[Promised], wait: FirstWait, reply: Reply | None, who: Held, gone: bool) -> Row:
    """Return the promise that a wait is judged by, with its outcome.

    The first whose outcome is known, else the one that stood when the wait ended, or stands.
    """
    found: Row = dict.fromkeys(JUDGED)
    known = [(p, o) for p in made if (o := outcome(world, p, wait, reply, who, gone)) is not None]
    holding = [p for p in made if p.from_at <= wait.until < p.to_at or p.to_at == END == wait.until]
    if not known and not holding:
        return found
    promised = known[0][0] if known else holding[0]
    found |= {"target_s": promised.seconds, "target_calendar": promised.calendar, "due_at": promised.due_at}
    found["target_stated"] = 0  # histories that are drawn state no due times
    return found | (known[0][1] if known else {})
