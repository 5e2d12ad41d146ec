"""Who wrote, where an export names only ids: a ticket's requester is its customer, everybody else an agent."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Fill ``actor_kind`` of events that name an actor; nothing more is covered by it."""
    if "event" in fed:
        con.execute(
            "UPDATE in_event SET actor_kind = CASE WHEN EXISTS (SELECT 1 FROM in_ticket t WHERE t.source = "
            "in_event.source AND t.ticket = in_event.ticket AND t.customer = in_event.actor) THEN 'customer' "
            "ELSE 'agent' END WHERE actor IS NOT NULL AND actor_kind IS NULL"
        )
    return []
