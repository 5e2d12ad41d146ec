"""Draw what stands beside tickets: shifts, handling, quality reviews, contracts, and calendars that change."""

from random import Random

from tests.proof.drawing import blank
from tests.proof.setups import ALWAYS, NIGHTS, OFFICE, SPLIT
from tests.proof.ticket_life import AGENTS, moment
from tests.proof.world import DAY, Row, World

STATES = ("online", "busy", "away", "offline")
HANDLING = ("talk", "hold", "wrap", "work")


def with_the_rest(dice: Random, world: World) -> World:
    """Return a world in which these tables have rows, too, of about the time of its tickets."""
    rows = {name: list(known) for name, known in world.rows.items()}
    for agent in rows["agent"]:
        agent["team"] = dice.choice(("first", "first", "second", None))
    rows["agent_state"] += [row for agent in rows["agent"] for row in _shifts(dice, world, agent)]
    for ticket in world.rows["ticket"]:
        rows["handle"] += _handling(dice, ticket)
        rows["qa_score"] += _reviews(dice, ticket)
        rows["contract"] += _contracts(dice, ticket)
    for customer in rows["customer"]:
        if dice.random() < 0.3:
            customer["left_at"] = _about(dice, world)
    rows["calendar"] += [row for one in world.rows["calendar"] for row in _later_hours(dice, world, one)]
    return World(world.setup, rows)


def _about(dice: Random, world: World) -> int:
    """Return an instant at which something may be going on."""
    return int(dice.choice(world.rows["ticket"])["created_at"]) + dice.choice((-1, 1)) * moment(dice)


def _written(dice: Random, at: int) -> int:
    """Return when a row that tells of an instant may have been written last: long before it, then, or later."""
    return dice.choice((0, at, at, at + moment(dice)))


def _shifts(dice: Random, world: World, agent: Row) -> list[Row]:
    found = []
    at = _about(dice, world) - dice.choice((0, 600, 3600))
    for _ in range(dice.choice((0, 1, 3, 6))):
        end = at + dice.choice((60, 900, 3600, 8 * 3600))
        told = dice.choice((end, end, end, None))
        found.append(
            blank(
                "agent_state", source=agent["source"], agent=agent["agent"], from_at=at, state=dice.choice(STATES),
                to_at=told, version_at=_written(dice, end),
            )
        )  # fmt: skip
        at = end + dice.choice((0, 0, 300))
    return found


def _handling(dice: Random, ticket: Row) -> list[Row]:
    found = []
    at = ticket["created_at"]
    for n in range(dice.choice((0, 0, 1, 3))):
        at += moment(dice)
        found.append(
            blank(
                "handle", source=ticket["source"], handle=f"h{n}-{ticket['ticket']}", ticket=ticket["ticket"],
                agent=dice.choice((*AGENTS, None)), kind=dice.choice(HANDLING), from_at=at,
                to_at=at + dice.choice((1, 60, 600, 3600)),
            )
        )  # fmt: skip
    return found


def _reviews(dice: Random, ticket: Row) -> list[Row]:
    found = []
    for n in range(dice.choice((0, 0, 1, 2))):
        at = ticket["created_at"] + moment(dice)
        common = {
            "source": ticket["source"], "review": f"q{n}-{ticket['ticket']}", "agent": dice.choice(AGENTS),
            "ticket": dice.choice((ticket["ticket"], ticket["ticket"], None)), "occurred_at": at,
        }  # fmt: skip
        for category in ("tone", "facts", "close")[: dice.choice((1, 2, 3))]:
            found.append(
                blank(
                    "qa_score", category=category, value=dice.choice((None, 0.0, 1.0, 4.0)), min=0.0, max=4.0,
                    weight=dice.choice((None, 1.0, 2.0)), critical=dice.choice((None, 0, 1)), **common,
                )
            )  # fmt: skip
    return found


def _contracts(dice: Random, ticket: Row) -> list[Row]:
    """Return contracts that begin, end or are told to end about the life of a ticket."""
    if ticket["customer"] is None or dice.random() < 0.5:
        return []
    from_at = ticket["created_at"] + dice.choice((-1, 1)) * dice.choice((0, moment(dice), 30 * DAY))
    to_at = dice.choice((None, from_at + 30 * DAY, max(from_at, ticket["created_at"] + moment(dice))))
    return [
        blank(
            "contract", source=ticket["source"], contract=f"c{ticket['ticket']}", customer=ticket["customer"],
            from_at=from_at, to_at=to_at, version_at=_written(dice, from_at if to_at is None else to_at),
        )
    ]  # fmt: skip


def _later_hours(dice: Random, world: World, first: Row) -> list[Row]:
    """Return later versions of a calendar, some of them announced before they hold."""
    found: dict[int, Row] = {}
    for _ in range(dice.choice((0, 1, 2))):
        at = _about(dice, world)
        found[at] = first | {
            "from_at": at, "week": dice.choice((ALWAYS, OFFICE, SPLIT, NIGHTS)), "version_at": _written(dice, at),
            "position": dice.choice((first["position"], first["position"], 0, 9)),
            "holidays": dice.choice((first["holidays"], "")),
        }  # fmt: skip
    return list(found.values())
