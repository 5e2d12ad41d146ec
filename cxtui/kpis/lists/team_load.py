"""How loaded whole teams are at an instant: who is on, and what the team's people hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from cxtui.kpis.lists.load import NO_STATES, ON, LoadedPerson, loaded
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import N_, lazy

_COLUMNS = (
    ListColumn("team", "text", N_("team")),
    ListColumn("agents", "count", N_("agents")),
    ListColumn("on", "count", N_("on")),
    ListColumn("away", "count", N_("away")),
    ListColumn("open", "count", N_("open")),
    ListColumn("late", "count", N_("late")),
    ListColumn("per_on", "number", N_("open each")),
)


@dataclass(slots=True)
class TeamSums:
    """What a team's people add up to: ``held_by_off`` open tickets lie with people who are not there."""

    agents: int = 0
    on: int = 0
    away: int = 0
    open: int = 0
    late: int = 0
    held_by_off: int = 0


@dataclass(frozen=True, slots=True)
class OnNow:
    """The whole floor at an instant, in counts; None where nothing tells."""

    agents: int
    on: int | None
    away: int | None
    open: int | None
    held_by_off: int | None
    missing: str | None = None


def on_now(store: StoreAsOf) -> OnNow:
    """Return who is on and how much lies with people who are not, on the whole floor."""
    found = loaded(store, store.question_of("instant"))
    sums = _sums(found.people.values())
    known, held = found.states_known, found.held
    return OnNow(
        agents=sums.agents,
        on=sums.on if known else None,
        away=sums.away if known else None,
        open=sums.open if held else None,
        held_by_off=sums.held_by_off if known and held else None,
        missing=None if known else lazy(NO_STATES),
    )


def _sums(people: Iterable[LoadedPerson]) -> TeamSums:
    sums = TeamSums()
    for one in people:
        sums.agents += 1
        sums.on += one.state in ON
        sums.away += one.state == "away"
        sums.open += len(one.ages)
        sums.late += one.late
        sums.held_by_off += 0 if one.state in (*ON, "away") else len(one.ages)
    return sums


def _team_load(store: StoreAsOf, question: Question) -> ListTable:
    found = loaded(store, question)
    teams: dict[str, list[LoadedPerson]] = {}
    for one in found.people.values():
        if one.teams:
            teams.setdefault(one.teams[0], []).append(one)
    known = found.states_known
    rows = []
    for team in sorted(teams):
        sums = _sums(teams[team])
        each = sums.open / sums.on if known and found.held and sums.on else None
        rows.append(
            (team, sums.agents, sums.on if known else None, sums.away if known else None,
             sums.open if found.held else None, sums.late if found.promised else None, each)
        )  # fmt: skip
    missing = None if rows else found.lack or lazy(NO_STATES)
    return ListTable(TEAM_LOAD.name, TEAM_LOAD.title, _COLUMNS, tuple(rows), missing=missing)


TEAM_LOAD = ListDefinition(
    name="load_by_team",
    title=N_("Teams on now, and loaded"),
    words=(
        "By team: its human agents, how many of them are on (online or busy) and away at the instant, the open tickets "
        "that they hold, those of them with a broken promise, and open tickets by agents who are on."
    ),
    source="agent (team), agent_state, and event (assignee, status) with the store's targets",
    per_agent=False,
    read=_team_load,
    span="instant",
    models=("assignment", "ticket_fact"),
)
DEFINED = (TEAM_LOAD,)
