"""The pane that says what will be known of a file, and what came of trying the mapping on it."""

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.mapping.labels import GROUPS, NEEDS
from cxtui.console.panes.pane import Pane
from cxtui.language import N_, _, ngettext
from cxtui.sources.drafting.trying import Trial
from cxtui.sources.promises import KnownNumbers
from cxtui.text.plain import cut, number

MOST = 4
"""Lines that one thing may take."""


class KnownPane(Pane):
    """Groups of numbers, known ones first, and the trial."""

    def __init__(self) -> None:
        super().__init__(N_("What will be known"), id="known")
        self.promises: tuple[KnownNumbers, ...] = ()
        self.trouble = ""
        self.trial: Trial | None = None
        self.helpdesk = ""

    def take(self, promises: tuple[KnownNumbers, ...], trouble: str = "") -> None:
        """Show what another mapping promises, or why it is none; what was tried before says nothing of it."""
        self.promises, self.trouble, self.trial = promises, trouble, None
        self.redraw()

    def tried(self, trial: Trial | None, trouble: str = "") -> None:
        """Show what came of the trial."""
        self.trial, self.trouble = trial, trouble
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the trial's outcome below the groups, as much as fits."""
        outcome = self._outcome(width)
        known: list[Line] = []
        if self.helpdesk:
            said = _("an export of {helpdesk}: cxtui import reads it without a mapping")
            known = [*self._said(said.format(helpdesk=self.helpdesk), "warn", width), ()]
        groups = [line for one in self.promises if one.how for line in self._group(one, width)]
        lost = [line for one in self.promises if not one.how for line in self._group(one, width)]
        room = max(0, height - len(outcome) - len(known) - 1)
        return [*known, *(groups + lost)[:room], (), *outcome][:height]

    def _group(self, one: KnownNumbers, width: int) -> list[Line]:
        mark = glyph("good", self.ascii) if one.how else ("-" if self.ascii else "–")
        said = _(GROUPS[one.what])
        if one.how:
            return [(Cell(f"{mark} ", "good"), Cell(cut(said, width - 2, ascii=self.ascii)))]
        needs = _("{what}: needs {needs}").format(what=said, needs=_(NEEDS[one.needs]))
        rows = wrapped(needs, max(1, width - 2), MOST, ascii=self.ascii)
        return [(Cell(f"{mark if not n else ' '} ", "faint"), Cell(row, "faint")) for n, row in enumerate(rows)]

    def _outcome(self, width: int) -> list[Line]:
        if self.trouble:
            return self._said(self.trouble, "bad", width)
        if self.trial is None:
            return self._said(_("trying it on the file") + ("..." if self.ascii else "…"), "faint", width)
        rows, bad = self.trial.rows, self.trial.rejected
        said = ngettext("{n} row tried", "{n} rows tried", rows).format(n=number(rows))
        lines = self._said(said, "strong", width)
        if bad:
            said = ngettext("{n} row cannot be read", "{n} rows cannot be read", bad).format(n=number(bad))
            lines += self._said(said, "bad", width)
        else:
            lines += self._said(_("every row can be read"), "good", width)
        for one in self.trial.rejects[:3]:
            where = _("line {line}").format(line=one.line) if one.line is not None else ""
            cell = f" {one.column}: {one.value!r}" if one.column and one.value is not None else ""
            lines += self._said(f"{where}{cell}: {one.reason}", "faint", width)
        for reason, count in self.trial.doubts[:2]:
            lines += self._said(f"{number(count)}  {reason}", "warn", width)
        return lines

    def _said(self, text: str, role: str, width: int) -> list[Line]:
        return [(Cell(row, role),) for row in wrapped(text, width, MOST, ascii=self.ascii)]
