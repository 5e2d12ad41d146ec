"""Quality and retention on the wall: the floor's own numbers, and the scores of teams that are large enough."""

from cxtui.console.draw.strips import Cell
from cxtui.console.panes.agents import GROUPS
from cxtui.console.wall.pages.page import WallPage, WallPane
from cxtui.console.wall.sheet import MOST_ROWS, BigNumber, WallList, WallSheet, valued
from cxtui.kpis.floor import Metric
from cxtui.kpis.privacy import LEAST
from cxtui.kpis.team_scores import TeamScore, team_scores
from cxtui.language import N_, _
from cxtui.text.plain import number, quantity, safe

NUMBERS = (
    ("csat", N_("Satisfied")), ("fcr", N_("Solved at first contact")), ("reopen_rate", N_("Reopened")),
    ("nps", N_("NPS")),
)  # fmt: skip
"""The floor's numbers on the page; those without a value are left out."""


class TeamsSheet(WallPane):
    """Numbers of quality against their norms, and teams by score."""

    def sheet(self) -> WallSheet:
        """Return the page."""
        assert self.floor is not None
        return WallSheet(self._numbers(), self._teams())

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        if self.floor is None or self._numbers() or self._scores():
            return None
        return self.floor.leaderboard.missing or N_("none in this period")

    def _numbers(self) -> tuple[BigNumber, ...]:
        metrics = self.floor.metrics if self.floor else {}
        found = [(metrics.get(name), label) for name, label in NUMBERS]
        return tuple(self._number(one, label) for one, label in found if one is not None and one.value is not None)

    def _number(self, one: Metric, label: str) -> BigNumber:
        dot = " - " if self.ascii else " · "
        norm = "" if one.target is None else _("norm {value}").format(value=quantity(one.target, one.unit))
        words = dot.join(part for part in (norm, f"n {number(one.n)}") if part)
        texts = valued(one.value, one.unit) if one.unit == "ratio" else (((number(one.value or 0), ""),),)
        return BigNumber(_(label), texts, one.state, words)

    def _scores(self) -> tuple[TeamScore, ...]:
        return () if self.floor is None else team_scores(self.floor.leaderboard, LEAST)

    def _teams(self) -> WallList | None:
        scores = self._scores()[:MOST_ROWS]
        if not scores:
            return None
        groups = [group for group, _ in scores[0].groups]
        heads = (_("team"), _("score"), *(_(GROUPS.get(group, group)) for group in groups), _("agents"))
        rows = tuple(
            (Cell(safe(one.team, ascii=self.ascii), "strong"), Cell(number(one.score), "strong"),
             *(Cell("" if score is None else number(score)) for _, score in one.groups),
             Cell(number(one.agents), "faint"))
            for one in scores
        )  # fmt: skip
        title = _("Teams of {least} agents and more, of 100 points").format(least=LEAST)
        return WallList(title, rows, (False, *(True,) * (len(heads) - 1)), heads)


class TeamsPage(WallPage):
    """Quality and retention of teams, for distance."""

    NAME = "scorecard"
    TITLE = N_("Quality and retention")
    SHEET = TeamsSheet
