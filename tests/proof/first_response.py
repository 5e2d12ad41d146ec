"""The first human reply, how long a ticket waits for it, the promise, and what became of that."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.proof.calendar_time import Stretches, due
from tests.proof.holders import Held, holder
from tests.proof.replies import Reply, counts
from tests.proof.statuses import Step, backlog
from tests.proof.targets import applied
from tests.proof.timeline import Happening, of_kind
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
    business: Callable[[int, int], int],
) -> Row:  # fmt: skip
    """Return the first reply with its wait; a source without messages has the one it states."""
    source, created = ticket["source"], ticket["created_at"]
    has_messages = world.covers(source, "messages")
    at = answers[0].at if answers else None
    if not has_messages:
        stated = [s["value"] for s in world.of("stated", ticket) if s["metric"] == "first_response_at"]
        at = stated[0] if stated and stated[0] is not None and stated[0] >= created else None
    agent = answers[0].agent if answers else None
    known = counts(happenings) if has_messages else dict.fromkeys(counts([]))
    return {
        "first_reply_at": at,
        "first_reply_agent": None if at is None else agent or holder(who, at),
        "first_reply_s": None if at is None else at - created,
        "first_reply_business_s": None if at is None else business(created, at),
        "second_reply_at": answers[1].at if len(answers) > 1 else None,
        "replies": len(answers) if has_messages else None,
        **known,
    }


def tells(world: World, source: str) -> bool:
    """Say whether a source tells of first responses, by its messages or outright."""
    return world.covers(source, "messages") or world.covers(source, "first_response")


def waits_until(
    world: World, ticket: Row, happenings: list[Happening], first_reply_at: int | None, through: list[Step]
) -> int | None:
    """Return until when it waits (or waited) for its first reply, None where nothing could tell.

    That is the reply; without one the customer's giving up, else its last way out of the backlog. A ticket
    that never was in the backlog does not wait.
    """
    source, created = ticket["source"], ticket["created_at"]
    if not tells(world, source):
        return None
    if first_reply_at is not None:
        return first_reply_at
    gave_up = [at for at, _ in of_kind(happenings, created, "abandoned")]
    if gave_up:
        return gave_up[0]
    spans = backlog(through)
    return spans[-1][1] if spans else created


def promises(world: World, ticket: Row, happenings: list[Happening], spans: Stretches) -> list[Promised]:
    """Return what was promised over time, none where nothing would tell that it was kept.

    Each counts from the creation, but does not break before it was applied.
    """
    found = []
    for one in applied(world, ticket, happenings, "first_response") if tells(world, ticket["source"]) else ():
        calendar, due_at = None, ticket["created_at"] + one.seconds
        if one.business:
            due_at, calendar = due(world, spans, ticket["created_at"], one.seconds)
        found.append(Promised(one.from_at, one.to_at, one.seconds, calendar, max(due_at, one.from_at)))
    return found


def outcome(world: World, promised: Promised, reply: Row, until: int | None, who: Held, gone: bool) -> Row | None:
    """Return whether a promise was kept, when that became known, and whose it is; None where it came to nothing.

    Kept at the reply (exactly due is kept) by who replied (by assignee: who held it then, if anybody); broken
    at the due instant by who held the ticket then. A ticket left without a reply by then has no outcome, nor
    has one that does not count, nor a promise that another replaced before.
    """
    if until is None or gone:
        return None
    at = reply["first_reply_at"]
    if at is not None and at <= promised.due_at:
        if not promised.from_at <= at < promised.to_at:
            return None
        agents = (reply["first_reply_agent"], holder(who, at))
        agent = agents[0] or agents[1] if world.setup.attribution != "assignee" else agents[1] or agents[0]
        return {"outcome_at": at, "met": 1, "outcome_agent": agent}
    if promised.due_at < promised.to_at and (at is not None or until > promised.due_at):
        return {"outcome_at": promised.due_at, "met": 0, "outcome_agent": holder(who, promised.due_at)}
    return None


def judged(
    world: World, ticket: Row, made: list[Promised], reply: Row, until: int | None, who: Held, gone: bool
) -> Row:
    """Return the promise that a ticket is judged by, with its outcome.

    The first whose outcome is known, else the one that stood when the wait ended, or stands.
    """
    found: Row = dict.fromkeys(("target_s", "target_calendar", "due_at", "outcome_at", "met", "outcome_agent"))
    known = [(p, o) for p in made if (o := outcome(world, p, reply, until, who, gone)) is not None]
    ended = END if until is None else until
    standing = [p for p in made if p.from_at <= ended < p.to_at or p.to_at == END == ended]
    if not known and not standing:
        return found
    promised = known[0][0] if known else standing[0]
    found |= {"target_s": promised.seconds, "target_calendar": promised.calendar, "due_at": promised.due_at}
    return found | (known[0][1] if known else {})
