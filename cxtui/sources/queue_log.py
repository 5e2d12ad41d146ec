"""When an agent's state ends, where a log says only when each begins."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """End each state of an agent at the beginning of the agent's next one; nothing more is covered by it."""
    if "agent_state" in fed:
        con.execute(
            "UPDATE in_agent_state SET to_at = n.to_at, version_at = n.from_at FROM (SELECT source, agent, from_at, "
            "lead(from_at) OVER (PARTITION BY source, agent ORDER BY from_at) AS to_at "
            "FROM (SELECT DISTINCT source, agent, from_at FROM in_agent_state)) n WHERE n.source = "
            "in_agent_state.source AND n.agent = in_agent_state.agent AND n.from_at = in_agent_state.from_at"
        )
    return []
