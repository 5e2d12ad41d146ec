"""My score: what it is, what it is made of, what each part costs, and how the team's scores lie without names."""

from typing import ClassVar

from cxtui.console.agent.strip import LINES, strip
from cxtui.console.draw.bars import bar
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.agents import component
from cxtui.console.panes.pane import Pane
from cxtui.kpis.agent.work import AgentWork
from cxtui.kpis.floor import Leaderboard, Ranked, ScoreComponent
from cxtui.language import N_, _
from cxtui.text.plain import NONE, fit, number, quantity, safe
from cxtui.text.ranks import band

SCORE = N_("My score")
NAME, VALUE, POINTS, FIGURES = 22, 9, 6, 6
ROOMY, LONG_NAME = 90, 30
LEAST_BAR = 8
TODAY = (
    ("first_response_median", N_("first response {value} (n {n})")),
    ("service_level", N_("in target {value} (n {n})")),
    ("solved", N_("solved {value}")),
)
"""The day's numbers, each with its words."""


class ScorePane(Pane, can_focus=True):
    """One agent's own row of the leaderboard, in full."""

    NUMBERS = (
        "score", "first_response_median", "service_level", "solved", "csat", "qa", "fcr", "reopen", "repeat", "lift",
        "reply_time",
    )  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--bar", "pane--interval"}
    DEFAULT_CSS = """
    ScorePane {
        & > .pane--bar { color: $bar; }
        & > .pane--interval { color: $interval; }
        &.-stale > .pane--bar, &.-stale > .pane--interval { color: $faded; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(SCORE, id=id, classes=classes)

    @property
    def board(self) -> Leaderboard:
        """Return the leaderboard, on which no other row stands."""
        return self.floor.leaderboard if self.floor else Leaderboard()

    @property
    def row(self) -> Ranked | None:
        """Return the agent's own row."""
        return next(iter(self.board.rows), None)

    def heading(self) -> tuple[str, str]:
        """Return the score and the rank."""
        row, work = self.row, self.floor.agent_work if self.floor else None
        title = _(SCORE)
        if row is None or work is None or row.score is None:
            return title, ""
        dot = " - " if self.ascii else " · "
        parts = [title, number(row.score, 1)]
        if row.rank is not None:
            place = band(row.rank, row.lowest_rank, self.ascii)
            parts.append(_("rank {rank} of {n}").format(rank=place, n=number(work.ranked)))
        return dot.join(parts), ""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the day, the score, its parts and the team; the least important is left out where room is short."""
        if self.floor is None or self.floor.agent_work is None:
            return self.notice("", _("waiting for data"), width, height)
        row = self.row
        head = self._today(width)
        if row is None:
            words = _(self.board.missing) if self.board.missing else _("nothing of yours was judged yet")
            return [*head, (), *self._text(words, width)]
        sure = self._sure(row, width)
        parts = self._parts(row, width)
        team = self._team(self.floor.agent_work, width)
        short, head = [*head, *sure[:1]], [*head, *sure]
        for blocks in ([head, parts, team], [short, parts, team], [head, parts], [head]):
            spaced = [line for block in blocks for line in ((), *block)][1:]
            if len(spaced) <= height:
                return spaced
            close = [line for block in blocks for line in block]
            if len(close) <= height:
                return close
        return head[:height]

    def _today(self, width: int) -> list[Line]:
        """Return the day's own numbers."""
        assert self.floor is not None
        words_of_today = []
        for name, words in TODAY:
            metric = self.floor.metrics.get(name)
            if metric is not None and metric.value is not None:
                words_of_today.append(_(words).format(value=quantity(metric.value, metric.unit), n=number(metric.n)))
        dot = " - " if self.ascii else " · "
        words = dot.join(words_of_today) if words_of_today else _("nothing answered or solved yet")
        return [*self._text(_("Today: {what}").format(what=words), width, "")]

    def _sure(self, row: Ranked, width: int) -> list[Line]:
        """Return the score as a bar with its interval, and what it is judged from."""
        if row.score is None:
            few = _("{n} of {least} outcomes: too few for a score")
            return self._text(few.format(n=number(row.n), least=number(self.board.min_n)), width)
        words = _("judged from n {n}").format(n=number(row.n))
        if row.low is not None and row.high is not None:
            sure = _("sure between {low} and {high}").format(low=number(row.low), high=number(row.high))
            words = f"{sure}, {words}"
        drawn = bar(row.score, row.low, row.high, min(width, 61), ascii=self.ascii)
        return [drawn, *self._text(words, width)]

    def _parts(self, row: Ranked, width: int) -> list[Line]:
        """Return a line for each part, the one that costs most first."""
        parts = [part for part in row.components if part.weight > 0 or part.score is not None]
        if not parts:
            return self._text(_("no part of the score has data yet"), width)
        name = max(8, min(LONG_NAME if width >= ROOMY else NAME, width - VALUE - POINTS - FIGURES - 3))
        room = width - name - VALUE - POINTS - 2 * FIGURES - 5
        room = min(room, 40) if room >= LEAST_BAR else 0
        full = width >= name + VALUE + POINTS + 2 * FIGURES + 4
        heads = [
            fit(_("part"), name, ascii=self.ascii),
            fit(_("value"), VALUE, right=True),
            fit(_("score"), POINTS, right=True),
        ]
        heads += [fit("", room)] if room else []
        heads += [fit(_("costs"), FIGURES, right=True)]
        heads += [fit("n", FIGURES, right=True)] if full else []
        lines: list[Line] = [(Cell(" ".join(heads), "faint"),)]
        for part in sorted(parts, key=lambda one: (-_cost(one), one.name)):
            lines.append(self._part(part, name, room, full))
        return lines

    def _part(self, part: ScoreComponent, name: int, room: int, full: bool) -> Line:
        none = "-" if self.ascii else NONE
        value = none if part.value is None else component(part, part.value)
        score = none if part.score is None else number(part.score)
        cost = none if part.score is None else number(_cost(part), 1)
        cells = [
            Cell(safe(_title(part.name), name, ascii=self.ascii) + " "),
            Cell(fit(value, VALUE, right=True) + " "),
            Cell(fit(score, POINTS, right=True) + " ", "strong"),
        ]
        if room:
            drawn = () if part.score is None else bar(part.score, part.low, part.high, room, ascii=self.ascii)
            cells += [*drawn, Cell(" ")] if drawn else [Cell(" " * (room + 1))]
        cells.append(Cell(fit(cost, FIGURES, right=True), "faint"))
        if full:
            cells.append(Cell(" " + fit(number(part.n), FIGURES, right=True), "faint"))
        return tuple(cells)

    def _team(self, work: AgentWork, width: int) -> list[Line]:
        """Return how the team's scores lie."""
        peers = work.peers
        if peers.missing:
            return self._text(_(peers.missing), width)
        team = safe(work.team, ascii=self.ascii)
        words = _("{team}: {n} scores without names").format(team=team, n=number(len(peers.scores)))
        drawn = strip(peers.scores, peers.own, width, ascii=self.ascii)
        return [*self._text(words, width), *(drawn if len(drawn) == LINES else [])]

    def _text(self, words: str, width: int, role: str = "faint") -> list[Line]:
        return [(Cell(row, role),) for row in wrapped(words, width, 3, ascii=self.ascii)]


def _cost(part: ScoreComponent) -> float:
    """Return the points by which a part keeps the score below 100."""
    return 0.0 if part.score is None else part.weight * (100 - part.score) / 100


def _title(name: str) -> str:
    from cxtui.kpis.definitions import DEFINITIONS

    return _(DEFINITIONS[name].title) if name in DEFINITIONS else name
