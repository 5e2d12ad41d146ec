"""Who looks: the agent whose console it is, as the store's agent row says."""

from dataclasses import dataclass

from cxtui.errors import UsageError
from cxtui.language import N_, lazy
from cxtui.nearest import nearest_names
from cxtui.store.read import Transaction

NEAREST = 3
"""Ids that are named where one is not known."""

SEVERAL = N_("several sources have this agent; name one by --source")
NOBODY = N_("there is no such agent in this store")


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """An agent by key, the name to show, and the home team, whose unassigned tickets are the agent's concern too."""

    source: str
    agent: str
    name: str
    team: str | None
    team_name: str | None


def identify(tx: Transaction, agent: str, source: str | None = None, hints: bool = True) -> AgentIdentity:
    """Return the agent with an id, of a source where several have one.

    UsageError for an id that no agent has, or that several sources use; with ``hints`` it names the nearest ids and
    the sources.
    """
    called = [AgentIdentity(*row) for row in tx.rows("agents_called", agent=agent)]
    found = [one for one in called if source in (None, one.source)]
    if len(found) == 1:
        return found[0]
    if not hints:
        raise UsageError(SEVERAL if found else NOBODY)
    if found:
        sources = ", ".join(one.source for one in found)
        raise UsageError(lazy("several sources have an agent {id}; name one by --source: {sources}",
                              id=repr(agent[:60]), sources=sources))  # fmt: skip
    raise UsageError(_unknown(tx, agent[:60], source))


def _unknown(tx: Transaction, agent: str, source: str | None) -> str:
    near = ", ".join(nearest_names(agent, [id for (id,) in tx.rows("agent_ids")], NEAREST))
    if source is not None:
        return lazy("the source {source} has no agent {id}", source=repr(source[:60]), id=repr(agent))
    if near:
        return lazy("there is no agent {id} in this store; nearest: {near}", id=repr(agent), near=near)
    return lazy("there is no agent {id} in this store; cxtui export agents lists them", id=repr(agent))
