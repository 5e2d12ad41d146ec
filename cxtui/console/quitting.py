"""How the app ends when somebody wants that: ahead of whatever else was asked for, and soon."""

from textual import events

from cxtui.console.keys import ASKS, LASTS, KeyTable
from cxtui.console.terminal.backlog import QuitKeys
from cxtui.console.themed import Themed


class Quitting(Themed, inherit_bindings=False):
    """The part of the app that ends it."""

    keys: KeyTable
    _quits = False

    @property
    def leaving(self) -> frozenset[str]:
        """Return the keys that end the app, and need not wait for what was typed before them."""
        return self._named("quit", "interrupt")

    @property
    def quit_keys(self) -> QuitKeys:
        """Return the keys that end the app for certain, and what may stand in their way."""
        return QuitKeys(self._named("quit"), self._named(*ASKS), self._named(*LASTS))

    def quit_now(self) -> None:
        """End the app, from any thread, without handling what was typed before."""
        self._quits = True
        (self.end_process or self.exit)()

    async def action_quit(self) -> None:
        """End the app."""
        self.quit_now()

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, but for input once the app is about to end."""
        if not (self._quits and isinstance(event, events.InputEvent | events.Paste)):
            await super().on_event(event)

    def _named(self, *ids: str) -> frozenset[str]:
        return frozenset(key for one in self.keys.table if one.id in ids for key in one.keys)
