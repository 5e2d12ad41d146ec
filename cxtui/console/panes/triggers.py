"""Review triggers: what stands fired, by whom it was taken up, and how every other one reads."""

from typing import TYPE_CHECKING

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.pane import Pane
from cxtui.desk import Firing
from cxtui.kpis.query import Query, View
from cxtui.kpis.triggers import TriggerReading, state_title
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import date_time
from cxtui.text.plain import cut, number, safe

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review

MOST = 4
"""Lines that the evidence of one trigger takes at most."""

_ALL = Query("triggers")


class TriggersPane(Pane, can_focus=True):
    """Triggers that stand fired first, then all others with what they were judged by."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Triggers"), id=id, classes=classes)
        self._review: Review | None = None

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the readings: of the present and the whole floor, whatever the view is."""
        return (_ALL,)

    def reviewed(self, review: "Review | None") -> None:
        """Take what stands in the desk file."""
        if review is not self._review:
            self._review = review
            self.redraw()

    def firings(self) -> tuple[Firing, ...]:
        """Return what stands fired and was not dealt with."""
        found = () if self._review is None else self._review.view.firings
        return tuple(one for one in found if one.rested_at is None)

    def heading(self) -> tuple[str, str]:
        """Return how many stand fired."""
        n = len(self.firings())
        if not n:
            return _(self.label), ""
        words = ngettext("Triggers: {n} stands fired", "Triggers: {n} stand fired", n).format(n=number(n))
        return words, _("r opens the review")

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the triggers, each with as much of its evidence as there is room for."""
        if self.floor is None:
            return self.notice("", _("waiting for data"), width, height)
        parts = self._parts()
        if not parts:
            return self.notice(*self._nothing(), width, height)
        room = max(1, min(MOST, (height - len(parts)) // len(parts)))
        lines: list[Line] = []
        for state, title, evidence, when in parts:
            role = state if state in ("bad", "warn", "good") else "faint"
            head = cut(safe(title, ascii=self.ascii), max(0, width - 2), ascii=self.ascii)
            lines.append((Cell(f"{glyph(state, self.ascii)} ", role), Cell(head, "strong" if state else "")))
            rows = wrapped(_(evidence), width - 2, room - bool(when), ascii=self.ascii) if room > bool(when) else []
            lines += [(Cell("  "), Cell(row, "" if state == "bad" else "faint")) for row in rows]
            if when:
                whose = cut(safe(when, ascii=self.ascii), width - 2, ascii=self.ascii)
                lines.append((Cell("  "), Cell(whose, "faint")))
        return lines

    def _parts(self) -> list[tuple[str, str, str, str]]:
        """Return (state, title, evidence, since when and whose) of every trigger, the most urgent first."""
        zone = self.floor.zone if self.floor else "UTC"
        stand = self.firings()
        parts = [("bad", _(one.title), one.evidence, _taken(one, zone)) for one in stand]
        active = {one.trigger for one in stand}
        readings = self.known(_ALL)
        if isinstance(readings, tuple):
            others = [one for one in readings if isinstance(one, TriggerReading) and one.trigger not in active]
            others.sort(key=lambda one: (not one.holds, not one.judged))
            parts += [(_state(one), _(state_title(one)), one.evidence, "") for one in others]
        return parts

    def _nothing(self) -> tuple[str, str]:
        if self._review is not None and self._review.why is not None:
            return "bad", self._review.why
        return self.unknown(_ALL)


def _state(one: TriggerReading) -> str:
    """Return how a trigger that does not stand fired reads: one whose condition holds fires with the next look."""
    if not one.judged:
        return ""
    return "warn" if one.holds else "good"


def _taken(one: Firing, zone: str) -> str:
    since = date_time(one.fired_at, zone)
    if one.acknowledged is None:
        return _("since {since}, not acknowledged").format(since=since)
    return _("since {since}, taken up by {owner} until {due}").format(
        since=since, owner=one.acknowledged.owner, due=one.acknowledged.due
    )
