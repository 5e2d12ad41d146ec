"""What is asked over a screen: a small box with rows to choose from, an input line, and the words under it.

Escape leaves it and changes nothing. The keys for moving, taking and leaving are those of the key table, so that they
can be remapped; where an input line takes letters, only keys that are none.
"""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cxtui.console.asking import Asking
from cxtui.console.bar import Bar
from cxtui.console.draw.strips import Cell, Line, merged, width_of
from cxtui.console.keys import KeyTable, shown
from cxtui.console.messages import QueryAnswered, QueryWanted
from cxtui.console.panes.pane import CURSOR, Pane
from cxtui.console.picture import Picture
from cxtui.console.screens.closing import ClosesOnce
from cxtui.kpis.query import Query
from cxtui.text.plain import cut

_ALWAYS = {"escape": "leave", "enter": "take", "up": "move(-1)", "down": "move(1)"}
"""Keys that work in every prompt, whatever else the key table gives their actions."""


class Menu(Pane):
    """Rows of which one may be under the cursor; ``cursor`` is -1 for none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--accent"}
    DEFAULT_CSS = """
    Menu {
        border: none; padding: 0; height: auto; background: $strip;
        & > .pane--accent { color: $accent; }
    }
    Menu.-ascii { border: none; }
    """

    def __init__(self) -> None:
        super().__init__("")
        self.rows: list[Line] = []
        self.cursor = -1

    def put(self, rows: Iterable[Line], cursor: int) -> None:
        """Show other rows."""
        self.rows = list(rows)
        self.cursor = cursor
        self.styles.height = len(self.rows)
        self.display = bool(self.rows)
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the rows, the one under the cursor marked by a glyph and its ground."""
        return [self._row(i, row, width) for i, row in enumerate(self.rows[:height])]

    def _row(self, i: int, row: Line, width: int) -> Line:
        here = i == self.cursor
        mark = (">" if self.ascii else "▸") if here else " "
        line: list[Cell] = [Cell(f"{mark} ")]
        for cell in row:
            room = width - width_of(tuple(line))
            line.append(Cell(cut(cell.text, room, ascii=self.ascii), cell.role))
        line.append(Cell(" " * max(0, width - width_of(tuple(line)))))
        return merged([Cell(text, role + CURSOR) for text, role in line] if here else line)


class Prompt(ClosesOnce, Asking, ModalScreen[None], inherit_bindings=False):
    """A box over a screen; a subclass says what is in it, and what taking it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, action, show=False, id=id)
            for (key, action), id in zip(_ALWAYS.items(), ("back", "open", "up", "down"), strict=True)
        ),
        Binding("ctrl+c", "interrupt", show=False, priority=True, id="interrupt"),
    ]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Prompt {
        background: $ground 60%;
        #box { height: auto; background: $strip; border: round $accent; border-title-color: $accent; padding: 0 1; }
        #box.-ascii { border: ascii $accent; }
        #note { height: auto; color: $faint; background: $strip; }
        #note.-bad { color: $bad; text-style: $bad-style; }
        #note.-warn { color: $warn; }
        Input {
            border: none; height: 1; padding: 0; background: $ground; color: $ink;
            &:focus { border: none; background: $ground; background-tint: $ground 0%; }
            & > .input--cursor { color: $ground; background: $ink; text-style: none; }
            & > .input--selection { background: $cursor; }
            & > .input--placeholder { color: $faint; }
            & > .input--suggestion { color: $faint; }
        }
        Bar { background: $strip; }
    }
    """

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, title: str) -> None:
        super().__init__()
        self.picture = picture
        self.keys = keys
        self.ascii = ascii
        self.menu = Menu()
        self.menu.ascii = ascii
        self.line = Input(id="line", compact=True)
        self.note = Static("", id="note", markup=False)
        self.foot = Bar(id="keys")
        self.box = Vertical(id="box")
        self.box.border_title = title
        self.box.set_class(ascii, "-ascii")

    def compose(self) -> ComposeResult:
        """Lay out the box: the rows, the line, the words under it, and the keys."""
        with self.box:
            yield self.menu
            yield self.line
            yield self.note
            yield self.foot

    def queries(self) -> tuple[Query, ...]:
        """Return what the prompt wants to know."""
        return ()

    def answer(self, message: QueryAnswered) -> None:
        """Take an answer."""

    def on_mount(self) -> None:
        """Ask for what is wanted."""
        self.post_message(QueryWanted())

    def say(self, words: str, state: str = "") -> None:
        """Say something under the line: ``bad`` what is wrong, ``warn`` what may be meant otherwise."""
        self.note.set_class(state == "bad", "-bad")
        self.note.set_class(state == "warn", "-warn")
        self.note.update(words)

    def tell_keys(self, *keys: tuple[str, str]) -> None:
        """Show keys and what they do at the foot of the box."""
        cells: list[Cell] = []
        for name, word in keys:
            cells += [Cell(f"{name} ", "accent"), Cell(f"{word}  ", "faint")]
        self.foot.say(tuple(cells))

    def key(self, id: str, usual: str) -> str:
        """Return how the key of an action is written; where people type, one that is no letter."""
        keys = self.keys.of(id).keys
        wanted = next((key for key in keys if len(key) > 1 or not self.line.has_focus), usual)
        return shown(wanted, self.ascii)

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does here always, where the key table gave its action another one."""
        if event.key in _ALWAYS:
            event.stop()
            await self.run_action(_ALWAYS[event.key])

    async def on_input_submitted(self) -> None:
        """Take what was written: the line keeps Enter to itself."""
        await self.action_take()

    def action_leave(self) -> None:
        """Close, and change nothing."""
        self.dismiss()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""

    async def action_take(self) -> None:
        """Take what is under the cursor, or what was written."""

    async def action_interrupt(self) -> None:
        """Do what the key does everywhere."""
        await self.app.run_action("interrupt", self.app)
