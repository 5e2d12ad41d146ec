"""Which time people look at, and what they compare it with."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import KeyTable
from cxtui.console.messages import Look
from cxtui.console.picture import Picture
from cxtui.console.scope import before_words, range_words
from cxtui.console.screens.prompt import Prompt
from cxtui.errors import UsageError
from cxtui.kpis.query import View
from cxtui.kpis.question.period import parse_period
from cxtui.language import _
from cxtui.text.plain import safe

PERIODS: tuple[str | None, ...] = (None, "today", "yesterday", "7d", "30d", "90d", "quarter")
"""What the rows stand for; the digit before a row is its place."""

CUSTOM, COMPARED = len(PERIODS), len(PERIODS) + 1
"""The rows of a time written out, and of what it is compared with."""

HOW = "7d, 2026-03, 2026-q1, 2026-03-01..2026-03-15"


class RangePrompt(Prompt):
    """Rows of times, one to write out, and what they are compared with; Enter or the row's digit takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(row), f"choose({row})", show=False) for row in range(COMPARED + 1)),
        Binding("left,right,space", "turn", show=False),
    ]
    DEFAULT_CSS = """
    RangePrompt { align: center middle; }
    RangePrompt #box { width: 58; max-width: 100%; }
    RangePrompt #line { margin-left: 4; }
    """

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool) -> None:
        super().__init__(picture, keys, ascii, _("Time range"))
        self.against = picture.view.against
        self.at = PERIODS.index(picture.view.period) if picture.view.period in PERIODS else CUSTOM
        self.line.placeholder = HOW
        if self.at == CUSTOM:
            self.line.value = picture.view.period or ""

    def on_mount(self) -> None:
        """Show the rows."""
        super().on_mount()
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is wrong with what is written, as soon as it is."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Take the row that was clicked."""
        if event.widget is self.menu and event.y < len(self.menu.rows):
            self.action_choose(event.y)

    def action_move(self, step: int) -> None:
        """Move the cursor by rows, round and round."""
        self.at = (self.at + step) % (COMPARED + 1)
        self._draw()

    def action_choose(self, row: int) -> None:
        """Go to a row and take it; the one to write out waits for what is written."""
        self.at = row
        self._draw()
        if row != CUSTOM:
            self._take()

    def action_turn(self) -> None:
        """Compare with the other thing."""
        if self.at == COMPARED:
            self.against = "before" if self.against == "weekdays" else "weekdays"
            self._draw()

    async def action_take(self) -> None:
        """Take the row under the cursor."""
        self._take()

    def _take(self) -> None:
        if self.at == COMPARED:
            self.action_turn()
            return
        period = PERIODS[self.at] if self.at < CUSTOM else self.line.value.strip()
        if self.at == CUSTOM and self._wrong() is not None:
            self._draw()
            return
        # Without a time of its own each number is compared with last week.
        against = "before" if period is None else self.against
        self.post_message(Look(replace(self.picture.view, period=period, against=against)))
        self.dismiss()

    def _wrong(self) -> str | None:
        """Return what is wrong with what is written."""
        floor = self.picture.newest
        try:
            parse_period(self.line.value, self.picture.now(), "UTC" if floor is None else floor.zone)
        except UsageError as error:
            return _(error.args[0]) if error.args else str(error)
        return None

    def _draw(self) -> None:
        writes = self.at == CUSTOM
        self.menu.put([self._row(i) for i in range(COMPARED + 1)], self.at)
        self.line.display = writes
        if writes and not self.line.has_focus:
            self.line.focus()
        elif not writes and self.line.has_focus:
            self.set_focus(None)
        wrong = self._wrong() if writes and self.line.value.strip() else None
        if wrong is not None:
            self.say(safe(wrong, ascii=self.ascii), "bad")
        elif writes:
            self.say(_("write {examples}").format(examples=HOW))
        else:
            self.say(self._compared())
        self.tell_keys(
            (f"{self.key('up', 'up')} {self.key('down', 'down')}", _("choose")),
            (self.key("open", "enter"), _("take")),
            (self.key("back", "escape"), _("leave")),
        )

    def _compared(self) -> str:
        """Return what the row under the cursor would be compared with."""
        if self.at >= len(PERIODS):
            return _("what a range is compared with")
        view = View(PERIODS[self.at], "", self.against)
        return _("compared with {before}").format(before=before_words(view))

    def _row(self, i: int) -> Line:
        digit = Cell(f"{i}  ", "accent")
        if i == COMPARED:
            on = _("the period before") if self.against == "before" else _("the same weekdays before")
            return (digit, Cell(_("compared with: {what}").format(what=on)))
        if i == CUSTOM:
            return (digit, Cell(_("another one")))
        period = PERIODS[i]
        words = _("as usual: each number its own") if period is None else range_words(View(period))
        now = period == self.picture.view.period
        return (digit, Cell(words, "strong" if now else ""))
