"""The same numbers side by side: by channel, team, priority and tier, by agent, and by tier of escalation."""

from collections.abc import Callable

from cxtui.kpis.definitions.common import SOLVES
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.store.read import lists, units
from cxtui.store.read.units import UnitQuery

_COUNTS = (
    ListColumn("created", "count", "created"),
    ListColumn("solved", "count", "solved"),
    ListColumn("open", "count", "open"),
)


def _of(store: StoreAsOf, name: str, wanted: UnitQuery, dimension: str) -> dict[str, tuple[int, float]]:
    return {value: (n, total) for value, n, total in units.split(store.tx, name, wanted, dimension)}


def _side_by_side(name: str, title: str, dimension: str) -> Callable[[StoreAsOf, Question], ListTable]:
    def read(store: StoreAsOf, question: Question) -> ListTable:
        wanted, level = question.wanted(store.scope.settings), question.level(store.scope.settings)
        counts = [
            _of(store, query, level if query == "backlog" else wanted, dimension)
            for query in ("created", "solved", "backlog")
        ]
        means = [_of(store, query, wanted, dimension) for query in ("first_response", "service_level", "csat")]
        values = sorted({value for part in (*counts, *means) for value in part}, key=lambda v: (not v, v))
        within = question.within(store.scope)
        solves = within.missing(*SOLVES) is None
        known = (True, solves, solves)
        rows = tuple(
            (
                value or None,
                *(part.get(value, (0, 0))[0] if there else None for part, there in zip(counts, known, strict=True)),
                *(_mean(part.get(value)) for part in means),
            )
            for value in values
        )
        columns = (
            ListColumn(dimension, "text", dimension),
            *_COUNTS,
            ListColumn("first_response_mean", "seconds", "first response"),
            ListColumn("service_level", "ratio", "service level"),
            ListColumn("csat", "ratio", "satisfaction"),
        )
        return ListTable(name, title, columns, rows)

    return read


def _mean(found: tuple[int, float] | None) -> float | None:
    return found[1] / found[0] if found and found[0] else None


def _split(name: str, title: str, dimension: str) -> ListDefinition:
    return ListDefinition(
        name=name,
        title=title,
        words=(
            f"By {dimension}: tickets created and first solved in the period and open at its end, mean first response, "
            "service level and satisfaction of the period."
        ),
        source="ticket, event, rating and the store's targets",
        per_agent=False,
        read=_side_by_side(name, title, dimension),
    )


def _assigned(store: StoreAsOf, question: Question) -> ListTable:
    wanted, level = question.wanted(store.scope.settings), question.level(store.scope.settings)
    asks = (("worked", wanted), ("solved", wanted), ("backlog", level))
    parts = [_of(store, query, which, "agent") for query, which in asks]
    # Who is only named on tickets has no name but that.
    names = {agent: name or agent for _, agent, name, *_ in store.tx.rows("agents")}
    # Where nobody is told to hold a ticket, that is not known of anybody.
    held = any(agent for agent in parts[2]) or store.scope.missing("assignee") is None
    agents = sorted({agent for part in parts for agent in part}, key=lambda agent: (not agent, agent))
    rows = tuple(
        (
            agent or None,
            names.get(agent, agent) or None,
            *(part.get(agent, (0, 0))[0] if held or part is parts[1] else None for part in parts),
        )
        for agent in agents
    )
    columns = (
        ListColumn("agent", "text", "agent"),
        ListColumn("name", "text", "name"),
        ListColumn("assigned", "count", "taken up"),
        ListColumn("solved", "count", "solved"),
        ListColumn("open", "count", "open"),
    )
    return ListTable(
        "assigned_done", ASSIGNED.title, columns, rows, missing=store.scope.missing("status", "resolution")
    )


def _escalations(store: StoreAsOf, question: Question) -> ListTable:
    wanted = question.wanted(store.scope.settings)
    worked = units.totals(store.tx, "worked", wanted)[0]
    found = lists.rows(store.tx, "escalation_tiers", wanted)
    rows = tuple((tier or None, n, n / worked if worked else None) for tier, n in found)
    columns = (
        ListColumn("tier", "text", "to tier"),
        ListColumn("tickets", "count", "tickets"),
        ListColumn("share", "ratio", "of worked on"),
    )
    return ListTable("escalations_by_tier", TIERS.title, columns, rows, missing=store.scope.missing("escalations"))


ASSIGNED = ListDefinition(
    name="assigned_done",
    title="Assigned against done",
    words=(
        "By agent: tickets first taken up in the period that the agent holds or held last, tickets whose first solve "
        "in the period is the agent's, and tickets the agent holds open at its end."
    ),
    source="event (assignee, message, status)",
    per_agent=False,
    read=_assigned,
    models=("assignment", "credit", "ticket_fact"),
    needs=("status", "resolution"),
)
TIERS = ListDefinition(
    name="escalations_by_tier",
    title="Escalations by tier",
    words="Tickets first escalated in the period by the tier they were escalated to last, of tickets worked on.",
    source="event (escalated), or event (team) with the tiers of team",
    per_agent=False,
    read=_escalations,
    models=("escalation",),
    needs=("escalations",),
)
DEFINED = (
    _split("channels", "By channel", "channel"),
    _split("teams", "By team", "team"),
    _split("priorities", "By priority", "priority"),
    _split("tiers", "By customer tier", "tier"),
    ASSIGNED,
    TIERS,
)
