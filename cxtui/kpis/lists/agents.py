"""How lists call agents."""

from cxtui.kpis.measure.asked import Asked


def named(asked: Asked) -> dict[tuple[str, str], str]:
    """Return the names of agents by source and id."""
    return {(source, agent): name for source, agent, name, _, _ in asked.tx.rows("agents")}
