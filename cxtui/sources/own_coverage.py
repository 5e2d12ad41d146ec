"""Which histories a batch of our own tables has: what its coverage table says, else what its rows show."""

from typing import TYPE_CHECKING

from cxtui import canonical

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import Table

KINDS = {
    "message": "messages", "status": "status", "assignee": "assignee", "team": "team", "priority": "priority",
    "topic": "topic", "escalated": "escalations", "schedule": "schedules", "merged": "merges", "spam": "spam",
}  # fmt: skip
STATES = ("status", "assignee", "team", "priority", "topic")


def finish(con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, Table]", fed: list[str]) -> list[str]:
    """Return the coverage; the ``coverage`` table itself, where it is there, stands for all the rest."""
    if "coverage" in fed:
        said = [str(w) for (w,) in con.execute("SELECT DISTINCT what FROM in_coverage").fetchall()]
        if said:
            return said
    covered = []
    if "event" in fed:
        kinds = [str(k) for (k,) in con.execute("SELECT DISTINCT kind FROM in_event").fetchall()]
        covered += [KINDS[k] for k in kinds if k in KINDS]
    if "state" in fed:
        columns = ", ".join(f"count({c})" for c in STATES)
        counts = con.execute(f"SELECT {columns} FROM in_state").fetchone() or ()
        covered += [c for c, n in zip(STATES, counts, strict=False) if n]
    if "team" in fed and con.execute("SELECT count(tier) FROM in_team").fetchone() != (0,):
        covered.append("tiers")
    return [c for c in covered if c in canonical.COVERAGE]
