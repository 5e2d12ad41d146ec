"""A pane that is a list: columns that adapt, a cursor that follows its row, scrolling, Enter and click."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.message import Message

from cxtui.console.choices import Choices, SortKeys
from cxtui.console.draw.columns import PaneColumn, Placed, gaps, place
from cxtui.console.draw.heads import column_at, heads
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.console.draw.wrap import wrapped
from cxtui.console.keys import bindings
from cxtui.console.messages import ChooseColumns, ModeChanged
from cxtui.console.panes.pane import CURSOR
from cxtui.console.panes.wheeled import WheeledPane
from cxtui.kpis.floor import Floor
from cxtui.language import N_, _
from cxtui.text.plain import number, safe

RowT = TypeVar("RowT")

HEADED = 7
"""Lines of content from which on a list has a line of column heads."""

WAITING = N_("waiting for data")


class RowsPane(WheeledPane, Generic[RowT], can_focus=True):
    """A list of rows, each known by ``(source, id)``; only rows in view are ever drawn.

    ``needs`` are the cells that the content of a column takes, ``wide`` the widths that columns have, ``choices``
    how people want the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows")
    nothing: tuple[str, str] = ("", N_("nothing to show"))
    columns: tuple[PaneColumn, ...] = ()

    def __init__(self, title: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(title, id=id, classes=classes)
        self.rows: Sequence[RowT] = ()
        self._own: Sequence[RowT] = ()
        self.needs: dict[str, int] = {}
        self.top = 0
        self.cursor = 0
        self.chosen: tuple[str, str] | None = None
        self.choices = Choices()
        self.placed: tuple[Placed, ...] = ()
        self.wide: Mapping[str, int] = {}
        self._spaces: list[int] = []
        self._still: dict[int, Mapping[str, Cell | tuple[Cell, ...]]] = {}
        self._placed_for: tuple[object, ...] = ()
        self._room = 1

    def find(self, floor: Floor) -> Sequence[RowT]:
        """Return the floor's rows in the order of the list."""
        raise NotImplementedError

    def key(self, row: RowT) -> tuple[str, str]:
        """Return what a row is known by while its place changes."""
        raise NotImplementedError

    def cells(self, row: RowT) -> Mapping[str, Cell | tuple[Cell, ...]]:
        """Return a row's cells by column name, each as wide as its column; an absent one is blank."""
        raise NotImplementedError

    def ticking(self, row: RowT) -> Mapping[str, Cell]:
        """Return those of a row's cells that time alone changes."""
        return {}

    def sort_keys(self) -> SortKeys:
        """Return by which columns the list can be sorted, each with what it compares; None stands last."""
        return {}

    def orders(self) -> list[str]:
        """Return what the list can be sorted by now, in turn: the columns that are shown."""
        keys = self.sort_keys()
        return [column.name for column, _ in self.placed if column.name in keys]

    def falls(self, column: str) -> bool:
        """Return whether a column is sorted with the largest first, until somebody turns it."""
        return False

    def breached(self, row: RowT) -> bool:
        """Return whether the row's promise is broken by now."""
        return False

    def opening(self, row: RowT) -> Message | None:
        """Return the message that opens a row."""
        raise NotImplementedError

    def missing(self) -> str | None:
        """Return what the source lacks, if this pane cannot show anything."""
        raise NotImplementedError

    def whole(self) -> int:
        """Return how many rows there are, those beyond the cut included."""
        return len(self.rows)

    def took(self, floor: Floor) -> None:
        """Take the new rows."""
        self.fill(self.find(floor))

    def fill(self, rows: Sequence[RowT]) -> None:
        """Take rows, in the order that was chosen; the cursor stays on its row, wherever that went."""
        self._own = rows
        self.rows = self.choices.ordered(rows, self.sort_keys())
        self._placed_for = ()
        if self.chosen is None:
            if self.has_focus:
                self.put(self.top)
            return
        place = next((i for i, row in enumerate(self.rows) if self.key(row) == self.chosen), None)
        if place is None:
            if self.choices.followed != self.chosen:
                self.put(self.cursor)
            return
        if self.top:
            self.top = max(0, self.top + place - self.cursor)
        self.cursor = place

    def put(self, place: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        self.cursor = max(0, min(place, len(self.rows) - 1))
        self.chosen = self.key(self.rows[self.cursor]) if self.rows else None

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the heads and the rows in view."""
        missing = self.missing()
        if missing or self.floor is None:
            return self.notice("", _(missing or WAITING), width, height)
        if not self.rows:
            state, words = self.nothing
            return self.notice(state, _(words), width, height)
        self._place(width)
        foot = self.foot(width, height)
        head = []
        if height >= HEADED:
            head = [heads(self.placed, self._spaces, self.choices.column, down=self.choices.down, ascii=self.ascii)]
        self._room = max(1, height - len(head) - len(foot))
        self._scroll()
        rows = [self._row(i) for i in range(self.top, min(self.top + self._room, len(self.rows)))]
        blank: list[Line] = [()] * (self._room - len(rows))
        return head + rows + blank + foot

    def _place(self, width: int) -> None:
        """Place the columns anew when the rows, the width or the glyphs have changed."""
        if self._placed_for == (width, self.ascii):
            return
        self._room_for_arrow()
        self.placed = self.placing(width)
        self.wide = {column.name: cells for column, cells in self.placed}
        self._spaces = gaps([column for column, _ in self.placed], width)
        self._still = {}
        self._placed_for = (width, self.ascii)

    def _room_for_arrow(self) -> None:
        """Make the sorted column wide enough for its head and the arrow."""
        for column in self.columns:
            if column.name == self.choices.column:
                self.needs[column.name] = max(self.needs.get(column.name, 0), cell_len(column.words) + 1)

    def placing(self, width: int) -> tuple[Placed, ...]:
        """Return the columns that fit."""
        return place(self.offered(), width, self.needs)

    def offered(self) -> list[PaneColumn]:
        """Return the columns that were not left out; the most important always stay."""
        return [column for column in self.columns if column.rank == 0 or column.name not in self.choices.hidden]

    def words(self, name: str, text: str | None, role: str = "", *, right: bool = False) -> Cell:
        """Return text, whoever wrote it, as the cell of a column."""
        return Cell(safe(text, self.wide.get(name, 0), right=right, ascii=self.ascii), role)

    def foot(self, width: int, height: int) -> list[Line]:
        """Return lines that stay at the pane's foot: what is to be known of the list."""
        note = self.note()
        if not note or height < HEADED:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(_(note), width, 2, ascii=self.ascii)]

    def note(self) -> str | None:
        """Return what is to be known of what the pane shows, if anything."""
        return None

    def position(self) -> str:
        """Return which rows are in view, empty while all are."""
        if self.choices.followed is not None and all(self.key(row) != self.choices.followed for row in self.rows):
            return _("the followed row is not in the list now")
        whole = self.whole()
        shown = min(self.top + self._room, len(self.rows)) - self.top
        if not self.rows or shown >= whole:
            return ""
        dash = "-" if self.ascii else "–"
        rows = f"{number(self.top + 1)}{dash}{number(self.top + shown)}"
        return _("{rows} of {n}").format(rows=rows, n=number(whole))

    def _scroll(self) -> None:
        if self.has_focus and self.chosen is not None:
            self.top = max(min(self.top, self.cursor), self.cursor - self._room + 1)
        self.top = max(0, min(self.top, len(self.rows) - self._room))

    def _row(self, i: int) -> Line:
        row = self.rows[i]
        still = self._still.get(i)
        if still is None:
            still = self._still[i] = self.cells(row)
        ticking = self.ticking(row)
        line: list[Cell] = []
        for (column, wide), space in zip(self.placed, self._spaces, strict=True):
            cell = ticking.get(column.name) or still.get(column.name) or Cell(" " * wide)
            line += (cell,) if isinstance(cell, Cell) else cell
            if space:
                line.append(Cell(" " * space, line[-1].role if column.tight else ""))
        key = self.key(row)
        if (self.has_focus and i == self.cursor and self.chosen == key) or key == self.choices.followed:
            line = [Cell(text, role + CURSOR) for text, role in line]
        return merged(line)

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.put(self.cursor + step)
        self.redraw()

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.action_move(pages * max(1, self._room - 1))

    def action_jump(self, place: int) -> None:
        """Put the cursor on the first row (0) or the last (-1)."""
        self.put(len(self.rows) - 1 if place < 0 else place)
        self.redraw()

    def action_breach(self, step: int) -> None:
        """Put the cursor on the next breached row, or the one before; round and round."""
        late = [i for i, row in enumerate(self.rows) if self.breached(row)]
        if late:
            ahead = [i for i in late if i > self.cursor] if step > 0 else [i for i in late[::-1] if i < self.cursor]
            self.action_jump(ahead[0] if ahead else late[0 if step > 0 else -1])

    def action_sort(self) -> None:
        """Sort by the next column that is shown and can be sorted by."""
        self.choices.next_column(self.orders())
        self.choices.down = self.choices.column is not None and self.falls(self.choices.column)
        self.reorder()

    def _sort_at(self, x: int) -> None:
        """Sort by the column at a place of the heads, the other way round if it is sorted by that already."""
        name = column_at(x, self.placed, self._spaces)
        if name is None:
            return
        if name == self.choices.column:
            self.action_turn()
        elif name in self.sort_keys():
            self.choices.column, self.choices.down = name, self.falls(name)
            self.reorder()

    def action_turn(self) -> None:
        """Sort the other way round."""
        if self.choices.column is not None:
            self.choices.down = not self.choices.down
            self.reorder()

    def reorder(self) -> None:
        """Order the rows anew as chosen."""
        self._placed_for = ()
        self.fill(self._own)
        self.redraw()
        self.post_message(ModeChanged(f"{self.id} sort", self.choices.column is not None, self._unsort))

    def _unsort(self) -> None:
        self.choices.column = None
        self.reorder()

    def action_unassigned(self) -> None:
        """Show only what nobody has, or everything again (for lists that tell who has what)."""

    def action_follow(self) -> None:
        """Keep the cursor on this row wherever it goes, or stop that."""
        self.choices.followed = None if self.choices.followed is not None else self.chosen
        self.redraw()
        self.post_message(ModeChanged(f"{self.id} follow", self.choices.followed is not None, self._unfollow))

    def _unfollow(self) -> None:
        self.choices.followed = None
        self.redraw()

    def row_text(self) -> str:
        """Return the row under the cursor as text, its cells parted by tabs; empty without one."""
        if not self.rows or self.chosen is None or not self.placed:
            return ""
        row = self.rows[min(self.cursor, len(self.rows) - 1)]
        cells = {**self.cells(row), **self.ticking(row)}
        shown = [cells.get(column.name, Cell("")) for column, _ in self.placed]
        return "\t".join(one.text.strip() if isinstance(one, Cell) else "".join(c.text for c in one) for one in shown)

    def action_copy(self) -> None:
        """Copy the row under the cursor, through OSC 52."""
        text = self.row_text()
        if text:
            self.app.copy_to_clipboard(text)

    def action_columns(self) -> None:
        """Ask which columns are to be shown."""
        self.post_message(ChooseColumns(self))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.rows and self.chosen is not None:
            message = self.opening(self.rows[min(self.cursor, len(self.rows) - 1)])
            if message is not None:
                self.post_message(message)

    def watch_has_focus(self, focused: bool) -> None:
        """Show the cursor, where it was or on the first row in view, or hide it."""
        super().watch_has_focus(focused)
        if focused and self.chosen is None:
            self.put(self.top)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Open the row that was clicked, or sort by the column whose head was."""
        offset = event.get_content_offset(self)
        if offset is None or not self.rows:
            return
        headed = self.content_size.height >= HEADED
        if headed and offset.y == 0:
            self._sort_at(offset.x)
            return
        place = self.top + offset.y - headed
        if self.top <= place < min(self.top + self._room, len(self.rows)):
            self.put(place)
            self.redraw()
            self.action_open()

    def wheel(self, step: int) -> None:
        """Scroll by rows, the cursor with it while it would leave the view."""
        self.top = max(0, min(self.top + step, len(self.rows) - self._room))
        if self.has_focus and self.chosen is not None:
            self.put(max(self.top, min(self.cursor, self.top + self._room - 1)))
        self.redraw()
