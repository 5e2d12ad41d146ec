"""Escalations on the wall: how many are open and late, and the longest of them."""

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell
from cxtui.console.wall.pages.ahead import COURSE
from cxtui.console.wall.pages.page import WallPage, WallPane, text_cell
from cxtui.console.wall.sheet import MOST_ROWS, BigNumber, WallList, WallSheet, counted, lasting, valued
from cxtui.kpis.answers.day_course import DayCourse
from cxtui.kpis.floor import Escalation
from cxtui.language import N_, _
from cxtui.text.plain import age, number, quantity, safe


class LateSheet(WallPane):
    """Open escalated tickets, the longest escalated first."""

    ASKS = (COURSE,)
    FLOOR_TELLS = True

    def sheet(self) -> WallSheet:
        """Return the page."""
        assert self.floor is not None
        part, course = self.floor.escalations, self.known(COURSE)
        oldest = max((self.now - row.escalated_at for row in part.rows), default=None)
        metric = self.floor.metrics.get("escalation_rate")
        day = course.escalated_late if isinstance(course, DayCourse) else ()
        late = _("late now") if part.breached else _("none late")
        since = _("since it was escalated") if oldest is not None else _("none")
        numbers = [
            BigNumber(_("Escalated"), counted(max(part.open, len(part.rows))), word=_("open now")),
            BigNumber(_("Late"), counted(part.breached), "bad" if part.breached else "good", late, day),
            BigNumber(_("Oldest"), lasting(oldest), word=since),
        ]
        if metric is not None and metric.value is not None:
            norm = "" if metric.target is None else _("norm {value}").format(value=quantity(metric.target, metric.unit))
            label = _("Of all worked on")
            numbers.append(BigNumber(label, valued(metric.value, metric.unit), metric.state, norm))
        title = f"{_('Longest escalated')} {'-' if self.ascii else '·'} {_('{n} open').format(n=number(part.open))}"
        rows = tuple(self._row(row) for row in part.rows[:MOST_ROWS])
        return WallSheet(tuple(numbers), WallList(
            title, rows, right=(False, True, False, False, False, False, False, False),
            nothing=("good", _("nothing is escalated")),
        ))  # fmt: skip

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        return self.floor.escalations.missing if self.floor is not None else None

    def _row(self, row: Escalation) -> tuple[Cell, ...]:
        role = "bad" if row.breached else ""
        ticket = safe(f"#{row.ticket}" if row.ticket.isdecimal() else row.ticket, ascii=self.ascii)
        return (
            Cell(glyph(role, self.ascii).strip(), role),
            Cell(age(self.now - row.escalated_at), role or "strong"),
            Cell(ticket, "strong"),
            text_cell(safe(row.tier, ascii=self.ascii)),
            text_cell(safe(row.priority, ascii=self.ascii)),
            Cell(safe(row.assignee, ascii=self.ascii) if row.assignee else _("nobody"), "" if row.assignee else "warn"),
            text_cell(safe(row.team, ascii=self.ascii), "faint"),
            text_cell(safe(row.customer, ascii=self.ascii)),
        )


class LatePage(WallPage):
    """Escalations, for distance."""

    NAME = "escalations"
    TITLE = N_("Escalations")
    SHEET = LateSheet
