"""The page of an agent: what the Floor's leaderboard knows of the score, and what the audit counted."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.agent import READING
from cxtui.console.sheets.agent import agent as agent_lines
from cxtui.kpis.inquiry import Inquiry
from cxtui.kpis.lists import Table
from cxtui.text.plain import safe

_AUDIT = Inquiry("list", ("audit",))


class AgentPage(Page):
    """One agent, by source and id, in the newest Floor, with the audit."""

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, key: tuple[str, str]) -> None:
        super().__init__(picture, keys, "Agent", ascii)
        self.key = key
        self.audit: Table | str = READING

    def inquiries(self) -> tuple[Inquiry, ...]:
        """Return the audit."""
        return (_AUDIT,)

    def heard(self, inquiry: Inquiry, answer: object | None) -> None:
        """Show the audit."""
        if isinstance(answer, Table):
            self.audit = answer

    def failed(self, inquiry: Inquiry, trouble: str) -> None:
        """Say why the audit cannot be read, while it never was."""
        if not isinstance(self.audit, Table):
            self.audit = trouble

    def write(self, width: int) -> list[Line]:
        """Return the agent's lines."""
        floor = self.picture.newest
        rows = () if floor is None else floor.leaderboard.rows
        row = next((row for row in rows if (row.source, row.agent) == self.key), None)
        if row is None or floor is None:
            return [(Cell("this agent is not on the leaderboard any more", "faint"),)]
        self.sheet.entitle(f"Agent {'-' if self.ascii else '·'} {safe(row.name, ascii=self.ascii)[:60]}")
        return agent_lines(row, floor.leaderboard, floor.zone, width, self.ascii, self.audit)
