"""The facts of an instant beside those of now: made anew for the tickets whose records go on after it.

They are made by the same models as a batch's, from records as they were then, in temporary tables of the reader's own.
What a bucket holds of these tickets is taken out and put in anew, so the cost follows what came after the instant
about tickets of before it, not how long the history is.
"""

import sqlite3

from cxtui.facts import catalog, sqlite_engine
from cxtui.facts.tables import DERIVED
from cxtui.store.read import past_hours, past_rows
from cxtui.store.read.past_text import FOUND, STAYS, THEN
from cxtui.store.schema import listed, quoted

REVIEWS = tuple(name for name in catalog.KEPT if DERIVED[name].scope == "review")
CHANGED = (
    "CREATE TEMP TABLE {name} (source TEXT NOT NULL, {key} TEXT NOT NULL, PRIMARY KEY (source, {key})) WITHOUT ROWID"
)

_GOES_ON = """
INSERT INTO temp.past_ticket SELECT source, ticket FROM main.ticket_fact WHERE changed_at > {at} AND created_at <= {at}
"""
# Who comes next after a contact may be another ticket than now, where one was taken out or given back, or turned to
# another topic, since.
_OF_CUSTOMER = """
INSERT OR IGNORE INTO temp.past_ticket
SELECT f.source, f.ticket FROM (
  SELECT DISTINCT t.source, t.customer FROM temp.past_ticket k
  CROSS JOIN main.ticket t ON t.source = k.source AND t.ticket = k.ticket AND t.customer IS NOT NULL
  WHERE COALESCE(t.deleted_at, t.version_at) > {at}
    AND (t.spam = 1 OR t.merged_into IS NOT NULL OR t.deleted_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM main.event e WHERE e.source = t.source AND e.ticket = t.ticket
      AND (e.occurred_at > {at} OR e.retracted = 1 AND e.version_at > {at})
      AND e.kind IN ('spam', 'merged', 'unmerged', 'deleted', 'restored', 'topic'))
    OR EXISTS (SELECT 1 FROM main.state s WHERE s.source = t.source AND s.ticket = t.ticket AND s.from_at > {at}
      AND s.topic IS NOT NULL)
) c
CROSS JOIN main.ticket f ON f.source = c.source AND f.customer = c.customer AND f.created_at <= {at}
"""
_ORPHANS = """
INSERT OR IGNORE INTO temp.past_ticket
SELECT r.source, r.ticket FROM main.rating_fact r
WHERE (r.answered_at > {at} OR r.sent = 1 AND r.sent_at > {at})
  AND NOT EXISTS (SELECT 1 FROM main.ticket t WHERE t.source = r.source AND t.ticket = r.ticket)
"""
_REVIEWED = """
INSERT INTO temp.past_review SELECT source, review FROM main.qa_fact WHERE occurred_at > {at}
"""
# Buckets of the instant's own day also hold what came after it that day.
_OF_THE_DAY = """
INSERT INTO temp.past_later
SELECT f.source, f.ticket FROM main.ticket_fact f
WHERE f.created_at > {at} AND f.created_at < COALESCE((SELECT MAX(to_at) FROM main.local_day
  WHERE utc_day = {at} - {at} % 86400 AND from_at <= {at} AND {at} < to_at), {at} + 900)
"""


def goes_on(con: sqlite3.Connection, at: int) -> bool:
    """Return whether anything in a store is later than an instant."""
    later = (
        "main.ticket_fact WHERE changed_at", "main.qa_fact WHERE occurred_at", "main.purchase WHERE occurred_at",
        "main.handle WHERE to_at", "main.rating_fact WHERE answered_at", "main.rating_fact WHERE sent = 1 AND sent_at",
        "main.contract WHERE from_at", "main.contract WHERE version_at", "main.agent_state WHERE from_at",
        "main.customer WHERE left_at",
    )  # fmt: skip
    tests = " OR ".join(f"EXISTS (SELECT 1 FROM {table} > {at})" for table in later)
    return bool(con.execute(f"SELECT {tests}").fetchone()[0]) or past_hours.changed(con, at)


def make(con: sqlite3.Connection, at: int) -> None:
    """Put facts and buckets of the instant into ``temp.past_NAME``, and the keys they replace beside them.

    The connection has no temporary tables of the models' names, before and afterwards.
    """
    past_hours.make(con, at)
    _find(con, at)
    sqlite_engine.prepare(con)
    for name in catalog.KEPT:
        con.execute(f"INSERT INTO temp.{name} SELECT x.* FROM {_keys(name)} k CROSS JOIN main.{name} x {_on(name)}")
    sqlite_engine.run(con, catalog.BUCKETS)
    for name in catalog.BUCKETS:
        con.execute(f"CREATE TEMP TABLE past_old_{name} AS SELECT * FROM temp.{name}")
    sqlite_engine.empty(con, (*catalog.KEPT, *catalog.BUCKETS))
    _set_apart(con, at)
    sqlite_engine.run(con, sqlite_engine.MODELS)
    for name in catalog.KEPT:
        key = listed(DERIVED[name].key)
        con.execute(f"CREATE TEMP TABLE past_{name} AS SELECT * FROM temp.{name}")
        con.execute(f"CREATE UNIQUE INDEX temp.past_{name}_key ON past_{name} ({key})")
    for name in catalog.BUCKETS:
        _corrected(con, name)
    for name in (*sqlite_engine.INPUTS, *sqlite_engine.MODELS):
        con.execute(f"DROP TABLE temp.{name}")
    _count(con)


def views(at: int) -> dict[str, str]:
    """Return what stands in the place of each table of facts and buckets, as SELECTs by its name."""
    found = {name: f"{_stays(name, at)} UNION ALL {_then(name)}" for name in catalog.KEPT}
    for name in catalog.BUCKETS:
        table = DERIVED[name]
        columns, on = listed(table.names), _same(table.key)
        some = " OR ".join(f"{quoted(m)} <> 0" for m in table.measures)
        found[name] = (
            f"SELECT {columns} FROM main.{name} x WHERE x.{quoted(table.key[0])} <= {at}"
            f" AND NOT EXISTS (SELECT 1 FROM temp.past_{name} k WHERE {on})"
            f" UNION ALL SELECT {columns} FROM temp.past_{name}"
            f" WHERE {quoted(table.key[0])} <= {at} AND ({some})"
        )
    return found


def looked_up(at: int) -> dict[str, str]:
    """Return what facts are looked up in by their keys, as SELECTs by name: those of tickets, and both places of each.

    They are quick by key, and only by it.
    """
    table = DERIVED["ticket_fact"]
    same = (*table.key, "created_at", "channel", "customer")
    columns = ", ".join(
        f"x.{name}" if name in same else f"CASE WHEN k.source IS NULL THEN x.{name} ELSE k.{name} END AS {name}"
        for name in table.names
    )
    ticket = (
        f"SELECT {columns} FROM main.ticket_fact x LEFT JOIN temp.past_ticket_fact k"
        f" ON {_same(table.key)} WHERE +x.created_at <= {at}"
    )
    return {
        FOUND: ticket,
        **{name + STAYS: _stays(name, at) for name in catalog.KEPT},
        **{name + THEN: _then(name) for name in catalog.KEPT},
    }


def _stays(name: str, at: int) -> str:
    kind = "review" if name in REVIEWS else "ticket"
    return (
        f"SELECT {listed(DERIVED[name].names)} FROM main.{name} x WHERE {_BEGUN[name].format(at=at)} AND NOT EXISTS"
        f" (SELECT 1 FROM temp.past_{kind} k WHERE k.source = x.source AND k.{kind} = x.{kind})"
    )


def _then(name: str) -> str:
    return f"SELECT {listed(DERIVED[name].names)} FROM temp.past_{name}"


_OF_THEN = (
    "EXISTS (SELECT 1 FROM main.ticket t WHERE t.source = x.source AND t.ticket = x.ticket AND t.created_at <= {at})"
)
_BEGUN = {
    "ticket_fact": "+x.created_at <= {at}",
    "earlier_wait": "+x.from_at <= {at}",
    "backlog_span": "+x.from_at <= {at}",
    "customer_turn": "x.asked_at <= {at}",
    "clock_fact": "x.from_at <= {at}",
    "clock_step": "+x.from_at <= {at}",
    "rating_fact": "COALESCE(x.sent_at, x.answered_at, {at}) <= {at}",
    "ticket_credit": _OF_THEN,
    "contact_credit": "+x.contact_at <= {at}",
    "doubt": _OF_THEN,
    "qa_fact": "+x.occurred_at <= {at}",
}
"""When a fact was there at all; ``+`` keeps its column from being the one that a row is looked up by."""


def _count(con: sqlite3.Connection) -> None:
    """Let SQLite know how little was made: it takes a table that it knows nothing of for a million rows.

    Then it would rather go through what is long than look up what of it is wanted.
    """
    con.execute("ANALYZE temp")
    empty = [f"past_{name}" for name in (*catalog.KEPT, *catalog.BUCKETS)]
    con.executemany(
        "INSERT INTO temp.sqlite_stat1 SELECT ?1, ?1 || '_key', '1 1'"
        " WHERE NOT EXISTS (SELECT 1 FROM temp.sqlite_stat1 WHERE tbl = ?1)",
        [(name,) for name in empty],
    )
    con.execute("ANALYZE temp.sqlite_schema")


def _find(con: sqlite3.Connection, at: int) -> None:
    for name, key in (("past_ticket", "ticket"), ("past_later", "ticket"), ("past_review", "review")):
        con.execute(CHANGED.format(name=name, key=key))
    for rule in (_GOES_ON, _OF_CUSTOMER, _ORPHANS, _REVIEWED, _OF_THE_DAY):
        con.execute(rule.format(at=at))
    past_hours.find(con, at)


def _set_apart(con: sqlite3.Connection, at: int) -> None:
    """Fill the inputs of the models with what was known of the found tickets and reviews at the instant."""
    then = past_rows.selects(at)
    on = "ON y.source = k.source AND y.ticket = k.ticket"
    con.execute(
        f"INSERT INTO temp.ticket SELECT ROW_NUMBER() OVER (), y.* FROM temp.past_ticket k"
        f" CROSS JOIN ({then['ticket']}) y {on}"
    )
    for name in ("event", "state", "stated", "observed"):
        con.execute(f"INSERT INTO temp.{name} SELECT k.tno, y.* FROM temp.ticket k CROSS JOIN ({then[name]}) y {on}")
    con.execute(
        f"INSERT INTO temp.rating SELECT t.tno, y.* FROM temp.past_ticket k CROSS JOIN ({then['rating']}) y {on}"
        " LEFT JOIN temp.ticket t ON t.source = k.source AND t.ticket = k.ticket"
    )
    con.execute(
        f"INSERT INTO temp.qa_score SELECT y.* FROM temp.past_review k CROSS JOIN ({then['qa_score']}) y"
        " ON y.source = k.source AND y.review = k.review"
    )
    later = f"""
      SELECT t.tno, y.* FROM (
        SELECT source, customer, MIN(created_at) AS since FROM temp.ticket WHERE customer IS NOT NULL
        GROUP BY source, customer) k
      CROSS JOIN ({then["ticket"]}) y ON y.source = k.source AND y.customer = k.customer AND y.created_at >= k.since
      LEFT JOIN temp.ticket t ON t.source = y.source AND t.ticket = y.ticket"""
    con.execute("INSERT INTO temp.customer_ticket " + catalog.CUSTOMER_TICKET.format(ticket=f"({later})"))


def _corrected(con: sqlite3.Connection, name: str) -> None:
    """Make the rows of a bucket that hold something else than now: what is there, less what was, more what is made."""
    table = DERIVED[name]
    key = listed(table.key)
    signed = ", ".join(f"-{quoted(m)}" for m in table.measures)
    sums = ", ".join(f"SUM({quoted(m)}) AS {quoted(m)}" for m in table.measures)
    changed = f"SELECT {key} FROM temp.{name} UNION SELECT {key} FROM temp.past_old_{name}"
    con.execute(
        f"CREATE TEMP TABLE past_{name} AS SELECT {key}, {sums} FROM ("
        f" SELECT x.* FROM ({changed}) k CROSS JOIN main.{name} x ON {_same(table.key)}"
        f" UNION ALL SELECT {listed(table.names)} FROM temp.{name}"
        f" UNION ALL SELECT {key}, {signed} FROM temp.past_old_{name}) GROUP BY {key}"
    )
    con.execute(f"CREATE UNIQUE INDEX temp.past_{name}_key ON past_{name} ({key})")


def _keys(name: str) -> str:
    if name in REVIEWS:
        return "temp.past_review"
    return "(SELECT * FROM temp.past_ticket UNION SELECT * FROM temp.past_later)"


def _on(name: str) -> str:
    owner = "review" if name in REVIEWS else "ticket"
    return f"ON x.source = k.source AND x.{owner} = k.{owner}"


def _same(key: tuple[str, ...]) -> str:
    return " AND ".join(f"k.{quoted(k)} = x.{quoted(k)}" for k in key)
