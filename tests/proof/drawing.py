"""Draw a floor: a few customers and agents, and tickets to which anything may happen in any order."""

from random import Random

from cxtui import canonical
from tests.proof.setups import SETUPS
from tests.proof.ticket_life import Life, moment
from tests.proof.world import DAY, Row, Setup, World

COVERED = tuple(canonical.COVERAGE)
NO_MONEY = tuple(c for c in COVERED if c not in ("purchases", "contracts"))
NO_WORDS = tuple(c for c in COVERED if c not in ("messages", "first_response", "topic"))
STATES_ONLY = ("first_response", "resolution")
"""What sources may cover: all, no sales, no messages, or only what they state."""


def blank(table: str, **values: object) -> Row:
    """Return a canonical row of source ``s`` unless told otherwise, with None for what is not given."""
    row: Row = dict.fromkeys(canonical.TABLES[table].names)
    row |= {name: default for name, default in (("source", "s"), ("version_at", 0), ("version_seq", 0)) if name in row}
    assert values.keys() <= row.keys(), values.keys() - row.keys()
    return row | values


def draw_world(rng: Random, tickets: int, setup: Setup | None = None) -> World:
    """Return a floor of so many tickets in the sources ``s`` (everything covered, or nearly) and ``r``."""
    setup = setup or rng.choice(SETUPS)
    world = World(setup, {name: [] for name in canonical.TABLES})
    covered = {"s": rng.choice((COVERED, COVERED, NO_MONEY)), "r": rng.choice((COVERED, NO_WORDS, STATES_ONLY))}
    for source, what in covered.items():
        world.rows["coverage"] += [blank("coverage", source=source, what=w) for w in what]
        _people(rng, world, source)
    for position, (name, (zone, week, holidays)) in enumerate(setup.calendars.items()):
        world.rows["calendar"].append(
            blank(
                "calendar", calendar=name, from_at=0, zone=zone, week=week, holidays=holidays, position=position,
                name=name,
            )
        )  # fmt: skip
    nights = [rng.choice(NIGHTS) for _ in range(1 + tickets // 20)]
    for number in range(tickets):
        source = "r" if rng.random() < 0.15 else "s"
        life = Life(rng, world, source, f"t{number:03}", rng.choice(nights))
        life.draw(stated=covered[source] == STATES_ONLY)
    _money(rng, world)
    for rows in world.rows.values():
        rng.shuffle(rows)
    return world


NIGHTS = (
    1_741_503_600,  # 2025-03-09 07:00, New York springs forward
    1_743_296_400,  # 2025-03-30 01:00, Europe springs forward
    1_743_865_200,  # 2025-04-05 15:00, Lord Howe falls back by half an hour
    1_759_590_000,  # 2025-10-04 15:00, Sydney and Chatham spring forward soon
    1_761_440_400,  # 2025-10-26 01:00, Europe falls back
    1_762_063_200,  # 2025-11-02 06:00, New York falls back
    1_766_577_600,  # 2025-12-24 12:00, holidays begin
)

POLICIES = (
    ("gold", 0, "first_response", None, 1800, 1),
    ("gold", 0, "resolution", "high", 4 * 3600, 0),
    ("gold", 0, "resolution", None, 12 * 3600, 1),
    ("gold", 1_759_276_800, "next_reply", None, 3600, 1),  # another version from October on
    ("silver", 1_743_465_600, "agent_work", "low", 6 * 3600, 1),
    ("silver", 1_743_465_600, "requester_wait", "urgent", 10 * 3600, 0),
)
"""Service-level policies: id, version, metric, priority, seconds, whether opening hours count."""


def _people(rng: Random, world: World, source: str) -> None:
    for agent, kind in (("a1", "human"), ("a2", "human"), ("a3", None), ("b1", "bot"), ("x1", "system")):
        world.rows["agent"].append(blank("agent", source=source, agent=agent, kind=kind))
    for team, tier in (("first", 1), ("aside", 1), ("second", 2), ("third", 3), ("untold", None)):
        world.rows["team"].append(blank("team", source=source, team=team, tier=tier))
    for policy, from_at, metric, priority, seconds, business in POLICIES:
        position = len(world.rows["sla_target"])
        world.rows["sla_target"].append(
            blank(
                "sla_target", source=source, policy=policy, from_at=from_at, position=position, metric=metric,
                priority=priority, seconds=seconds, business=business,
            )
        )  # fmt: skip
    start = 1_735_689_600  # 2025
    for customer in ("c1", "c2", "c3"):
        world.rows["customer"].append(
            blank(
                "customer", source=source, customer=customer, tier=rng.choice(("gold", "plain", None)),
                since=rng.choice((None, start - 400 * DAY, start, start + 100 * DAY)),
            )
        )  # fmt: skip


def _money(rng: Random, world: World) -> None:
    """Let customers buy and be bound about the instants at which retention turns."""
    for ticket in list(world.rows["ticket"]):
        if ticket["customer"] is None or rng.random() < 0.6:
            continue
        common = {"source": ticket["source"], "customer": ticket["customer"]}
        edge = ticket["created_at"] + rng.choice((0, world.setup.retention_s)) + rng.choice((-1, 0, 1, 40 * DAY))
        if rng.random() < 0.5:
            kind = rng.choice(("new", "renewal", "upsell", "cross_sell", "refund", None))
            world.rows["purchase"].append(
                blank("purchase", purchase=f"p{ticket['ticket']}", occurred_at=edge, amount=10.0, kind=kind, **common)
            )
        else:
            from_at, to_at = rng.choice(((edge, None), (edge, edge + 30 * DAY), (edge - 60 * DAY, edge)))
            world.rows["contract"].append(
                blank("contract", contract=f"k{ticket['ticket']}", from_at=from_at, to_at=to_at, **common)
            )


__all__ = ["NIGHTS", "blank", "draw_world", "moment"]
