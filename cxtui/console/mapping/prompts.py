"""What the screen of a mapping asks: one of several rows, found by typing, or a name to save under."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from cxtui.console.draw.strips import Cell
from cxtui.console.keys import KeyTable, shown
from cxtui.console.picture import Picture
from cxtui.console.screens.prompt import Prompt
from cxtui.language import _
from cxtui.text.plain import fit, safe

ValueT = TypeVar("ValueT")
ROWS = 12
"""Rows that are shown together."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[ValueT]):
    """A row to choose: its value, what it says, and what is said beside it."""

    value: ValueT
    says: str
    beside: str = ""


class ChoicePrompt(Prompt, Generic[ValueT]):
    """Rows of which one is taken; with a line, what is typed there finds among them."""

    DEFAULT_CSS = """
    ChoicePrompt { align: center middle; }
    ChoicePrompt #box { width: 64; max-width: 96%; }
    """

    def __init__(
        self,
        keys: KeyTable,
        ascii: bool,
        title: str,
        choices: Sequence[Choice[ValueT]],
        take: Callable[[ValueT], object],
        now: ValueT | None = None,
        finds: bool = True,
    ) -> None:
        super().__init__(Picture(), keys, ascii, title)
        self.choices, self.take, self.finds = choices, take, finds
        self.at = next((n for n, one in enumerate(choices) if one.value == now), 0)
        self.line.display = finds
        self.line.placeholder = _("type to find")

    def on_mount(self) -> None:
        """Show the rows."""
        super().on_mount()
        if self.finds:
            self.line.focus()
        self._draw()

    @property
    def found(self) -> list[Choice[ValueT]]:
        """Return the rows that have what was typed."""
        typed = self.line.value.strip().casefold()
        return [one for one in self.choices if typed in f"{one.says} {one.beside} {one.value}".casefold()]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find."""
        if event.value:
            self.at = 0
        self._draw()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.at = max(0, min(self.at + step, len(self.found) - 1))
        self._draw()

    async def action_take(self) -> None:
        """Take the row under the cursor."""
        if self.found:
            chosen = self.found[min(self.at, len(self.found) - 1)]
            self.dismiss()
            self.take(chosen.value)

    def _draw(self) -> None:
        found = self.found
        rows = max(3, min(ROWS, self.app.size.height - 8))
        first = max(0, min(self.at - rows // 2, len(found) - rows))
        self.menu.put([self._row(one) for one in found[first : first + rows]], self.at - first)
        self.say("" if found else _("nothing is called so"), "warn")
        move = f"{shown('up', self.ascii)} {shown('down', self.ascii)}"
        self.tell_keys((self.key("open", "enter"), _("take")), (move, _("choose")),
                       (self.key("back", "escape"), _("leave")))  # fmt: skip

    def _row(self, one: Choice[ValueT]) -> tuple[Cell, ...]:
        says = fit(one.says, 40, ascii=self.ascii) if one.beside else one.says
        return (Cell(says), Cell(safe(one.beside, ascii=self.ascii), "faint"))


class SavePrompt(Prompt):
    """A line with the file's name. Enter saves; where the file is there, once more."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+u", "clear", show=False, priority=True)]
    DEFAULT_CSS = """
    SavePrompt { align: center middle; }
    SavePrompt #box { width: 64; max-width: 96%; }
    """

    def __init__(
        self, keys: KeyTable, ascii: bool, path: Path, mine: Path | None, save: Callable[[Path], str | None]
    ) -> None:
        super().__init__(Picture(), keys, ascii, _("Save the mapping as"))
        self.mine, self.save = mine, save
        self.line.value = str(path)
        self.line.select_on_focus = False
        self.asked: Path | None = None

    def on_mount(self) -> None:
        """Show the name, the cursor at its end."""
        super().on_mount()
        self.line.focus()
        self.line.cursor_position = len(self.line.value)
        self.say(_("a TOML file: cxtui import FILE --as takes it from then on"))
        self.tell_keys((self.key("open", "enter"), _("save")), (self.key("back", "escape"), _("leave")))

    def action_clear(self) -> None:
        """Empty the line."""
        self.line.value = ""

    async def action_take(self) -> None:
        """Save, unless another file of that name is there and nobody said so twice."""
        text = self.line.value.strip()
        if not text:
            self.say(_("a name is needed"), "bad")
            return
        path = Path(text).expanduser()
        path = path if path.suffix else path.with_suffix(".toml")
        if path.exists() and path not in (self.mine, self.asked):
            self.asked = path
            self.say(_("{name} is there already: Enter writes over it").format(name=safe(str(path))), "warn")
            return
        trouble = self.save(path)
        if trouble is None:
            self.dismiss()
        else:
            self.say(safe(trouble, ascii=self.ascii), "bad")
