"""The command palette: every action of the key table and every theme, by name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from cxtui.console.keys import KeyTable, Where, shown
from cxtui.console.screens.closing import ClosesOnce
from cxtui.console.themes import PALETTES
from cxtui.language import _


class Offering(Protocol):
    """What the palette needs of the app that it opens over."""

    keys: KeyTable
    ascii: bool

    @property
    def places(self) -> tuple[Where, ...]:
        """Return the places whose keys do something now."""
        ...

    def perform(self, action: str) -> object:
        """Do what a key of that action would do."""
        ...


class SearchPalette(ClosesOnce, CommandPalette):
    """The screen on which they are searched."""


class Actions(Provider):
    """What the palette finds."""

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Return each offer's text, help, and what it does."""
        app = cast(Offering, self.app)
        for key in app.keys.at(*app.places):
            if key.id not in ("palette", "interrupt"):
                names = " ".join(shown(name, app.ascii) for name in key.keys)
                yield _(key.says), _("key {keys}").format(keys=names), partial(app.perform, key.action)
        for name in PALETTES:
            yield _("Theme: {name}").format(name=name), _("this session"), partial(setattr, self.app, "theme", name)

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for text, help, run in self._offers():
            yield DiscoveryHit(Content(text), run, text, help)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for text, help, run in self._offers():
            score = matcher.match(text)
            if score > 0:
                yield Hit(score, matcher.highlight(text), run, text, help)
