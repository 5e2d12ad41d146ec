"""Applying a batch to a store: records, facts of the touched tickets and buckets, in one transaction.

A bucket is a sum of integers: the old contribution of the touched tickets is taken out and the new one put
in, both made by the same model, so that kept buckets always equal rebuilt ones.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxtui import canonical
from cxtui.facts import catalog, sqlite_engine
from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings
from cxtui.store import affected_tickets, as_found, coverage, kept, reference
from cxtui.store.observed import Sightings, merge_sightings
from cxtui.store.older import OlderRows
from cxtui.store.people import later
from cxtui.store.schema import listed, quoted
from cxtui.store.upsert import Merged, merge

RecordRows = Iterable[Sequence[Any]]

_REVIEW_TABLES = tuple(n for n in catalog.KEPT if DERIVED[n].scope == "review")
_TICKET_TABLES = tuple(n for n in catalog.KEPT if DERIVED[n].scope == "ticket")
_OLD = tuple(f"old_{name}" for name in catalog.BUCKETS)
"""Temporary tables for what touched tickets added to the buckets before."""


MEASURED_FROM = 500
"""New rows in a batch from which sizes mean something."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch did: merged rows by canonical table, and how many tickets and reviews it touched.

    ``older`` rows were left out: they are of tickets from before the store keeps any.
    """

    merged: dict[str, Merged] = field(default_factory=dict)
    tickets: int = 0
    reviews: int = 0
    older: int = 0


def apply(
    con: sqlite3.Connection,
    rows: Mapping[str, RecordRows],
    settings: StoreSettings,
    span: tuple[int, int] | None,
    progress: Callable[[str], None] = lambda _: None,
    later_wins: Collection[str] = (),
    sightings: Sightings | None = None,
    given_up: Mapping[str, Collection[str]] | None = None,
) -> Applied:
    """Merge rows of canonical tables and bring facts and buckets up to date, inside the open transaction.

    ``span`` is the oldest and newest instant of the batch; in the tables named by ``later_wins`` a row replaces
    another of its version. ``sightings`` are how an export found its tickets, ``given_up`` what a source no longer
    covers. Nothing is written for rows already known.
    """
    merged = {}
    found = _sighted(con, sightings) if sightings else 0
    young = OlderRows(con)
    for name, some in later.without_erased(con, rows):
        progress(name)
        merged[name] = merge(con, canonical.TABLES[name], young.without(name, some), name in later_wins)
    later.empty_late_comments(con, merged)
    as_found.drop_touched(con, merged)
    if young.border is not None and "coverage" in merged:
        coverage.begin_at(con, young.border)
    came = {name for name, result in merged.items() if result.new or result.changed}
    came |= {"observed"} if found else set()
    if any(coverage.give_up(con, source, whats) for source, whats in (given_up or {}).items()):
        came.add("coverage")
    _measure(con, sum(result.new for result in merged.values()))
    reference.ensure(con, settings, span, calendars_changed="calendar" in came)
    tickets, reviews = affected_tickets.find_affected(con, came)
    if tickets or reviews:
        refresh(con, progress)
    return Applied(merged, tickets, reviews, young.count)


def _sighted(con: sqlite3.Connection, found: Sightings) -> int:
    """Keep what an export found of its tickets, people who were erased taken out of it."""
    ((_, rows),) = later.without_erased(con, {"observed": found.rows})
    return merge_sightings(con, Sightings(found.columns, rows))


def _measure(con: sqlite3.Connection, new: int) -> None:
    """Let the planner know the first rows by the hundreds of a store that began empty.

    Without sizes it looks up surveys and contracts by source alone: all of them for every ticket.
    """
    if new >= MEASURED_FROM and not con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").fetchone():
        con.execute("ANALYZE main")


def rebuild(
    con: sqlite3.Connection, settings: StoreSettings, progress: Callable[[str], None] = lambda _: None
) -> Applied:
    """Make every derived row anew from the canonical ones: after new settings or a new shape of tables."""
    for name in catalog.KEPT:
        con.execute(f"DELETE FROM main.{quoted(name)}")
    for name in catalog.BUCKETS:
        con.execute(f"DELETE FROM main.{quoted(name)} WHERE {kept.moving(con, name)}")
    reference.remake(con, settings)
    tickets, reviews = affected_tickets.affect_everything(con)
    if tickets or reviews:
        refresh(con, progress)
    return Applied({}, tickets, reviews)


def refresh(con: sqlite3.Connection, progress: Callable[[str], None] = lambda _: None) -> None:
    """Replace the facts of touched tickets and reviews, and move buckets by the difference."""
    progress("facts")
    _prepare(con)
    for name in catalog.KEPT:
        con.execute(f"INSERT INTO temp.{name} SELECT x.* FROM {_owners(name)} CROSS JOIN main.{name} x {_on(name)}")
    sqlite_engine.run(con, catalog.BUCKETS)
    for name in catalog.BUCKETS:
        con.execute(f"INSERT INTO temp.old_{name} SELECT * FROM temp.{name}")
    sqlite_engine.empty(con, (*catalog.KEPT, *catalog.BUCKETS))
    affected_tickets.set_apart(con)
    sqlite_engine.run(con, catalog.FACTS)
    progress("buckets")
    sqlite_engine.run(con, catalog.BUCKETS)
    for name in catalog.KEPT:
        _replace(con, name)
    for name in catalog.BUCKETS:
        _move(con, name)
    sqlite_engine.empty(con, (*sqlite_engine.INPUTS, *sqlite_engine.MODELS, *_OLD))


def _prepare(con: sqlite3.Connection) -> None:
    sqlite_engine.prepare(con)
    if not con.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (_OLD[0],)).fetchone():
        for name in catalog.BUCKETS:
            sqlite_engine.create_temp(con, f"old_{name}", DERIVED[name].columns)


def _owners(name: str) -> str:
    return "temp.touched_review k" if name in _REVIEW_TABLES else "temp.touched_ticket k"


def _on(name: str) -> str:
    owner = "review" if name in _REVIEW_TABLES else "ticket"
    return f"ON x.source = k.source AND x.{owner} = k.{owner}"


def _replace(con: sqlite3.Connection, name: str) -> None:
    """Put the new rows of a kept fact in the place of the old ones."""
    owner = "review" if name in _REVIEW_TABLES else "ticket"
    con.execute(
        f"DELETE FROM main.{name} WHERE (source, {owner}) IN (SELECT source, {owner} FROM temp.touched_{owner})"
    )
    columns = listed(DERIVED[name].names)
    con.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM temp.{name}")


def _move(con: sqlite3.Connection, name: str) -> None:
    """Add new contributions to a bucket table and take the old ones out; empty buckets go, frozen ones stay."""
    table = DERIVED[name]
    key, measures, moving = listed(table.key), table.measures, kept.moving(con, name)
    signed = ", ".join(f"-{quoted(m)}" for m in measures)
    sums = ", ".join(f"SUM({quoted(m)}) AS {quoted(m)}" for m in measures)
    changed = " OR ".join(f"SUM({quoted(m)}) <> 0" for m in measures)
    con.execute(
        f"INSERT INTO main.{name} ({key}, {listed(measures)}) SELECT {key}, {sums} FROM ("
        f" SELECT {key}, {listed(measures)} FROM temp.{name}"
        f" UNION ALL SELECT {key}, {signed} FROM temp.old_{name}) WHERE {moving}"
        f" GROUP BY {key} HAVING {changed}"
        f" ON CONFLICT ({key}) DO UPDATE SET "
        + ", ".join(f"{quoted(m)} = {quoted(m)} + excluded.{quoted(m)}" for m in measures)
    )
    # Looked up one by one: as a DELETE or a join, SQLite would go through every bucket there is.
    on = " AND ".join(f"x.{quoted(k)} = o.{quoted(k)}" for k in table.key)
    empty = " AND ".join(f"x.{quoted(m)} = 0" for m in measures)
    gone = con.execute(
        f"SELECT {listed(table.key, 'o.')} FROM temp.old_{name} o"
        f" WHERE {moving} AND (SELECT {empty} FROM main.{name} x WHERE {on})"
    ).fetchall()
    con.executemany(f"DELETE FROM main.{name} WHERE {' AND '.join(f'{quoted(k)} = ?' for k in table.key)}", gone)
