"""The app of ``cxtui map``: it wires a sketch, the screen that shows it and the trial of it together."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from cxtui.console.bar import Bar
from cxtui.console.keys import TABLE, KeyTable, bindings, shown
from cxtui.console.mapping.editing import MapScreen
from cxtui.console.mapping.prompts import Choice, ChoicePrompt
from cxtui.console.mapping.trials import Trials
from cxtui.console.terminal.colours import few_colours, no_colour
from cxtui.console.terminal.driver import driver
from cxtui.console.themed import Themed, colourless
from cxtui.console.themes import OPPOSITE
from cxtui.language import _
from cxtui.sources.drafting.sketch import Sketch

OWN = ("quit", "theme", "help", "back", "interrupt")
HELPED = ("open", "next_pane", "help", "theme", "quit")
"""Keys that the help names behind those of the screen's own."""


class MapApp(Themed, inherit_bindings=False):
    """A mapping that a person makes of a sketch.

    Of ``output``, ``store`` and ``helpdesk`` see its main screen, whose ``outcome`` says in the end what is wanted.
    """

    TITLE = "cxtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("everywhere", [key for key in TABLE if key.id in OWN and key.id != "back"]),
        Binding("escape", "quit", show=False, id="back"),
    ]
    COMMANDS = set()  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        sketch: Sketch,
        output: Path,
        store: Path,
        *,
        theme: str = "dark",
        keys: KeyTable | None = None,
        ascii: bool = False,
        no_color: bool = False,
        slow: bool = False,
        helpdesk: str = "",
        trials: Trials | None = None,
    ) -> None:
        plain = colourless(no_color)
        with no_colour(plain), few_colours(slow):
            super().__init__(ansi_color=True if plain else None, driver_class=driver(False, slow, None))
        self.wear(theme, plain)
        self.keys, self.ascii = keys or KeyTable(), ascii
        self.every_second: Callable[[], object] = lambda: None
        self.main = MapScreen(sketch, self.keys, ascii, output, store, helpdesk, trials)
        self.set_keymap(self.keys.keymap())

    def get_default_screen(self) -> Screen[None]:
        """Start on the one screen."""
        return self.main

    @property
    def leaving(self) -> frozenset[str]:
        """Return the keys that end the app at once: none, since something may be lost."""
        return frozenset()

    def on_mount(self) -> None:
        """Look every second whether the terminal is there."""
        self.set_interval(1, lambda: self.every_second())

    async def action_quit(self) -> None:
        """Leave; what would be lost is asked about."""
        if self.screen is self.main:
            self.main.leave()

    async def action_interrupt(self) -> None:
        """Leave, as the key for that does."""
        await self.action_quit()

    def action_toggle_dark(self) -> None:
        """Change between dark and light."""
        self.theme = OPPOSITE.get(self.theme, "light")

    def action_help(self) -> None:
        """Say what the keys do; the row that is taken does it."""
        if self.screen is not self.main:
            return
        listed = [*self.keys.at("map"), *(self.keys.of(id) for id in HELPED)]
        choices = [
            Choice(key.action, _(key.says), " ".join(shown(one, self.ascii) for one in key.keys)) for key in listed
        ]
        self.push_screen(
            ChoicePrompt(
                self.keys, self.ascii, _("What the keys do"), choices, lambda one: self.call_later(self._do, one)
            )
        )

    async def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Do what the clicked word stands for."""
        await self._do(message.action)

    async def _do(self, action: str) -> None:
        """Do what a key does, where its action is."""
        name = f"action_{action.partition('(')[0]}"
        for place in (self.screen.focused, self.screen, self):
            if place is not None and hasattr(place, name):
                await self.run_action(action, place)
                return
