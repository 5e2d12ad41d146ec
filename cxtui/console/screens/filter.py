"""Which tickets people look at: a filter written in a line, completed as it is written, and those saved by name."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cxtui.console.completion import Completion, completions, unknown
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import KeyTable, shown
from cxtui.console.messages import Look, QueryAnswered
from cxtui.console.picture import Picture
from cxtui.console.screens.prompt import Prompt
from cxtui.errors import UsageError
from cxtui.kpis.answers.values import FilterValues
from cxtui.kpis.query import Query
from cxtui.kpis.question.filters import parse_filter
from cxtui.language import _
from cxtui.settings.filters import delete_filter, load_filters, save_filter
from cxtui.text.plain import safe

FileUse = Callable[[Path], dict[str, str]]
_SAVE = re.compile(r"(?P<text>.*\S)\s+as\s+(?P<name>\S+)", re.DOTALL)
ROWS = 8
"""Rows of completions and saved filters that are shown together."""


class _Row(NamedTuple):
    """A row under the line: a completion, or a saved filter by its name."""

    completion: Completion | None = None
    name: str = ""


class FilterPrompt(Prompt):
    """A line with the present filter. Enter takes it, Tab completes, and ``… as NAME`` saves it too.

    ``path`` is the user's file of saved filters, None where nothing may be written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("delete", "delete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FilterPrompt { align: center bottom; }
    FilterPrompt #box { width: 100%; margin-bottom: 1; }
    """

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, path: Path | None) -> None:
        super().__init__(picture, keys, ascii, _("Filter"))
        self.path = path
        self.values: FilterValues | None = None
        self.saved: dict[str, str] = {}
        self.trouble = ""
        self.rows: list[_Row] = []
        self.at = -1
        self.line.value = picture.view.where
        self.line.select_on_focus = False
        self.line.placeholder = "team:billing channel:chat !priority:low acme"

    def queries(self) -> tuple[Query, ...]:
        """Return what filters can be about."""
        return (Query("values"),)

    def answer(self, message: QueryAnswered) -> None:
        """Complete from now on with what the store has."""
        if message.query.kind == "values" and isinstance(message.answer, FilterValues):
            self.values = message.answer
            self._draw()

    def on_mount(self) -> None:
        """Show the present filter, and those that were saved."""
        super().on_mount()
        self._from_file(load_filters)
        self.line.focus()
        self.line.cursor_position = len(self.line.value)
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Complete and check what is written."""
        self.at = -1
        self.trouble = ""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Take the row that was clicked."""
        if event.widget is self.menu and event.y < len(self.menu.rows):
            self.at = self._first() + event.y
            self._take()

    def action_move(self, step: int) -> None:
        """Move from the line into the rows, and back."""
        self.at = max(-1, min(self.at + step, len(self.rows) - 1))
        self._draw()

    def action_complete(self) -> None:
        """Complete what is written by the row under the cursor, else by the first."""
        place = max(self.at, 0)
        if place < len(self.rows) and self.rows[place].completion is not None:
            self.at = place
            self._take()

    def action_delete(self) -> None:
        """Forget the saved filter under the cursor; in the line, delete what is right of it."""
        name = self.rows[self.at].name if self.at >= 0 else ""
        if not name:
            self.line.action_delete_right()
            return
        self._from_file(lambda path: delete_filter(path, name))
        self._draw()
        self.at = min(self.at, len(self.rows) - 1)
        self._draw()

    async def action_take(self) -> None:
        """Take the row under the cursor, else the filter as it is written."""
        self._take()

    def _take(self) -> None:
        row = self.rows[self.at] if self.at >= 0 else None
        if row is not None and row.completion is not None:
            self.line.value = row.completion.line
            self.line.cursor_position = len(self.line.value)
            return
        text = self.line.value.strip() if row is None else self.saved[row.name]
        text, name = self._to_save(text) if row is None else (text, "")
        if self._wrong(text) is not None:
            if row is not None:
                self.line.value = text
            self._draw()
            return
        if name and not self._from_file(lambda path: save_filter(path, name, text)):
            self._draw()
            return
        self.post_message(Look(replace(self.picture.view, where=text)))
        self.dismiss()

    def _to_save(self, text: str) -> tuple[str, str]:
        """Return the filter, and the name under which it is to be saved."""
        found = _SAVE.fullmatch(text)
        return (found["text"], found["name"]) if found else (text, "")

    def _from_file(self, read: FileUse) -> bool:
        """Use the file of saved filters; what is wrong with it becomes words under the line."""
        if self.path is None:
            self.trouble = _("nothing is saved in this console")
            return False
        try:
            self.saved = read(self.path)
        except UsageError as error:
            self.trouble = str(error)
            return False
        return True

    def _wrong(self, text: str) -> str | None:
        try:
            parse_filter(text)
        except UsageError as error:
            return str(error)
        return None

    def _draw(self) -> None:
        written = self.line.value
        offered = completions(written, self.values) if self.line.cursor_position == len(written) else ()
        saved = [name for name in self.saved if not written.strip() or written.strip().lower() in name.lower()]
        self.rows = [*(_Row(one) for one in offered), *(_Row(name=name) for name in saved)]
        self.at = min(self.at, len(self.rows) - 1)
        first = self._first()
        self.menu.put([self._row(row) for row in self.rows[first : first + ROWS]], self.at - first)
        text, name = self._to_save(written.strip())
        wrong = self._wrong(text)
        doubt = None if wrong else unknown(text, self.values)
        if self.trouble and (self.path is not None or name):
            self.say(safe(self.trouble, ascii=self.ascii), "bad")
        elif wrong is not None:
            self.say(safe(wrong, ascii=self.ascii), "bad")
        elif name and self.path is not None:
            self.say(_("saves it as {name}").format(name=safe(name, ascii=self.ascii)))
        elif doubt is not None:
            self.say(safe(doubt, ascii=self.ascii), "warn")
        elif not written.strip():
            self.say(_("no filter: all tickets"))
        else:
            self.say(_('end with "as NAME" to save it') if self.path is not None else "")
        self._tell()

    def _first(self) -> int:
        """Return the first of the rows that are shown."""
        return max(0, min(self.at - ROWS + 1, len(self.rows) - ROWS))

    def _tell(self) -> None:
        on_saved = self.at >= 0 and bool(self.rows[self.at].name)
        keys = [(self.key("open", "enter"), _("take"))]
        if any(row.completion for row in self.rows):
            keys.append((shown("tab", self.ascii), _("complete")))
        if self.rows:
            keys.append((f"{shown('up', self.ascii)} {shown('down', self.ascii)}", _("choose")))
        if on_saved:
            keys.append((shown("delete", self.ascii), _("forget it")))
        keys.append((self.key("back", "escape"), _("leave")))
        self.tell_keys(*keys)

    def _row(self, row: _Row) -> Line:
        if row.completion is not None:
            name = safe(row.completion.name, ascii=self.ascii)
            return (Cell(safe(row.completion.word, ascii=self.ascii), "accent"), Cell(f"  {name}", "faint"))
        text = safe(self.saved[row.name], ascii=self.ascii)
        return (Cell(safe(row.name, ascii=self.ascii), "strong"), Cell(f" = {text}", "faint"))
