"""The prompt that takes a fired trigger up: which one, who looks into it, and until when."""

import getpass
import os
from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cxtui.console.messages import TakeUp
from cxtui.console.screens.closing import ClosesOnce
from cxtui.desk import Firing
from cxtui.language import _
from cxtui.text.plain import safe

DAYS = 7
"""Days from today until which a trigger is looked into, unless somebody says otherwise."""

LONGEST = 500


class AcknowledgePrompt(ClosesOnce, ModalScreen[TakeUp | None]):
    """Triggers that stand and that nobody took up, with an owner, a due day and a note; Enter takes the chosen one up.

    ``today`` is the floor's local day.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    AcknowledgePrompt {
        align: center middle;
        background: $ground 40%;
        & > Vertical {
            width: 74; max-width: 96%; height: auto; max-height: 96%;
            color: $ink; background: $strip; border: round $accent; padding: 0 1;
            border-title-color: $accent; border-subtitle-color: $faint;
        }
        & > Vertical.-ascii { border: ascii $accent; }
        #triggers { height: auto; max-height: 8; }
        .word { height: 1; color: $faint; }
        #wrong { height: auto; color: $bad; text-style: $bad-style; }
        Input {
            height: 1; border: none; padding: 0; color: $ink; background: $ground;
            &:focus { border: none; background-tint: $ink 0%; }
            & > .input--cursor { color: $ground; background: $ink; text-style: none; }
            & > .input--selection { color: $cursor-ink; background: $cursor; }
        }
    }
    """

    def __init__(self, firings: Sequence[Firing], today: date, ascii: bool = False) -> None:
        super().__init__()
        self._firings = tuple(firings)
        self._at = 0
        self._ascii = ascii
        self._triggers = Static("", id="triggers", markup=False)
        self._owner = Input(me(), id="owner", max_length=LONGEST, compact=True)
        self._due = Input((today + timedelta(days=DAYS)).isoformat(), id="due", max_length=10, compact=True)
        self._note = Input("", id="note", max_length=LONGEST, compact=True)
        self._wrong = Static("", id="wrong", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the triggers, the fields, and what is wrong with them."""
        with Vertical() as box:
            yield self._triggers
            for word, field in ((_("owner"), self._owner), (_("due"), self._due), (_("note"), self._note)):
                yield Static(word, classes="word", markup=False)
                yield field
            yield self._wrong
        box.border_title = _("Acknowledge")
        box.border_subtitle = _("Enter takes it up, Esc leaves")
        box.set_class(self._ascii, "-ascii")

    def on_mount(self) -> None:
        """Begin with the owner."""
        self._say()
        self._owner.focus()

    def _say(self) -> None:
        """Show the triggers, the chosen one marked."""
        pointer = ">" if self._ascii else "▸"
        rows = [
            Content.assemble(
                (f"{pointer if i == self._at else ' '} ", "$accent"),
                (safe(f"{one.trigger}  {_(one.title)}", 68, ascii=self._ascii), "bold" if i == self._at else "$faint"),
            )
            for i, one in enumerate(self._firings)
        ]
        first = max(0, self._at - 7)
        self._triggers.update(Content("\n").join(rows[first : first + 8]))

    def action_choose(self, by: int) -> None:
        """Choose another trigger."""
        self._at = (self._at + by) % len(self._firings)
        self._say()

    def action_take(self) -> None:
        """Take the chosen trigger up, or say what is wrong."""
        owner, due, note = (field.value.strip() for field in (self._owner, self._due, self._note))
        try:
            day = date.fromisoformat(due)
        except ValueError:
            self._wrong.update(_("the due day is none; write it like 2026-03-31"))
            return
        if not owner:
            self._wrong.update(_("somebody has to own it"))
            return
        self.dismiss(
            TakeUp(
                trigger=self._firings[self._at].trigger, owner=owner, due=day.isoformat(), note=note or None, who=me()
            )
        )

    def action_leave(self) -> None:
        """Take nothing up."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Leave where the click was beside the prompt."""
        if event.widget is self:
            self.dismiss(None)


def me() -> str:
    """Return the name of whoever sits here, as far as the system tells."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else _("somebody")
