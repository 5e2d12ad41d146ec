"""The page of an agent: what the Floor's leaderboard knows of the score, how it was, and what it counts."""

from cxtui.console.draw.strips import Cell
from cxtui.console.keys import KeyTable
from cxtui.console.messages import QueryWanted
from cxtui.console.picture import Picture
from cxtui.console.screens.linked import LinkedPage
from cxtui.console.sheets.agent import READING, Beside
from cxtui.console.sheets.agent import agent as agent_lines
from cxtui.console.sheets.links import Written
from cxtui.kpis.answers.agent import AgentBefore, AgentTickets
from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.text.plain import safe

GONE = N_("the store knows nothing of this agent")


class AgentPage(LinkedPage):
    """One agent, by source and id, in the newest Floor; what is behind the score is read in its view."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, key: tuple[str, str]) -> None:
        super().__init__(picture, keys, _("Agent"), ascii)
        self.key = key
        self.audit: ListTable | str = READING
        self.before: AgentBefore | str = READING
        self.tickets: dict[str, AgentTickets | str] = {}
        self.parts: tuple[str, ...] = ()
        self._made: tuple[tuple[object, ...], Written] | None = None

    def queries(self) -> tuple[Query, ...]:
        """Return the period before, then the tickets of each component, the heaviest first, and the audit."""
        view = self.picture.view
        tickets = (Query("agent_tickets", (*self.key, part), view) for part in self._parts())
        # Of a filter by anything but people there is no audit.
        return (Query("agent", self.key, view), *tickets, Query("list", ("audit",), View(period=view.period)))

    def took(self) -> None:
        """Draw what a new Floor changed; another leaderboard may have other components."""
        if self._parts() != self.parts:
            self.parts = self._parts()
            self.post_message(QueryWanted())
        super().took()

    def heard(self, query: Query, answer: object | None) -> None:
        """Show what was read."""
        if isinstance(answer, ListTable):
            self.audit = answer
        elif isinstance(answer, AgentTickets):
            self.tickets[answer.number] = answer
        elif query.kind == "agent":
            self.before = answer if isinstance(answer, AgentBefore) else GONE

    def failed(self, query: Query, trouble: str) -> None:
        """Say why something cannot be read, while it never was."""
        if query.kind == "list" and not isinstance(self.audit, ListTable):
            self.audit = trouble
        elif query.kind == "agent" and not isinstance(self.before, AgentBefore):
            self.before = trouble
        elif query.kind == "agent_tickets" and isinstance(self.tickets.get(query.names[2], ""), str):
            self.tickets[query.names[2]] = trouble

    def written(self, width: int) -> Written:
        """Return the agent's lines, and where they lead."""
        floor = self.picture.newest
        if floor is None:
            return Written([(Cell(_(READING), "faint"),)], {})
        row, board = self._row(), floor.leaderboard
        if row is None:
            if not isinstance(self.before, AgentBefore):
                return Written([(Cell(_(self.before), "faint"),)], {})
            # Who has no data in the period is on no leaderboard: everything is said but the score.
            row = _unscored(self.before)
        self.sheet.entitle(f"{_('Agent')} {'-' if self.ascii else '·'} {safe(row.name, ascii=self.ascii)[:60]}")
        tickets = {part: self.tickets.get(part, READING) for part in self._parts()}
        # Nothing here runs with the clock: while the parts are the same ones, so are the lines.
        parts = (board, self.audit, self.before, *tickets.values(), row, width, self.ascii)
        if self._made is None or self._made[0] != parts:
            beside = Beside(self.audit, self.before, tickets)
            self._made = parts, agent_lines(row, board, floor.zone, width, self.ascii, beside)
        return self._made[1]

    def _row(self) -> Ranked | None:
        board = Leaderboard() if self.picture.newest is None else self.picture.newest.leaderboard
        return next((row for row in board.rows if (row.source, row.agent) == self.key), None)

    def _parts(self) -> tuple[str, ...]:
        row = self._row()
        parts = () if row is None else sorted(row.components, key=lambda part: -part.weight)
        return tuple(part.name for part in parts)


def _unscored(known: AgentBefore) -> Ranked:
    """Return the row of an agent without any data in the period."""
    return Ranked(
        known.source, known.agent, known.name, known.team, rank=None, shared=False,
        score=None, low=None, high=None, n=0, volume=0,
    )  # fmt: skip
