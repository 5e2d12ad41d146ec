"""Everything that can be asked of a store at an instant: panes, numbers with what they count, lists and pages."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.kpis.agent.feed import AgentFeed
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.kpis.lists import LISTS
from cxtui.kpis.query import Query, View
from tests.proof.world import World

IMPORTER = ("sources", "version")
"""Fields of a floor that tell of imports, not of the floor."""
VIEWS = (View(), View(period="today"), View(period="2d"), View(where="priority:high,urgent"), View(where="!team:first"))
CONSOLES = ("a1", "a2")
"""Agents of the source ``s`` whose consoles are asked, too."""
DIMENSIONS = ("channel", "team", "priority", "tier", "agent")


def answers(store: Path, at: int, world: World, views: tuple[View, ...] = VIEWS) -> Iterator[tuple[str, object]]:
    """Yield what a store says at an instant (UTC epoch seconds), each with a name; ``world`` says what to ask for."""
    with closing(StoreFeed(store, at=at)) as feed:
        for view in views:
            yield from _floor(feed, view)
            yield from _numbers(feed, view)
            for name in LISTS:
                yield f"list {name} {view}", _or_refusal(feed, Query("list", (name,), view))
        for name in DEFINITIONS:
            yield f"spread {name}", _or_refusal(feed, Query("spread", (name,)))
            yield f"series {name}", _or_refusal(feed, Query("series", (name,)))
        for ticket in world.rows["ticket"]:
            key = (ticket["source"], ticket["ticket"])
            yield f"ticket {key}", feed.answer(Query("ticket", key))
        for customer in world.rows["customer"]:
            key = (customer["source"], customer["customer"])
            yield f"customer {key}", feed.answer(Query("customer", key))
        for agent in world.rows["agent"]:
            key = (agent["source"], agent["agent"])
            yield f"agent {key}", feed.answer(Query("agent", key))
        yield "values", feed.answer(Query("values"))
        yield "triggers", feed.answer(Query("triggers"))
    yield from _agents(store, at, world)


def _agents(store: Path, at: int, world: World) -> Iterator[tuple[str, object]]:
    """Yield what agents' own consoles say."""
    for agent in CONSOLES:
        with closing(AgentFeed(store, agent, "s", at)) as feed:
            for name, value in _parts(feed.read()):
                yield f"console of {agent} {name}", value
            for kind in ("ticket", "customer"):
                for row in world.rows[kind]:
                    yield f"console of {agent} {kind} {row[kind]}", feed.answer(Query(kind, (row["source"], row[kind])))


def _floor(feed: StoreFeed, view: View) -> Iterator[tuple[str, object]]:
    yield from ((f"floor {name} {view}", value) for name, value in _parts(feed.read(view)))


def _parts(floor: Floor) -> Iterator[tuple[str, object]]:
    """Yield the parts of a floor by name, each number by its own."""
    for field in fields(floor):
        if field.name == "metrics":
            yield from floor.metrics.items()
        elif field.name not in IMPORTER:
            yield field.name, getattr(floor, field.name)


def _numbers(feed: StoreFeed, view: View) -> Iterator[tuple[str, object]]:
    from cxtui.kpis.answers.viewed_question import question

    with feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if definition.how is None:
                continue
            for cohort in (False, True):
                wanted = question(store, definition.span, view)
                wanted = type(wanted)(wanted.period, wanted.at, wanted.where, cohort)
                yield f"number {name} {cohort} {view}", store.metric(name, wanted)
                yield f"units {name} {cohort} {view}", store.units(name, wanted, 1000)
                yield f"part {name} {cohort} {view}", store.part(name, wanted, 1000)


def _or_refusal(feed: StoreFeed, query: Query) -> object:
    try:
        return feed.answer(query)
    except (LookupError, UsageError) as error:
        return str(error)
