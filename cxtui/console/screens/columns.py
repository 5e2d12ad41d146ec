"""The prompt for a list's columns: which of them are shown."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cxtui.console.draw.columns import PaneColumn
from cxtui.console.messages import Columned
from cxtui.console.screens.closing import ClosesOnce
from cxtui.language import _


class ColumnsPrompt(ClosesOnce, ModalScreen[None]):
    """Columns to tick, in the order of the list; those that always stay are not offered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,c,q", "leave", show=False),
        Binding("space,x", "tick", show=False),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    ColumnsPrompt {
        align: center middle;
        background: $ground 40%;
        & > OptionList {
            width: 40; height: auto; max-height: 80%; padding: 0 1;
            color: $ink; background: $strip; border: round $accent;
            border-title-color: $accent; border-subtitle-color: $faint;
            & > .option-list--option-highlighted {
                color: $cursor-ink; background: $cursor; text-style: $cursor-style;
            }
        }
        & > OptionList.-ascii { border: ascii $accent; }
    }
    """

    def __init__(self, pane: Columned) -> None:
        super().__init__()
        self._pane = pane
        self._offered = [column for column in pane.columns if column.rank and (column.head or column.name)]
        self._list = OptionList(*(Option(self._words(column)) for column in self._offered))

    def compose(self) -> ComposeResult:
        """Offer the columns that may be left out."""
        self._list.border_title = _("Columns")
        self._list.border_subtitle = _("Space ticks, Esc ends")
        self._list.set_class(self._pane.ascii, "-ascii")
        yield self._list

    def on_mount(self) -> None:
        """Begin on the first column."""
        self._list.focus()
        self._list.highlighted = 0 if self._offered else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show a column, or leave it out."""
        self.action_tick()

    def action_tick(self) -> None:
        """Show the column under the cursor, or leave it out."""
        at = self._list.highlighted
        if at is not None:
            self._pane.choices.hidden ^= {self._offered[at].name}
            self._list.replace_option_prompt_at_index(at, self._words(self._offered[at]))
            self._pane.reorder()

    def action_step(self, by: int) -> None:
        """Go to another column."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_leave(self) -> None:
        """Close the prompt."""
        self.dismiss()

    def _words(self, column: PaneColumn) -> Content:
        tick = " " if column.name in self._pane.choices.hidden else "x"
        return Content(f"[{tick}] {_(column.head or column.name)}")
