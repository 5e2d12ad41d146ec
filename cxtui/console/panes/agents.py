"""Agents: the leaderboard, each score with its interval and what it is made of."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.message import Message

from cxtui.console.draw.bars import bar
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.messages import OpenAgent
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.floor import Floor, Leaderboard, Ranked, ScoreComponent
from cxtui.language import N_, _
from cxtui.text.plain import NONE, duration, number, safe
from cxtui.text.ranks import band

HEADS = {
    "csat": N_("CSAT"), "qa": N_("QA"), "fcr": N_("FCR"), "reopen": N_("reop"), "repeat": N_("repeat"),
    "lift": N_("kept"), "service_level": N_("in T"), "reply_time": N_("reply"),
}  # fmt: skip
"""Short heads of the components' columns; another one goes by its own name."""

GROUPS = {
    "quality": N_("quality"), "retention": N_("retention"), "responsiveness": N_("response"),
}  # fmt: skip
"""What the groups of the score are called in the pane's title."""

PART = "part "
"""Begins the name of a component's column."""

FEW = 10
"""Cells at most for a rank, or for how much of the minimum n there is."""

FOOTED, FOOT = 9, 4
"""Lines of content from which on a footnote names the components without data, and its lines at most."""


class AgentsPane(RowsPane[Ranked]):
    """Agents by score; those with too little data for a rank stand below, unranked."""

    NUMBERS = (
        "score",
        "csat",
        "qa",
        "fcr",
        "reopen",
        "repeat",
        "lift",
        "service_level",
        "reply_time",
        "reopen_rate",
    )
    nothing = ("", N_("no agent has answered anything yet"))
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--bar", "pane--interval"}
    DEFAULT_CSS = """
    AgentsPane {
        & > .pane--bar { color: $bar; }
        & > .pane--interval { color: $interval; }
        &.-stale > .pane--bar, &.-stale > .pane--interval { color: $faded; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Agents"), id=id, classes=classes)
        self.least = 0

    @property
    def part(self) -> Leaderboard:
        """Return this pane's part of the floor."""
        return self.floor.leaderboard if self.floor else Leaderboard()

    def find(self, floor: Floor) -> Sequence[Ranked]:
        """Return the ranked agents in their order, then the others by name."""
        rows = floor.leaderboard.rows
        self.least = floor.leaderboard.min_n
        ranked = [row for row in rows if row.rank is not None]
        others = sorted((row for row in rows if row.rank is None), key=lambda r: (r.name, r.source, r.agent))
        self.columns = self._find_columns(rows)
        self.needs = {"name": max((min(cell_len(safe(row.name)), 22) for row in rows), default=0)}
        self.needs["rank"] = max(
            (len(self._few(row) if row.rank is None else band(row.rank, row.lowest_rank)) for row in rows), default=0
        )
        self.needs["volume"] = max((len(self._replies(row)) for row in rows), default=0)
        for column in self.columns:
            if column.name.startswith(PART):
                self.needs[column.name] = max(len(_value(row, column.name.removeprefix(PART))) for row in rows)
        return ranked + others

    def _find_columns(self, rows: Sequence[Ranked]) -> tuple[PaneColumn, ...]:
        """Return the columns: the heaviest components stay longest when room gets scarce."""
        weights: dict[str, float] = {}
        for row in rows:
            for part in row.components:
                weights[part.name] = max(weights.get(part.name, 0.0), part.weight)
        dear = sorted(weights, key=lambda name: -weights[name])
        parts = tuple(
            PaneColumn(PART + name, head := HEADS.get(name, safe(name)[:8]),
                   max(4, min(8, cell_len(_(head))), *(min(8, len(_value(row, name))) for row in rows)), 8,
                   rank=4 + dear.index(name), right=True)
            for name in weights
        )  # fmt: skip
        return (
            PaneColumn("rank", "", 3, FEW, tight=True),
            PaneColumn("name", N_("agent"), 10, 22, tight=True),
            PaneColumn("score", N_("score"), 5, 5, right=True),
            PaneColumn("bar", "", 6, 60, rank=1, comfort=14, grow=1),
            PaneColumn("half", "+-" if self.ascii else "±", 3, 4, rank=2, right=True),
            *parts,
            PaneColumn("volume", N_("replies"), 7, 9, rank=40, right=True),
        )

    def _replies(self, row: Ranked) -> str:
        return ("-" if self.ascii else NONE) if row.volume is None else number(row.volume)

    def _few(self, row: Ranked) -> str:
        """Return what stands in the place of a rank: how much of the minimum n there is."""
        if row.n >= self.least:
            return ""
        return _("{n} of {least}").format(n=number(row.n), least=number(self.least))

    def key(self, row: Ranked) -> tuple[str, str]:
        """Return the agent's key."""
        return row.source, row.agent

    def opening(self, row: Ranked) -> Message:
        """Ask for the agent."""
        return OpenAgent(row.source, row.agent)

    def missing(self) -> str | None:
        """Return what the source lacks."""
        return self.part.missing

    def heading(self) -> tuple[str, str]:
        """Return the weights of the score's groups."""
        title = _(self.label)
        if self.floor is None or self.part.missing or not self.part.weights:
            return title, ""
        words = " ".join(f"{_(GROUPS.get(name, safe(name)))} {weight:.0f}" for name, weight in self.part.weights)
        return f"{title} {'-' if self.ascii else '·'} {words}", self.position()

    def foot(self, width: int, height: int) -> list[Line]:
        """Return which components have no data, and why."""
        if not (self.part.absent or self.part.note) or height < FOOTED:
            return []
        reasons: dict[str, list[str]] = {}
        for name, why in self.part.absent:
            reasons.setdefault(_(why), []).append(_(HEADS.get(name, safe(name))))
        parts = "; ".join(f"{', '.join(names)}: {why}" for why, names in reasons.items())
        text = _("without {parts}").format(parts=parts) if parts else ""
        text = "; ".join(one for one in (_(self.part.note or ""), text) if one)
        rows = FOOT if height >= FOOTED + FOOT else 2
        return [(Cell(row, "faint"),) for row in wrapped(text, width, rows, ascii=self.ascii)]

    def cells(self, row: Ranked) -> Mapping[str, Cell | tuple[Cell, ...]]:
        """Return an agent's cells."""
        ascii = self.ascii
        role = "faint" if row.rank is None else ""
        none = "-" if ascii else "–"
        few = self._few(row) if row.rank is None else ""
        few = few if len(few) <= self.wide.get("rank", 0) else ""
        place = few or (none if row.rank is None else band(row.rank, row.lowest_rank, ascii))
        cells: dict[str, Cell | tuple[Cell, ...]] = {
            "rank": self.words("rank", place, role or "strong"),
            "name": self.words("name", row.name, role),
            "volume": self.words("volume", self._replies(row), "faint", right=True),
        }
        width = self.wide.get("bar", 0)
        if row.rank is None or row.score is None:
            n = _("n {n}").format(n=number(row.n))
            whole = _("n {n}, too few to rank").format(n=number(row.n))
            lengths = (_("too few to rank"), _("too few")) if few else (whole, n)
            if self.part.loading is not None:
                lengths = (_("loading history {percent} %").format(percent=self.part.loading), f"{self.part.loading} %")
            cells["bar"] = self.words("bar", next((w for w in lengths if len(w) <= width), lengths[-1]), "faint")
            cells["score"] = self.words("score", none, "faint", right=True)
        else:
            cells["bar"] = bar(row.score, row.low, row.high, width, ascii=ascii)
            cells["score"] = self.words("score", f"{row.score:.0f}", "strong", right=True)
            if row.low is not None and row.high is not None:
                half = f"{'' if ascii else '±'}{(row.high - row.low) / 2:.0f}"
                cells["half"] = self.words("half", half, "faint", right=True)
        for name in self.wide:
            if name.startswith(PART):
                value = _value(row, name.removeprefix(PART))
                cells[name] = self.words(name, value or none, role, right=True)
        return cells


def _value(row: Ranked, name: str) -> str:
    part = next((part for part in row.components if part.name == name), None)
    return "" if part is None or part.value is None else component(part, part.value)


def component(part: ScoreComponent, value: float) -> str:
    """Return a component's raw value as people say it: rates in percent, lift in points, times as times."""
    from cxtui.kpis.definitions import DEFINITIONS

    definition = DEFINITIONS.get(part.name)
    unit = definition.unit if definition else "score"
    if unit == "ratio":
        return f"{value * 100:.0f} %"
    if unit == "points":
        return f"{'+' if value > 0 else ''}{number(value, 1)}"
    return duration(value) if unit == "seconds" else number(value, 1)
