"""The command palette: every action of the key table and every theme, by name."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from cxtui.console.keys import Where, shown
from cxtui.console.panes.rows import RowsPane
from cxtui.console.themes import PALETTES
from cxtui.language import _


class Actions(Provider):
    """What the palette finds."""

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Return each offer's text, help, and what it does."""
        from cxtui.console.app import CxtuiApp

        app = self.app
        assert isinstance(app, CxtuiApp)
        places: tuple[Where, ...] = ("page", "everywhere") if app.page is not None else ("board", "everywhere")
        if app.page is None and isinstance(app.board.panes[app.board.pane], RowsPane):
            places = ("board", "rows", "everywhere")
        for key in app.keys.at(*places):
            if key.id not in ("palette", "interrupt"):
                names = " ".join(shown(name, app.ascii) for name in key.keys)
                yield _(key.says), _("key {keys}").format(keys=names), partial(app.perform, key.action)
        for name in PALETTES:
            yield _("Theme: {name}").format(name=name), _("this session"), partial(setattr, app, "theme", name)

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
