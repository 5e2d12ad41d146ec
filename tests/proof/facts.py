"""Everything the package keeps of tickets, put together from the definitions."""

from collections.abc import Callable

from tests.proof.calendar_time import business, stretches
from tests.proof.clocks import clocks
from tests.proof.credit import contact_credits, shares, solver
from tests.proof.first_response import JUDGED, judged, promises, response
from tests.proof.first_wait import first_waits
from tests.proof.holders import Held, escalations, first_held, handing, held
from tests.proof.ratings import surveys
from tests.proof.replies import Reply, replies, turns
from tests.proof.resolution import durations, resolution
from tests.proof.sequel import first_contact, following, retention
from tests.proof.statuses import Step, backlog, closings, reopenings, steps
from tests.proof.timeline import Happening, timeline
from tests.proof.world import END, Row, World

Tables = dict[str, list[Row]]
TABLES = (
    "ticket_fact",
    "earlier_wait",
    "backlog_span",
    "customer_turn",
    "rating_fact",
    "ticket_credit",
    "contact_credit",
    "clock_fact",
)


def of_world(world: World) -> Tables:
    """Return the rows of every table that the second implementation makes."""
    found: Tables = {name: [] for name in TABLES}
    for ticket in world.rows["ticket"]:
        for name, rows in of_ticket(world, ticket).items():
            found[name] += rows
    known = {(t["source"], t["ticket"]) for t in world.rows["ticket"]}
    for row in world.rows["rating"]:
        if (row["source"], row["ticket"]) not in known:
            found["rating_fact"] += surveys([row], [], False, [])
    return found


def of_ticket(world: World, ticket: Row) -> Tables:
    """Return the rows of one ticket by table."""
    happenings = timeline(world, ticket)
    through = steps(world, ticket, happenings)
    who = held(world, ticket, happenings)
    answers = replies(world, ticket, happenings) if world.covers(ticket["source"], "messages") else []
    spans = stretches(world, ticket, happenings)
    count = business(world, spans)
    key = {"source": ticket["source"], "ticket": ticket["ticket"]}
    gone = through[-1].gone

    fact = _as_it_stands(world, ticket, through) | handing(who, happenings)
    waits, reply = first_waits(world, ticket, happenings, answers, through)
    fact |= response(world, ticket, happenings, answers, who, count, waits, reply)
    fact["waits_from"] = waits[-1].from_at if waits and not gone else None
    fact["answered_at"] = reply.at if reply and waits and not gone else None
    fact["waits_until"] = waits[-1].until if waits and not gone else None
    of_waits = [
        judged(world, promises(world, ticket, happenings, spans, wait), wait, reply, who, gone) for wait in waits
    ]
    fact |= of_waits[-1] if waits else dict.fromkeys(JUDGED)
    fact |= resolution(ticket, through, count) | durations(through, count)
    fact["solver"] = solver(world, ticket, through, who, answers)
    fact["worked_at"] = _worked(fact, who, through)
    fact |= _escalated(world, ticket, happenings, through)
    fact |= first_contact(world, ticket, fact, answers, [s.from_at for s in reopenings(through)])
    fact["contact_next_at"] = following(world, ticket)[0]
    fact |= retention(world, ticket)
    fact["changed_at"] = _newest(world, ticket)
    questions = _turns(world, ticket, key, happenings, answers, through, count)
    return {
        "ticket_fact": [fact],
        "earlier_wait": [
            {**key, "seq": n, "from_at": wait.from_at, "until": wait.until, **outcome}
            for n, (wait, outcome) in enumerate(zip(waits, of_waits, strict=True), start=1)
            if n < len(waits) and not gone
        ],
        "clock_fact": [
            {**one, "stated": 0}
            for one in clocks(world, ticket, happenings, through, questions, answers, who, spans, count)
        ],
        "backlog_span": [
            {**key, "seq": n, "from_at": a, "to_at": b, "channel": ticket["channel"] or ""}
            for n, (a, b) in enumerate(backlog(through), start=1)
        ],
        "customer_turn": questions,
        "rating_fact": surveys(world.of("rating", ticket), who, gone, through),
        "ticket_credit": [{**key, "agent": a, "parts": parts} for a, parts in shares(world, fact, answers).items()],
        "contact_credit": contact_credits(world, ticket, fact, through, who, answers),
    }


def _as_it_stands(world: World, ticket: Row, through: list[Step]) -> Row:
    customer = world.get("customer", ticket["source"], ticket["customer"])
    same = ("source", "ticket", "created_at", "channel", "team", "priority", "topic", "customer")
    return {
        **{name: ticket[name] for name in same},
        "tier": customer and customer["tier"],
        "excluded": int(through[-1].gone),
        "opened_by_agent": int(ticket["opened_by_kind"] == "agent"),
        "status": through[-1].status,
        "status_at": through[-1].from_at,
    }


def _newest(world: World, ticket: Row) -> int:
    """Return the newest instant that anything of a ticket tells of."""
    instants: list[int | None] = [ticket["created_at"], ticket["deleted_at"]]
    if ticket["spam"] == 1 or ticket["merged_into"] is not None:
        instants.append(ticket["version_at"])
    instants += [e["occurred_at"] for e in world.of("event", ticket)]
    instants += [s["from_at"] for s in world.of("state", ticket)]
    dated = ("first_response_at", "resolved_at", "closed_at")
    instants += [s["value"] for s in world.of("stated", ticket) if s["metric"] in dated]
    instants += [r[when] for r in world.of("rating", ticket) for when in ("sent_at", "occurred_at")]
    return max(at for at in instants if at is not None)


def _worked(fact: Row, who: Held, through: list[Step]) -> int | None:
    """Return when somebody first worked on it: replied, was given it, or moved it out of new."""
    moved = [s.from_at for s in through if s.status != "new"]
    known = (fact["first_reply_at"], first_held(who), moved[0] if moved else None)
    return min((at for at in known if at is not None), default=None)


def _escalated(world: World, ticket: Row, happenings: list[Happening], through: list[Step]) -> Row:
    raised = escalations(world, ticket, happenings)
    if not raised:
        return dict.fromkeys(("escalated_at", "escalated_tier", "escalated_until"))
    first = raised[0][0]
    left = [to_at for _, to_at in backlog(through) if to_at > first]
    return {
        "escalated_at": first,
        "escalated_tier": raised[-1][1],
        "escalated_until": left[-1] if left else first,
    }


def _turns(
    world: World, ticket: Row, key: Row, happenings: list[Happening], answers: list[Reply], through: list[Step],
    count: Callable[[int, int], int],
) -> list[Row]:  # fmt: skip
    if not world.covers(ticket["source"], "messages"):
        return []
    found = turns(ticket, happenings, answers, closings(through))
    for turn in found:
        turn |= {**key, "excluded": int(through[-1].gone), "reply_business_s": None}
        if turn["replied_at"] is not None:
            turn["reply_business_s"] = count(turn["asked_at"], turn["replied_at"])
    return found


__all__ = ["END", "TABLES", "Tables", "of_ticket", "of_world"]
