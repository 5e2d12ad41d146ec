"""Which tickets a batch touches, and their canonical rows set apart for the models.

Touched are the tickets of changed rows, the contacts just before them (whose "next contact" changes), those of a
customer whose tier changed, or who a purchase or contract may have kept, and those whose numbers hang on a changed
bot, tier, calendar, service-level policy or coverage. Everything here runs in the batch's own transaction, after the
rows were merged.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from cxtui.canonical import CanonicalTable
from cxtui.facts import catalog
from cxtui.store.schema import quoted
from cxtui.store.upsert import prepare

# CROSS JOIN makes SQLite start from what changed, whatever it believes of sizes. Where it does not know that to be
# little, and looks up only some rows of a table, it may read the whole table beforehand for a Bloom filter.
_DIRECT = """
INSERT OR IGNORE INTO temp.touched_ticket SELECT source, ticket FROM temp.changed_{table}
"""
_RATING = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT r.source, r.ticket FROM temp.changed_rating c
CROSS JOIN main.rating r ON r.source = c.source AND r.rating = c.rating
UNION SELECT source, ticket FROM temp.before_rating
"""
# Tickets know the tier of their customer and since when it is one, nothing else.
_OF_CUSTOMER = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT t.source, t.ticket FROM (
  SELECT x.source, x.customer FROM temp.changed_customer c
  CROSS JOIN main.customer x ON x.source = c.source AND x.customer = c.customer
  LEFT JOIN temp.before_customer b ON b.source = c.source AND b.customer = c.customer
  WHERE x.tier IS NOT b.tier OR x.since IS NOT b.since
) k
CROSS JOIN main.ticket t ON t.source = k.source AND t.customer = k.customer
"""
# What comes new can only keep a customer that nothing kept so far: of a key account's thousands of contacts
# those few change. What moved may do anything to the contacts it was, or is, within the horizon of.
_OF_PURCHASE = """
WITH came AS (
  SELECT c.is_new, x.source, x.customer, x.occurred_at, x.kind FROM temp.changed_purchase c
  CROSS JOIN main.purchase x ON x.source = c.source AND x.purchase = c.purchase
),
moved AS (
  SELECT source, customer, occurred_at FROM came WHERE is_new = 0
  UNION SELECT source, customer, occurred_at FROM temp.before_purchase
)
INSERT OR IGNORE INTO temp.touched_ticket
SELECT f.source, f.ticket FROM came p
CROSS JOIN main.ticket_fact f INDEXED BY ticket_fact_lost
  ON f.source = p.source AND f.customer = p.customer AND f.retained = 0
  AND f.created_at < p.occurred_at AND f.retained_at >= p.occurred_at
WHERE likelihood(p.is_new = 1, 0.000001) AND COALESCE(p.kind, 'new') <> 'refund'
UNION
SELECT t.source, t.ticket FROM moved p
CROSS JOIN main.ticket t ON t.source = p.source AND t.customer = p.customer AND t.created_at < p.occurred_at
  AND t.created_at >= p.occurred_at - (SELECT value FROM main.horizon WHERE name = 'retention_s')
"""
_OF_CONTRACT = """
WITH came AS (
  SELECT c.is_new, x.source, x.customer, x.from_at, x.to_at FROM temp.changed_contract c
  CROSS JOIN main.contract x ON x.source = c.source AND x.contract = c.contract
),
moved AS (
  SELECT source, customer FROM came WHERE is_new = 0
  UNION SELECT source, customer FROM temp.before_contract
)
INSERT OR IGNORE INTO temp.touched_ticket
SELECT f.source, f.ticket FROM came k
CROSS JOIN main.ticket_fact f INDEXED BY ticket_fact_lost
  ON f.source = k.source AND f.customer = k.customer AND f.retained = 0
  AND f.retained_at >= k.from_at AND (k.to_at IS NULL OR f.retained_at < k.to_at)
WHERE likelihood(k.is_new = 1, 0.000001)
UNION
SELECT t.source, t.ticket FROM moved k
CROSS JOIN main.ticket t ON t.source = k.source AND t.customer = k.customer
"""
# A contact's next one is what the customer wrote next, at all and on the topic: so only the contacts right
# before a new, moved or removed one can change. (That a customer is known is not asked of main.ticket here: it
# would move SQLite to read the whole table for a Bloom filter.)
_BEFORE_IT = """
WITH place AS (
  SELECT t.source, t.ticket, t.customer, t.topic, t.created_at
  FROM temp.changed_ticket c CROSS JOIN main.ticket t ON t.source = c.source AND t.ticket = c.ticket
  UNION
  SELECT source, ticket, customer, topic, created_at FROM temp.before_ticket
)
INSERT OR IGNORE INTO temp.touched_ticket
SELECT source, earlier FROM (
  SELECT p.source, (
    SELECT e.ticket FROM main.ticket e
    WHERE e.source = p.source AND e.customer = p.customer
      AND (e.created_at, e.ticket) < (p.created_at, p.ticket)
      AND e.merged_into IS NULL AND COALESCE(e.spam, 0) = 0 AND e.deleted_at IS NULL
    ORDER BY e.created_at DESC, e.ticket DESC LIMIT 1) AS earlier
  FROM place p
  UNION
  SELECT p.source, (
    SELECT e.ticket FROM main.ticket e
    WHERE e.source = p.source AND e.customer = p.customer AND e.topic = p.topic
      AND (e.created_at, e.ticket) < (p.created_at, p.ticket)
      AND e.merged_into IS NULL AND COALESCE(e.spam, 0) = 0 AND e.deleted_at IS NULL
    ORDER BY e.created_at DESC, e.ticket DESC LIMIT 1)
  FROM place p
)
WHERE earlier IS NOT NULL
"""
_OF_BOT = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT DISTINCT e.source, e.ticket FROM temp.changed_agent c
CROSS JOIN main.agent a ON a.source = c.source AND a.agent = c.agent
LEFT JOIN temp.before_agent b ON b.source = c.source AND b.agent = c.agent
CROSS JOIN main.event e ON e.source = c.source AND e.actor = c.agent
WHERE (COALESCE(a.kind, 'human') = 'human') <> (COALESCE(b.kind, 'human') = 'human')
"""
# Only where nobody known had solved the ticket, or held it, does an agent's coming change something.
_OF_NEWCOMER = """
WITH newcomer AS (
  SELECT c.source, c.agent FROM temp.changed_agent c
  LEFT JOIN temp.before_agent b ON b.source = c.source AND b.agent = c.agent
  WHERE b.agent IS NULL
),
waiting AS (
  SELECT source, ticket FROM main.ticket_fact
  WHERE source IN (SELECT source FROM newcomer) AND first_solved_at IS NOT NULL AND solver IS NULL
  UNION
  SELECT source, ticket FROM main.doubt
  WHERE source IN (SELECT source FROM newcomer) AND kind = 'unknown agent'
)
INSERT OR IGNORE INTO temp.touched_ticket
SELECT w.source, w.ticket FROM waiting w
WHERE EXISTS (
    SELECT 1 FROM main.event e WHERE e.source = w.source AND e.ticket = w.ticket
      AND ((e.source, e.actor) IN newcomer OR (e.source, e.value) IN newcomer))
  OR EXISTS (
    SELECT 1 FROM main.state s WHERE s.source = w.source AND s.ticket = w.ticket
      AND ((s.source, s.actor) IN newcomer OR (s.source, s.assignee) IN newcomer))
  OR EXISTS (
    SELECT 1 FROM main.stated x WHERE x.source = w.source AND x.ticket = w.ticket
      AND (x.source, x.label) IN newcomer)
"""
_OF_TIER = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT t.source, t.ticket FROM (
  SELECT DISTINCT c.source FROM temp.changed_team c
  CROSS JOIN main.team m ON m.source = c.source AND m.team = c.team
  LEFT JOIN temp.before_team b ON b.source = c.source AND b.team = c.team
  WHERE m.tier IS NOT b.tier
) k
CROSS JOIN main.ticket t ON t.source = k.source
"""
_OF_SOURCE = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT t.source, t.ticket FROM (SELECT DISTINCT source FROM temp.changed_{table}) c
CROSS JOIN main.ticket t ON t.source = c.source
"""
# Facts ask whether something is covered, which it came to be or is no more; of which span, only who reads them asks.
_OF_COVERAGE = """
INSERT OR IGNORE INTO temp.touched_ticket
SELECT t.source, t.ticket FROM (
  SELECT DISTINCT n.source FROM temp.changed_coverage n
  LEFT JOIN main.coverage o ON o.source = n.source AND o.what = n.what
  WHERE n.is_new OR o.what IS NULL) c
CROSS JOIN main.ticket t ON t.source = c.source
"""
_REVIEWS = """
INSERT OR IGNORE INTO temp.touched_review SELECT DISTINCT source, review FROM temp.changed_qa_score
"""


_LATER = """
SELECT t.tno, x.* FROM (
  SELECT source, customer, MIN(created_at) AS since FROM temp.ticket WHERE customer IS NOT NULL
  GROUP BY source, customer) k
CROSS JOIN main.ticket x ON x.source = k.source AND x.customer = k.customer AND x.created_at >= k.since
LEFT JOIN temp.ticket t ON t.source = x.source AND t.ticket = x.ticket
"""


def find_affected(con: sqlite3.Connection, came: Iterable[str]) -> tuple[int, int]:
    """Fill ``temp.touched_ticket`` and ``temp.touched_review``; return how many of each.

    ``came`` names the canonical tables merged in this batch, whose ``changed_`` and ``before_`` tables stand.
    """
    touch_nothing(con)
    tables = set(came)
    for table in ("ticket", "event", "state", "stated", "observed"):
        if table in tables:
            con.execute(_DIRECT.format(table=table))
    if "rating" in tables:
        con.execute(_RATING)
    for table, rule in (("customer", _OF_CUSTOMER), ("contract", _OF_CONTRACT), ("purchase", _OF_PURCHASE)):
        if table in tables:
            con.execute(rule)
    if "ticket" in tables:
        con.execute(_BEFORE_IT)
    if "agent" in tables:
        con.execute(_OF_BOT)
        con.execute(_OF_NEWCOMER)
    if "team" in tables:
        con.execute(_OF_TIER)
    if "coverage" in tables:
        con.execute(_OF_COVERAGE)
    for table in ("calendar", "sla_target"):
        if table in tables:
            con.execute(_OF_SOURCE.format(table=table))
    if "qa_score" in tables:
        con.execute(_REVIEWS)
    return _count(con, "touched_ticket"), _count(con, "touched_review")


def begin(con: sqlite3.Connection) -> None:
    """Begin a batch: no ticket and no review is touched yet."""
    _fresh(con, "touched_ticket", "source TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (source, ticket)")
    _fresh(con, "touched_review", "source TEXT NOT NULL, review TEXT NOT NULL, PRIMARY KEY (source, review)")


def affect_source(con: sqlite3.Connection, source: str) -> None:
    """Touch every ticket and review of a source, as the store has them now."""
    con.execute(
        "INSERT OR IGNORE INTO temp.touched_ticket SELECT source, ticket FROM main.ticket WHERE source = ?", (source,)
    )
    con.execute(
        "INSERT OR IGNORE INTO temp.touched_review SELECT DISTINCT source, review FROM main.qa_score WHERE source = ?",
        (source,),
    )


def affect_rows(
    con: sqlite3.Connection, spec: CanonicalTable, keys: Iterable[Sequence[Any]], names: Sequence[str]
) -> None:
    """Touch the tickets and reviews of rows that the store has now, and the contacts just before their tickets."""
    prepare(con, spec)
    table = quoted(f"changed_{spec.name}")
    con.executemany(f"INSERT OR IGNORE INTO temp.{table} VALUES ({', '.join('?' * len(names))}, 0)", keys)
    on = " AND ".join(f"x.{quoted(k)} = c.{quoted(k)}" for k in names)
    source = f"temp.{table} c CROSS JOIN main.{quoted(spec.name)} x ON {on}"
    if "ticket" in spec.names:
        con.execute(
            "INSERT OR IGNORE INTO temp.touched_ticket"
            f" SELECT x.source, x.ticket FROM {source} WHERE x.ticket IS NOT NULL"
        )
    if "review" in spec.names:
        con.execute(f"INSERT OR IGNORE INTO temp.touched_review SELECT DISTINCT x.source, x.review FROM {source}")
    if spec.name == "ticket":
        con.execute(_BEFORE_IT)


def counted(con: sqlite3.Connection) -> int:
    """Return how many tickets are touched."""
    return _count(con, "touched_ticket")


def affect_everything(con: sqlite3.Connection) -> tuple[int, int]:
    """Touch every ticket and review: settings changed, or derived tables were made anew."""
    touch_nothing(con)
    con.execute("INSERT INTO temp.touched_ticket SELECT source, ticket FROM main.ticket")
    con.execute("INSERT INTO temp.touched_review SELECT DISTINCT source, review FROM main.qa_score")
    return _count(con, "touched_ticket"), _count(con, "touched_review")


def touch_nothing(con: sqlite3.Connection) -> None:
    """Leave ``temp.touched_ticket`` and ``temp.touched_review`` empty."""
    _fresh(con, "touched_ticket", "source TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (source, ticket)")
    _fresh(con, "touched_review", "source TEXT NOT NULL, review TEXT NOT NULL, PRIMARY KEY (source, review)")


def touched(con: sqlite3.Connection) -> tuple[int, int]:
    """Return how many tickets and reviews are touched."""
    return _count(con, "touched_ticket"), _count(con, "touched_review")


def set_apart(con: sqlite3.Connection) -> None:
    """Fill the inputs of the models with the touched tickets' canonical rows, numbering the tickets.

    ``customer_ticket`` also holds the later contacts of their customers, in which the next one is found.
    """
    on = "ON x.source = k.source AND x.ticket = k.ticket"
    con.execute(
        "INSERT INTO temp.ticket SELECT ROW_NUMBER() OVER (), x.* FROM temp.touched_ticket k"
        f" CROSS JOIN main.ticket x {on}"
    )
    for table in ("event", "state", "stated", "observed"):
        con.execute(f"INSERT INTO temp.{table} SELECT k.tno, x.* FROM temp.ticket k CROSS JOIN main.{table} x {on}")
    con.execute(
        f"INSERT INTO temp.rating SELECT t.tno, x.* FROM temp.touched_ticket k CROSS JOIN main.rating x {on}"
        " LEFT JOIN temp.ticket t ON t.source = k.source AND t.ticket = k.ticket"
    )
    con.execute(
        "INSERT INTO temp.qa_score SELECT x.* FROM temp.touched_review k"
        " CROSS JOIN main.qa_score x ON x.source = k.source AND x.review = k.review"
    )
    con.execute("INSERT INTO temp.customer_ticket " + catalog.CUSTOMER_TICKET.format(ticket=f"({_LATER})"))


def _fresh(con: sqlite3.Connection, name: str, columns: str) -> None:
    con.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")
    con.execute(f"DELETE FROM temp.{name}")


def _count(con: sqlite3.Connection, name: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM temp.{name}").fetchone()[0])
