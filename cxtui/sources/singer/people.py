"""Who did what in the streams of a tap, where no record of that person came along with what they did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable

KNOWN = "known_staff"
"""The table of one column, ``agent``, in which those who stage leave whom earlier runs of the tap called agents."""

TAP_MODULES = ("tap_zendesk",)
"""Modules that ask for that table."""

TICKETS: dict[str, tuple[str, ...]] = {"tickets": ("id", "status")}


def leave_staff(con: "duckdb.DuckDBPyConnection", agents: Sequence[str]) -> None:
    """Leave the ids of agents who are known already, for the staging that follows."""
    con.execute(f"CREATE OR REPLACE TABLE {KNOWN} AS SELECT unnest(?::VARCHAR[]) AS agent", [list(agents)])


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Say who acted: staff that is known, a ticket's requester; of others it is said once staff is known at all."""
    if "event" not in fed:
        return []
    staff = " UNION ".join(_staff(con, fed))
    nobody = "NOT EXISTS (SELECT 1 FROM in_ticket t WHERE t.ticket = e.ticket AND t.customer = e.actor)"
    if "ticket" not in fed:
        nobody = "true"
    con.execute(
        "UPDATE in_event AS e SET actor_kind = CASE "
        "WHEN coalesce(actor, '-1') = '-1' THEN 'system' "
        f"WHEN actor IN ({staff}) THEN 'agent' WHEN NOT ({nobody}) THEN 'customer' "
        f"WHEN EXISTS ({staff}) THEN 'customer' ELSE 'agent' END "
        "WHERE actor_kind IS NULL AND (actor IS NOT NULL OR kind NOT IN ('message', 'note'))"
    )
    return []


def finish_zendesk(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Say who acted, and that tickets are gone whose status says so."""
    if "tickets" in tables:
        table = tables["tickets"]
        id, status = (table.plan.looked_up[column] for column in TICKETS["tickets"])
        usable = f" AND {table.usable}" if table.usable else ""
        con.execute(
            "UPDATE in_ticket SET deleted_at = version_at WHERE deleted_at IS NULL AND ticket IN "
            f"(SELECT {id} FROM {table.name} WHERE {status} = 'deleted'{usable})"
        )
    return finish(con, source, tables, fed)


def _staff(con: "duckdb.DuckDBPyConnection", fed: list[str]) -> list[str]:
    """Return queries for the ids of those whom records call agents, now or earlier."""
    found = ["SELECT agent FROM in_agent WHERE kind = 'human'"] if "agent" in fed else []
    ((known,),) = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = ? AND NOT internal", [KNOWN]
    ).fetchall()
    found += [f"SELECT agent FROM {KNOWN}"] if known else []
    return found or ["SELECT NULL WHERE false"]
