"""The leaderboard large: every component with its column, teams, and the mean of the ranked agents below."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from rich.cells import cell_len

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.console.panes.agents import PART, AgentsPane, component
from cxtui.kpis import means
from cxtui.kpis.floor import Floor, Ranked, ScoreComponent
from cxtui.kpis.means import ComponentMean
from cxtui.language import N_, _
from cxtui.text.plain import number, safe

MEANT = 8
"""Lines of content from which on the means have one."""

_LESS = frozenset({"reopen", "repeat", "reply_time"})
"""Components of which less is better."""


class LeaderboardPane(AgentsPane):
    """Agents by score with all there is to see, sortable by every component."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._means: Mapping[str, ComponentMean] = {}
        self._score: float | None = None

    def find(self, floor: Floor) -> Sequence[Ranked]:
        """Return the agents, and work out what is usual among them."""
        found = super().find(floor)
        self._means, self._score = means.means(floor.leaderboard), means.score(floor.leaderboard)
        team = max((min(cell_len(safe(row.team)), 18) for row in found), default=0)
        self.needs |= {"team": team, "n": max((len(number(row.n)) for row in found), default=0)}
        extra = (
            PaneColumn("team", N_("team"), 6, 18, rank=41),
            PaneColumn("n", N_("n"), 3, 8, rank=42, right=True),
        )
        self.columns = (*self.columns[:2], extra[0], *self.columns[2:], extra[1]) if team else (*self.columns, extra[1])
        return found

    def sort_keys(self) -> SortKeys:
        """Return every column; those without a rank stand last by it."""
        keys: dict[str, Callable[[Ranked], Any]] = {
            "rank": lambda row: row.rank,
            "name": lambda row: row.name.casefold(),
            "team": lambda row: row.team and row.team.casefold(),
            "score": lambda row: row.score if row.rank is not None else None,
            "volume": lambda row: row.volume,
            "n": lambda row: row.n,
        }
        for column in self.columns:
            if column.name.startswith(PART):
                keys[column.name] = partial(_raw, column.name.removeprefix(PART))
        return keys

    def falls(self, column: str) -> bool:
        """Say that the best stands first, and the largest count."""
        return column not in ("rank", "name", "team") and column.removeprefix(PART) not in _LESS

    def cells(self, row: Ranked) -> Mapping[str, Cell | tuple[Cell, ...]]:
        """Return an agent's cells, the team and what the score was judged from among them."""
        role = "faint" if row.rank is None else ""
        found = dict(super().cells(row))
        found["team"] = self.words("team", row.team, "faint")
        found["n"] = self.words("n", number(row.n), role, right=True)
        return found

    def foot(self, width: int, height: int) -> list[Line]:
        """Return the means of the ranked agents, and which components have no data."""
        below = super().foot(width, height)
        if self._score is None or height < MEANT:
            return below
        return [self._mean_line(), *below]

    def _mean_line(self) -> Line:
        cells: list[Cell] = []
        for (column, _width), space in zip(self.placed, self._spaces, strict=True):
            text = ""
            if column.name == "name":
                text = _("mean")
            elif column.name == "score" and self._score is not None:
                text = f"{self._score:.0f}"
            elif column.name.startswith(PART):
                name = column.name.removeprefix(PART)
                found = self._means.get(name)
                if found is not None and found.value is not None:
                    text = component(_part(name), found.value)
            cells += [self.words(column.name, text, "strong", right=column.right), Cell(" " * space)]
        return merged(cells)


def _raw(name: str, row: Ranked) -> float | None:
    return next((part.value for part in row.components if part.name == name), None)


def _part(name: str) -> ScoreComponent:
    return ScoreComponent(name=name, value=None, score=None, low=None, high=None, n=0, weight=0.0)
