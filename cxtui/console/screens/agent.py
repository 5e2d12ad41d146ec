"""The page of an agent: what the Floor's leaderboard knows of the score."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.agent import agent as agent_lines
from cxtui.text.plain import safe


class AgentPage(Page):
    """One agent, by source and id, in the newest Floor."""

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, key: tuple[str, str]) -> None:
        super().__init__(picture, keys, "Agent", ascii)
        self.key = key

    def write(self, width: int) -> list[Line]:
        """Return the agent's lines."""
        floor = self.picture.newest
        rows = () if floor is None else floor.leaderboard.rows
        row = next((row for row in rows if (row.source, row.agent) == self.key), None)
        if row is None or floor is None:
            return [(Cell("this agent is not on the leaderboard any more", "faint"),)]
        self.sheet.entitle(f"Agent {'-' if self.ascii else '·'} {safe(row.name, ascii=self.ascii)[:60]}")
        return agent_lines(row, floor.leaderboard, floor.zone, width, self.ascii)
