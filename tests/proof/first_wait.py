"""When a ticket waited for its first human reply, told second by second, with what let it go."""

from dataclasses import dataclass
from itertools import pairwise

from tests.proof.replies import Reply, opened_by_agent
from tests.proof.statuses import DONE, Step
from tests.proof.timeline import Happening, of_kind
from tests.proof.world import END, Row, World


@dataclass(frozen=True)
class FirstWait:
    """A wait ``[from_at, until)``, and whether a reply ended it."""

    from_at: int
    until: int
    answered: bool


def tells(world: World, source: str) -> bool:
    """Say whether a source tells of first responses, by its messages or outright."""
    return world.covers(source, "messages") or world.covers(source, "first_response")


def first_waits(
    world: World, ticket: Row, happenings: list[Happening], answers: list[Reply], through: list[Step]
) -> tuple[list[FirstWait], Reply | None]:
    """Return the waits for a first reply one after the other, and the reply, which may come while nobody waits.

    The customer stands in line from the creation, or from the first message where an agent opened the ticket, and
    waits as soon as the ticket is open. A solve or giving up sends them away; coming back, by a message or by
    reopening, puts them in line again. The first human reply after the first wait began ends all waiting.
    """
    if not tells(world, ticket["source"]):
        return [], None
    stretches: list[tuple[int, int]] = []
    in_line, is_open, since = False, True, None
    for at, _, _, what in sorted(_marks(world, ticket, happenings, through), key=lambda m: m[:3]):
        if what in ("solved", "gave up"):
            if since is not None:
                stretches.append((since, at))
            in_line, since = False, None
            is_open = is_open and what != "solved"
        elif what == "comes":
            in_line = True
        else:
            is_open, in_line = True, in_line or what == "reopened by the customer"
        if in_line and is_open and since is None:
            since = at
    if since is not None:
        stretches.append((since, END))
    return _until_reply(world, ticket, stretches, answers)


def _marks(
    world: World, ticket: Row, happenings: list[Happening], through: list[Step]
) -> list[tuple[int, int, int, str]]:
    """Return what changes who waits: (second, order within it, order among the like, what)."""
    created = ticket["created_at"]
    marks: list[tuple[int, int, int, str]] = []
    has_messages = world.covers(ticket["source"], "messages")
    if not has_messages or not opened_by_agent(world, ticket, happenings):
        marks.append((created, 0, 0, "comes"))
    if has_messages:
        marks += [
            (h.at, 1, 0, "comes")
            for h in happenings
            if h.kind == "message" and h.public and h.actor_kind == "customer" and h.at >= created
        ]
    for n, (was, now) in enumerate(pairwise(through)):
        if (was.status in DONE) != (now.status in DONE):
            by_customer = now.actor_kind == "customer" or now.actor == ticket["customer"] is not None
            reopened = "reopened by the customer" if by_customer else "reopened"
            marks.append((now.from_at, 2, n, "solved" if now.status in DONE else reopened))
    marks += [(at, 3, 0, "gave up") for at, _ in of_kind(happenings, created, "abandoned")]
    return marks


def _until_reply(
    world: World, ticket: Row, stretches: list[tuple[int, int]], answers: list[Reply]
) -> tuple[list[FirstWait], Reply | None]:
    if not world.covers(ticket["source"], "messages"):
        stated = [s["value"] for s in world.of("stated", ticket) if s["metric"] == "first_response_at"]
        answers = [Reply(at, None) for at in stated if at is not None and at >= ticket["created_at"]]
    reply = next((a for a in answers if stretches and a.at >= stretches[0][0]), None)
    found: list[FirstWait] = []
    for from_at, to_at in stretches:
        if reply is not None and reply.at < from_at:
            break
        if reply is not None and reply.at <= to_at:
            found.append(FirstWait(from_at, reply.at, True))
            break
        found.append(FirstWait(from_at, to_at, False))
    return found, reply
