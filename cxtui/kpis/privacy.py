"""What a picture that everybody in a room can read must not say: customers, their words, and who of the agents is who.

A wall is read by visitors too. So names and whatever customers wrote are taken out of the numbers before a screen sees
them, agents get numbers that nobody can work out, and groups of fewer than five agents are not shown at all.
"""

import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cxtui.clock import local_day_edges
from cxtui.kpis.floor import Escalations, Floor, Leaderboard, Ranked, Responses
from cxtui.kpis.value import SourceKey
from cxtui.language import lazy

if TYPE_CHECKING:
    # The package of lists loads all of them.
    from cxtui.kpis.lists.table import ListTable

LEAST = 5
"""Agents below which a group is not shown: in a smaller one a number tells who somebody is."""


NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Privacy:
    """What may be shown: ``names`` of customers with what they wrote, and the names of ``agents``.

    ``agent`` is what an agent without a name is called, ``somebody`` what stands for whoever has a ticket: their number
    there would tell their number to everyone who knows the ticket.
    """

    names: bool = False
    agents: bool = False
    agent: str = "Agent {n}"
    somebody: str = "taken"


class Pseudonyms:
    """Numbers of agents, dealt at random and kept for a local day, so that nothing of an agent says its number.

    ``teams`` is how many agents each team had when the floor was last masked. Several threads use it.
    """

    def __init__(self, shuffle: Any = None) -> None:
        self.teams: Mapping[str, int] = {}
        self._shuffle = shuffle or secrets.SystemRandom().shuffle
        self._lock = threading.Lock()
        self._day: int | None = None
        self._numbers: dict[SourceKey, int] = {}

    def deal(self, agents: Iterable[SourceKey], day: int | None = None) -> dict[SourceKey, int]:
        """Return the numbers of agents, from 1 on; with another ``day`` (its first instant) all are dealt anew.

        Who comes later in the day gets a number behind those there are.
        """
        with self._lock:
            if day is not None and day != self._day:
                self._day, self._numbers = day, {}
            new = sorted(set(agents) - self._numbers.keys())
            self._shuffle(new)
            for key in new:
                self._numbers[key] = len(self._numbers) + 1
            return dict(self._numbers)


def masked(floor: Floor, privacy: Privacy, pseudonyms: Pseudonyms) -> Floor:
    """Return the floor without what may not be shown; counts and numbers stay as they are."""
    if privacy.names and privacy.agents:
        return floor
    board = floor.leaderboard
    if not privacy.agents:
        pseudonyms.teams = Counter(row.team for row in board.rows if row.team)
        board = _board(board, privacy, pseudonyms, floor)
    return replace(
        floor,
        responses=_responses(floor.responses, privacy, pseudonyms),
        escalations=_escalations(floor.escalations, privacy, pseudonyms),
        leaderboard=board,
        agent_work=None,
    )


def _responses(part: Responses, privacy: Privacy, pseudonyms: Pseudonyms) -> Responses:
    rows = tuple(
        replace(
            row,
            subject=row.subject if privacy.names else None,
            customer=row.customer if privacy.names else None,
            team=_large(row.team, privacy, pseudonyms),
            assignee=_somebody(row.assignee, privacy),
        )
        for row in part.rows
    )
    return replace(part, rows=rows)


def _escalations(part: Escalations, privacy: Privacy, pseudonyms: Pseudonyms) -> Escalations:
    rows = tuple(
        replace(
            row,
            subject=row.subject if privacy.names else None,
            customer=row.customer if privacy.names else None,
            reason=row.reason if privacy.names else None,
            team=_large(row.team, privacy, pseudonyms),
            # Where one team alone has a tier, the tier says the team.
            tier=row.tier if row.team is None or _large(row.team, privacy, pseudonyms) else None,
            assignee=_somebody(row.assignee, privacy),
        )
        for row in part.rows
    )
    return replace(part, rows=rows)


def _large(team: str | None, privacy: Privacy, pseudonyms: Pseudonyms) -> str | None:
    """Return a team, None for one of fewer than five agents: who of so few has a ticket is soon worked out."""
    return team if privacy.agents or (team and pseudonyms.teams.get(team, 0) >= LEAST) else None


def _somebody(assignee: str | None, privacy: Privacy) -> str | None:
    return assignee if privacy.agents or not assignee else privacy.somebody


def _board(board: Leaderboard, privacy: Privacy, pseudonyms: Pseudonyms, floor: Floor) -> Leaderboard:
    """Return the leaderboard under numbers; one of fewer than five ranked agents holds nobody."""
    day = local_day_edges(floor.as_of, floor.zone)[0]
    numbers = pseudonyms.deal(((row.source, row.agent) for row in board.rows), day)
    ranked = sum(row.rank is not None for row in board.rows)
    if ranked < LEAST:
        why = lazy("fewer than {least} agents have a rank: not shown without --show-agents", least=LEAST)
        return replace(board, rows=(), missing=board.missing or (why if board.rows else None))

    def hidden(row: Ranked) -> Ranked:
        n = numbers[row.source, row.agent]
        team = row.team if row.team and pseudonyms.teams.get(row.team, 0) >= LEAST else None
        return replace(row, source="", agent=str(n), name=privacy.agent.format(n=n), team=team)

    # Who has no rank stands by name elsewhere: by number here, or the order would tell.
    first = [hidden(row) for row in board.rows if row.rank is not None]
    last = sorted((hidden(row) for row in board.rows if row.rank is None), key=lambda row: int(row.agent))
    return replace(board, rows=(*first, *last))


_CUSTOMERS = frozenset({"customer", "account"})
_WORDS = frozenset({"subject", "comment", "reason", "examples"})


def of_teams(table: "ListTable") -> bool:
    """Return whether a list tells of whole teams, a row each."""
    names = {column.name for column in table.columns}
    return "team" in names and not names & {"agent", "ticket"}


def masked_table(
    table: "ListTable", privacy: Privacy, pseudonyms: Pseudonyms, called: Mapping[str, str] = NOBODY
) -> "ListTable":
    """Return a list without what may not be shown; one that tells of fewer than five agents holds nobody.

    ``called`` are the names of teams by their ids.
    """
    names = [column.name for column in table.columns]
    if of_teams(table) and not privacy.agents:
        table = _of_large_teams(table, names.index("team"), pseudonyms, called)
    elif "team" in names and "agent" not in names and not privacy.agents:
        table = _without_small_teams(table, names, pseudonyms, called)
    of_agents, of_customers = "agent" in names, bool(_CUSTOMERS & set(names))
    if of_agents and not privacy.agents:
        table = _of_agents(table, names, privacy, pseudonyms)
    if privacy.names:
        return table
    blank = {i for i, name in enumerate(names) if name in _WORDS or (name == "name" and of_customers)}
    counted = {i for i, name in enumerate(names) if name in _CUSTOMERS}
    rows = tuple(
        tuple(str(place + 1) if i in counted else None if i in blank else value for i, value in enumerate(row))
        for place, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _of_large_teams(table: "ListTable", at: int, pseudonyms: Pseudonyms, called: Mapping[str, str]) -> "ListTable":
    """Return a list of teams without those of fewer than five agents: their numbers are somebody's own."""
    sizes = pseudonyms.teams
    rows = tuple(row for row in table.rows if row[at] is None or sizes.get(called.get(row[at], row[at]), 0) >= LEAST)
    if len(rows) == len(table.rows):
        return table
    why = lazy("teams of fewer than {least} agents are not shown without --show-agents", least=LEAST)
    return replace(table, rows=rows, note=table.note or why, missing=table.missing or (None if rows else why))


def _without_small_teams(
    table: "ListTable", names: Sequence[str], pseudonyms: Pseudonyms, called: Mapping[str, str]
) -> "ListTable":
    """Return a list of tickets that names no team of fewer than five agents: it would tell who had them."""
    at = names.index("team")

    def hidden(row: tuple[Any, ...]) -> tuple[Any, ...]:
        small = row[at] is not None and pseudonyms.teams.get(called.get(row[at], row[at]), 0) < LEAST
        return tuple(None if small and i == at else value for i, value in enumerate(row))

    return replace(table, rows=tuple(hidden(row) for row in table.rows))


def _of_agents(table: "ListTable", names: Sequence[str], privacy: Privacy, pseudonyms: Pseudonyms) -> "ListTable":
    """Return a list of agents under their numbers, in the order of the list."""
    place = {name: names.index(name) for name in ("source", "agent", "name", "team") if name in names}

    def key(row: tuple[Any, ...]) -> SourceKey:
        return str(row[place["source"]] if "source" in place else ""), str(row[place["agent"]])

    known = [row for row in table.rows if row[place["agent"]] is not None]
    if len({key(row) for row in known}) < LEAST:
        why = lazy("fewer than {least} agents: not shown without --show-agents", least=LEAST)
        return replace(table, rows=(), missing=table.missing or (why if table.rows else None))
    numbers = _numbers(pseudonyms, [key(row) for row in known])
    rows = []
    for row in known:
        n = numbers[key(row)]
        hidden = {"source": "", "agent": str(n), "name": privacy.agent.format(n=n), "team": None}
        by_place = {place[name]: value for name, value in hidden.items() if name in place}
        rows.append(tuple(by_place.get(i, value) for i, value in enumerate(row)))
    return replace(table, rows=tuple(rows))


def _numbers(pseudonyms: Pseudonyms, agents: Sequence[SourceKey]) -> dict[SourceKey, int]:
    """Return the numbers that agents have on the floor; a list that names no source takes the one there is."""
    dealt = pseudonyms.deal(key for key in agents if key[0])
    by_agent = {agent: (source, agent) for source, agent in dealt}
    unknown = [key for key in agents if not key[0] and key[1] not in by_agent]
    dealt = pseudonyms.deal(unknown)
    return {key: dealt[key if key in dealt else by_agent[key[1]]] for key in agents}
