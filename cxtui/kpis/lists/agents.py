"""How lists call agents."""

from cxtui.kpis.measure.store_as_of import StoreAsOf


def named(asked: StoreAsOf) -> dict[tuple[str, str], str]:
    """Return the names of agents by source and id."""
    return {(source, agent): name for source, agent, name, _, _ in asked.tx.rows("agents")}
