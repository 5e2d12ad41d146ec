"""The page of an agent: what the Floor's leaderboard knows of the score, and what the audit counted."""

import time
from collections.abc import Callable

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.messages import Answered, Question
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.agent import READING
from cxtui.console.sheets.agent import agent as agent_lines
from cxtui.kpis.lists import Table
from cxtui.text.plain import safe

AGAIN_S = 300.0
"""Seconds after which the audit is read again: it is of thirty days, and reading it takes a second or two."""

_AUDIT: Question = ("list", "audit")


class AgentPage(Page):
    """One agent, by source and id, in the newest Floor; ``ask`` has the audit read and an Answered answers."""

    def __init__(
        self, picture: Picture, keys: Keys, ascii: bool, key: tuple[str, str], ask: Callable[[Question], None]
    ) -> None:
        super().__init__(picture, keys, "Agent", ascii)
        self.key = key
        self.audit: Table | str = READING
        self._ask = ask
        self._asked_at = float("-inf")

    def on_mount(self) -> None:
        """Have the audit read."""
        super().on_mount()
        self._read_audit()

    def took(self) -> None:
        """Draw the newest Floor, and have the audit read again when it is old."""
        self._read_audit()
        super().took()

    def answer(self, message: Answered) -> None:
        """Show the audit; one that cannot be read now stays as it was last seen."""
        if message.question != _AUDIT:
            return
        if isinstance(message.view, Table):
            self.audit = message.view
        elif not isinstance(self.audit, Table):
            self.audit = message.trouble or "nothing was looked at"
            self._asked_at = float("-inf")
        self.sheet.redraw()

    def _read_audit(self) -> None:
        now = time.monotonic()
        if now - self._asked_at >= AGAIN_S:
            self._asked_at = now
            self._ask(_AUDIT)

    def write(self, width: int) -> list[Line]:
        """Return the agent's lines."""
        floor = self.picture.newest
        rows = () if floor is None else floor.leaderboard.rows
        row = next((row for row in rows if (row.source, row.agent) == self.key), None)
        if row is None or floor is None:
            return [(Cell("this agent is not on the leaderboard any more", "faint"),)]
        self.sheet.entitle(f"Agent {'-' if self.ascii else '·'} {safe(row.name, ascii=self.ascii)[:60]}")
        return agent_lines(row, floor.leaderboard, floor.zone, width, self.ascii, self.audit)
