"""How old the backlog is: a bar for each span of age, what is over the norm, and how the backlog came about."""

from typing import NamedTuple

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.chart import ChartPane
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.text.plain import fit, number, percent

BALANCED = 10
"""Lines of content from which on the balance of the day has room."""

LEAST_BAR = 6


class AgeSpan(NamedTuple):
    """A row of the list ``backlog_age``: tickets of a span of age, their share, and how many are over the norm."""

    age: str
    tickets: int
    share: float | None
    over: int | None


class AgesPane(ChartPane):
    """Open tickets by age; spans over the norm of resolution are marked."""

    NUMBERS = ("backlog", "backlog_age_median", "backlog_age_p90")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Age of the backlog"), id=id, classes=classes)

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the ages and the balance in the view."""
        return Query("list", ("backlog_age",), view), Query("list", ("backlog_balance",), view)

    def _table(self, place: int) -> ListTable | None:
        answer = self.known(self.queries(self.view)[place])
        return answer if isinstance(answer, ListTable) else None

    def _spans(self) -> list[AgeSpan]:
        ages = self._table(0)
        return [] if ages is None else [AgeSpan(*row) for row in ages.rows]

    def drawing(self) -> object | None:
        """Return ages and balance, None while nothing is open."""
        ages, balance = self._table(0), self._table(1)
        if ages is None or ages.missing or not any(one.tickets for one in self._spans()):
            return None
        return ages.rows, None if balance is None else balance.rows

    def empty(self) -> tuple[str, str]:
        """Return why there are no bars."""
        ages = self._table(0)
        if ages is None:
            return self.unknown(self.queries(self.view)[0])
        return ("", _(ages.missing)) if ages.missing else ("good", _("none is open"))

    def heading(self) -> tuple[str, str]:
        """Return the title, and the share over the norm."""
        return _(self.label), "" if self.drawing() is None else self._over()

    def _over(self) -> str:
        spans = self._spans()
        whole, over = sum(one.tickets for one in spans), [one.over for one in spans if one.over is not None]
        if not whole or len(over) < len(spans):
            return ""
        return _("{share} of {n} over the norm").format(share=percent(sum(over) / whole), n=number(whole))

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the bars with count and share, and the balance of the period."""
        spans = self._spans()
        labels = [_(one.age) for one in spans]
        wide = max(map(cell_len, labels))
        counts, shares = [number(one.tickets) for one in spans], [percent(one.share or 0) for one in spans]
        digits, parts = max(map(len, counts)), max(map(cell_len, shares))
        room = width - wide - digits - parts - 7
        most = max(one.tickets for one in spans)
        lines: list[Line] = []
        for one, label, count, share in zip(spans, labels, counts, shares, strict=True):
            state = "warn" if one.over else ""
            cells = [Cell(glyph(state, self.ascii) + " ", state), Cell(fit(label, wide) + "  ", "faint")]
            if room >= LEAST_BAR:
                filled = max(1, round(one.tickets / most * room)) if one.tickets else 0
                sign = "=" if self.ascii else "━"
                cells += [Cell(sign * filled, state or "bar"), Cell(" " * (room - filled))]
            cells += [Cell(fit(count, digits + 1, right=True)), Cell(fit(share, parts + 2, right=True), "faint")]
            lines.append(merged(cells))
        foot = self._foot(width, height - len(lines)) if height >= BALANCED else []
        blank: list[Line] = [()] * (height - len(lines) - len(foot)) if foot else []
        return [*lines, *blank, *foot][:height]

    def _foot(self, width: int, room: int) -> list[Line]:
        """Return in words how the backlog came to be as large in the period."""
        balance = self._table(1)
        if balance is None or balance.missing or not balance.rows or room < 1:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(balanced(balance), width, min(room, 3), ascii=self.ascii)]


def balanced(table: ListTable) -> str:
    """Return the balance as a sum in words: what was open, what came, what went, and what is open."""
    (_what, _how, before), *moves, (_what, _how, after) = table.rows
    came = [(how, n) for what, how, n in moves if what == "entered"]
    went = [(how, n) for what, how, n in moves if what == "left"]
    return _("Balance: {before} at the start + {came} came ({how_came}) - {went} went ({how_went}) = {after}").format(
        before=number(before), after=number(after), came=number(sum(n for how, n in came)), how_came=_parts(came),
        went=number(sum(n for how, n in went)), how_went=_parts(went),
    )  # fmt: skip


def _parts(moves: list[tuple[str, int]]) -> str:
    return ", ".join(f"{_(how)} {number(n)}" for how, n in moves if n) or _("none")
