"""Draw what stands beside tickets: shifts, handling, quality reviews, contracts, and calendars that change."""

from random import Random

from tests.proof.drawing import blank
from tests.proof.setups import ALWAYS, NIGHTS, OFFICE, SPLIT
from tests.proof.ticket_life import AGENTS, moment
from tests.proof.world import DAY, Row, World

STATES = ("online", "busy", "away", "offline")
HANDLING = ("talk", "hold", "wrap", "work")


def with_the_rest(rng: Random, world: World) -> World:
    """Return a world in which these tables have rows, too, of about the time of its tickets."""
    rows = {name: list(known) for name, known in world.rows.items()}
    for agent in rows["agent"]:
        agent["team"] = rng.choice(("first", "first", "second", None))
    rows["agent_state"] += [row for agent in rows["agent"] for row in _shifts(rng, world, agent)]
    for ticket in world.rows["ticket"]:
        rows["handle"] += _handling(rng, ticket)
        rows["qa_score"] += _reviews(rng, ticket)
        rows["contract"] += _contracts(rng, ticket)
    for customer in rows["customer"]:
        if rng.random() < 0.3:
            customer["left_at"] = _about(rng, world)
    rows["calendar"] += [row for one in world.rows["calendar"] for row in _later_hours(rng, world, one)]
    return World(world.setup, rows)


def _about(rng: Random, world: World) -> int:
    """Return an instant at which something may be going on."""
    return int(rng.choice(world.rows["ticket"])["created_at"]) + rng.choice((-1, 1)) * moment(rng)


def _written(rng: Random, at: int) -> int:
    """Return when a row that tells of an instant may have been written last: long before it, then, or later."""
    return rng.choice((0, at, at, at + moment(rng)))


def _shifts(rng: Random, world: World, agent: Row) -> list[Row]:
    found = []
    at = _about(rng, world) - rng.choice((0, 600, 3600))
    for _ in range(rng.choice((0, 1, 3, 6))):
        end = at + rng.choice((60, 900, 3600, 8 * 3600))
        stated = rng.choice((end, end, end, None))
        found.append(
            blank(
                "agent_state", source=agent["source"], agent=agent["agent"], from_at=at, state=rng.choice(STATES),
                to_at=stated, version_at=_written(rng, end),
            )
        )  # fmt: skip
        at = end + rng.choice((0, 0, 300))
    return found


def _handling(rng: Random, ticket: Row) -> list[Row]:
    found = []
    at = ticket["created_at"]
    for n in range(rng.choice((0, 0, 1, 3))):
        at += moment(rng)
        found.append(
            blank(
                "handle", source=ticket["source"], handle=f"h{n}-{ticket['ticket']}", ticket=ticket["ticket"],
                agent=rng.choice((*AGENTS, None)), kind=rng.choice(HANDLING), from_at=at,
                to_at=at + rng.choice((1, 60, 600, 3600)),
            )
        )  # fmt: skip
    return found


def _reviews(rng: Random, ticket: Row) -> list[Row]:
    found = []
    for n in range(rng.choice((0, 0, 1, 2))):
        at = ticket["created_at"] + moment(rng)
        common = {
            "source": ticket["source"], "review": f"q{n}-{ticket['ticket']}", "agent": rng.choice(AGENTS),
            "ticket": rng.choice((ticket["ticket"], ticket["ticket"], None)), "occurred_at": at,
        }  # fmt: skip
        for category in ("tone", "facts", "close")[: rng.choice((1, 2, 3))]:
            found.append(
                blank(
                    "qa_score", category=category, value=rng.choice((None, 0.0, 1.0, 4.0)), min=0.0, max=4.0,
                    weight=rng.choice((None, 1.0, 2.0)), critical=rng.choice((None, 0, 1)), **common,
                )
            )  # fmt: skip
    return found


def _contracts(rng: Random, ticket: Row) -> list[Row]:
    """Return contracts that begin, end or are told to end about the life of a ticket."""
    if ticket["customer"] is None or rng.random() < 0.5:
        return []
    from_at = ticket["created_at"] + rng.choice((-1, 1)) * rng.choice((0, moment(rng), 30 * DAY))
    to_at = rng.choice((None, from_at + 30 * DAY, max(from_at, ticket["created_at"] + moment(rng))))
    return [
        blank(
            "contract", source=ticket["source"], contract=f"c{ticket['ticket']}", customer=ticket["customer"],
            from_at=from_at, to_at=to_at, version_at=_written(rng, from_at if to_at is None else to_at),
        )
    ]  # fmt: skip


def _later_hours(rng: Random, world: World, first: Row) -> list[Row]:
    """Return later versions of a calendar, some of them announced before they hold."""
    found: dict[int, Row] = {}
    for _ in range(rng.choice((0, 1, 2))):
        at = _about(rng, world)
        found[at] = first | {
            "from_at": at, "week": rng.choice((ALWAYS, OFFICE, SPLIT, NIGHTS)), "version_at": _written(rng, at),
            "position": rng.choice((first["position"], first["position"], 0, 9)),
            "holidays": rng.choice((first["holidays"], "")),
        }  # fmt: skip
    return list(found.values())
