"""Letting old tickets leave a store: their records and facts go, the sums of the days before the border are frozen.

A ticket leaves when nothing about it can count any more: everything that happened to it, and every instant at which
one of its outcomes is known, lies before the border. What is open stays, however old it is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cxtui.clock import now
from cxtui.errors import StoreError
from cxtui.facts import catalog
from cxtui.facts.tables import DERIVED
from cxtui.store import affected_tickets, as_found, batch, before_images, coverage, import_log, kept
from cxtui.store.expiry import expire
from cxtui.store.kept import KeptSince
from cxtui.store.people.cleaning import clean
from cxtui.store.schema import quoted
from cxtui.store.writer import Writer

HAPPENED: dict[str, tuple[str, ...]] = {
    "event": ("occurred_at",), "state": ("from_at",), "rating": ("sent_at", "occurred_at"), "handle": ("to_at",),
    "qa_score": ("occurred_at",), "ticket": ("deleted_at",),
}  # fmt: skip
"""The records of a ticket, and the instants that keep it while they are not before the border."""

ELSEWHERE = frozenset({("ticket_fact", "contact_next_at"), ("contact_credit", "next_at")})
"""Instants of facts that are another ticket's."""

OWN_TIME: dict[str, str] = {"agent_state": "to_at", "qa_score": "occurred_at"}
"""Records that are of no ticket, or may be, and leave by their own instant."""


@dataclass(frozen=True, slots=True)
class Left:
    """What left a store: the border, tickets, and rows of records by table; ``failed`` says why traces are left."""

    since: KeptSince
    tickets: int
    rows: dict[str, int]
    failed: str | None = None


class _KeepDryRun(Exception):
    """Ends a batch that is not to be kept."""


def keep(path: Path, since: KeptSince, dry_run: bool = False, stage: Callable[[str], None] = lambda _: None) -> Left:
    """Let tickets that were over before the border leave; a border that was reached never moves back.

    Raises StoreError where there is no store, nothing was imported yet, or it cannot be written.
    """
    with Writer(path) as writer:
        if not import_log.has_runs(writer.connection):
            raise StoreError(f"{path}: nothing was imported yet, so nothing can leave")
        writer.connection.execute("PRAGMA secure_delete = ON").fetchall()
        try:
            with writer.batch() as con:
                before = kept.kept_since(con)
                if before is not None and before.at > since.at:
                    since = KeptSince(before.at, since.words)
                left = _leave(con, since, stage)
                expire(con, now(), lambda: import_log.read_settings(con).rejects_days)
                if dry_run:
                    raise _KeepDryRun
        except _KeepDryRun:
            return left
        stage("writing the file anew")
        try:
            clean(writer.connection, path)
        except StoreError as error:
            return Left(left.since, left.tickets, left.rows, str(error))
        return left


def _leave(con: sqlite3.Connection, since: KeptSince, stage: Callable[[str], None]) -> Left:
    stage("looking for old tickets")
    con.execute("DROP TABLE IF EXISTS temp.leaving")
    con.execute(
        "CREATE TEMP TABLE leaving (source TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (source, ticket))"
        " WITHOUT ROWID"
    )
    con.execute("INSERT INTO temp.leaving SELECT source, ticket FROM main.ticket WHERE created_at < ?", (since.at,))
    for table, columns in _instants():
        later = " OR ".join(f"{quoted(column)} >= ?1" for column in columns)
        busy = f"SELECT source, ticket FROM main.{table} WHERE {later}"
        con.execute(f"DELETE FROM temp.leaving WHERE (source, ticket) IN ({busy})", (since.at,))
    (tickets,) = con.execute("SELECT count(*) FROM temp.leaving").fetchone()
    stage("deleting")
    affected_tickets.touch_nothing(con)
    con.execute(_LOSING_NEXT)
    rows = dict(_deleted(con, since.at))
    # What rows were before an import would bring tickets back that left.
    before_images.drop(con)
    as_found.drop(con)
    since = replace(since, begun=kept.begun(con))
    kept.write(con, since)
    coverage.begin_at(con, since.at)
    if any(affected_tickets.touched(con)):
        batch.refresh(con, stage)
    return Left(since, tickets, rows)


# What follows from a next contact that left is before the border, so it stands in frozen sums alone.
_LOSING_NEXT = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT e.source, e.ticket FROM temp.leaving l
CROSS JOIN main.ticket x ON x.source = l.source AND x.ticket = l.ticket
CROSS JOIN main.ticket e ON e.source = x.source AND e.customer = x.customer AND e.created_at <= x.created_at
WHERE (e.source, e.ticket) NOT IN (SELECT source, ticket FROM temp.leaving)
"""


def _instants() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the tables of tickets with the columns that are instants of theirs."""
    yield from HAPPENED.items()
    for name in catalog.KEPT:
        table = DERIVED[name]
        columns = tuple(
            c.name
            for c in table.columns
            if c.kind == "int" and (c.name.endswith(("_at", "until"))) and (name, c.name) not in ELSEWHERE
        )
        if table.scope == "ticket" and columns:
            yield name, columns


def _deleted(con: sqlite3.Connection, border: int) -> Iterator[tuple[str, int]]:
    """Delete what leaves, and yield the rows of records by table."""
    of_ticket = "(source, ticket) IN (SELECT source, ticket FROM temp.leaving)"
    for name in catalog.KEPT:
        if DERIVED[name].scope == "ticket":
            con.execute(f"DELETE FROM main.{name} WHERE {of_ticket}")
    for table in ("event", "state", "stated", "observed", "rating", "handle", "ticket"):
        yield table, con.execute(f"DELETE FROM main.{table} WHERE {of_ticket}").rowcount
    for table, column in OWN_TIME.items():
        yield table, con.execute(f"DELETE FROM main.{table} WHERE {column} < ?", (border,)).rowcount
    con.execute("DELETE FROM main.qa_fact WHERE occurred_at < ?", (border,))
