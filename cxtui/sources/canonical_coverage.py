"""Which histories a batch has: what its coverage table or mapping says, and what its rows show."""

from typing import TYPE_CHECKING

from cxtui.sources.mapping import CLAIMED, KINDS, PROMISED

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable

PEOPLE = {"agent": "agents", "team": "teams"}
"""Tables that are whole where they are our own."""
TABLES = {
    "customer": "customers", "contract": "contracts", "purchase": "purchases", "rating": "ratings", "qa_score": "qa",
    "calendar": "schedules",
}  # fmt: skip
COLUMNS = {"customer": "customers", "topic": "topic"}
"""Columns of a ticket that say all there is to know of it: who asks, and what about."""
STATES = ("status", "assignee", "team", "priority", "topic")


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Return the coverage; the ``coverage`` table itself, where it is there, stands for all the rest."""
    if "coverage" in fed:
        listed = [str(w) for (w,) in con.execute("SELECT DISTINCT what FROM in_coverage").fetchall()]
        if listed:
            return listed
    covered = [what for table, what in PEOPLE.items() if table in fed and _count(con, "count(*)", table)[0]]
    covered += shown(con, fed)
    if "stated" in fed:
        metrics = {m for (m,) in con.execute("SELECT DISTINCT metric FROM in_stated").fetchall()}
        covered += [what for m, (what, history) in CLAIMED.items() if m in metrics and history not in covered]
        covered += [what for m, what in PROMISED.items() if m in metrics]
    return covered


def shown(con: "duckdb.DuckDBPyConnection", fed: list[str]) -> list[str]:
    """Return the coverage that rows show by being there, under any mapping: events, states, surveys, purchases, ….

    Of a ticket as it stands only who asks, and what about, is known for good. Who is an agent is not shown by a few
    rows that name some: a mapping says that they are all.
    """
    covered = [what for table, what in TABLES.items() if table in fed and _count(con, "count(*)", table)[0]]
    if "ticket" in fed:
        counts = _count(con, ", ".join(f"count({c})" for c in COLUMNS), "ticket")
        covered += [what for what, n in zip(COLUMNS.values(), counts, strict=True) if n]
    if "team" in fed and _count(con, "count(tier)", "team")[0]:
        covered.append("tiers")
    if "event" in fed:
        kinds = [str(k) for (k,) in con.execute("SELECT DISTINCT kind FROM in_event").fetchall()]
        covered += [KINDS[k] for k in kinds if k in KINDS]
    if "state" in fed:
        counts = _count(con, ", ".join(f"count({c})" for c in STATES), "state")
        covered += [c for c, n in zip(STATES, counts, strict=True) if n]
    return covered


def _count(con: "duckdb.DuckDBPyConnection", what: str, table: str) -> tuple[int, ...]:
    (row,) = con.execute(f"SELECT {what} FROM in_{table}").fetchall()
    return tuple(row)
