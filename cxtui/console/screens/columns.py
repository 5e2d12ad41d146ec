"""The prompt for a list's columns: which of them are shown."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from cxtui.console.panes.rows import RowsPane
from cxtui.language import tr


class ColumnsPrompt(ModalScreen[None]):
    """Columns to tick, in the order of the list; those that always stay are not offered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,c,q", "leave", show=False)]
    DEFAULT_CSS = """
    ColumnsPrompt {
        align: center middle;
        background: $ground 40%;
        & > SelectionList {
            width: 40; height: auto; max-height: 80%;
            color: $ink; background: $strip; border: round $accent; border-title-color: $accent; padding: 0 1;
            border-subtitle-color: $faint;
        }
        & > SelectionList.-ascii { border: ascii $accent; }
    }
    """

    def __init__(self, pane: RowsPane[Any]) -> None:
        super().__init__()
        self._pane = pane

    def compose(self) -> ComposeResult:
        """Offer the columns that may be left out."""
        pane = self._pane
        offered = [column for column in pane.columns if column.rank and (column.head or column.name)]
        chosen = SelectionList[str](
            *(
                Selection(Content(tr(column.head or column.name)), column.name, column.name not in pane.choices.hidden)
                for column in offered
            )
        )
        chosen.border_title = tr("Columns")
        chosen.border_subtitle = tr("Space ticks, Esc ends")
        chosen.set_class(pane.ascii, "-ascii")
        yield chosen

    def on_selection_list_selected_changed(self, event: SelectionList.SelectedChanged[str]) -> None:
        """Show what is ticked."""
        pane = self._pane
        offered = {column.name for column in pane.columns if column.rank}
        pane.choices.hidden = (pane.choices.hidden - offered) | (offered - set(event.selection_list.selected))
        pane.reorder()

    def action_leave(self) -> None:
        """Close the prompt."""
        self.dismiss()
