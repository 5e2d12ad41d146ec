"""The looks a console starts with: the user's own settings, over which the command line goes."""

from dataclasses import replace

from cxtui.errors import UsageError
from cxtui.settings import Looks, load_looks


def looks(*, theme: str | None = None, ascii: bool = False, mouse: bool = True) -> Looks:
    """Return the user's looks with what the command line asks for; UsageError names the nearest theme."""
    from difflib import get_close_matches

    from cxtui.console.keys import TABLE
    from cxtui.console.themes import PALETTES

    own = load_looks(actions=[key.id for key in TABLE], themes=PALETTES)
    if theme is not None and theme not in PALETTES:
        near = get_close_matches(theme, PALETTES, 1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(PALETTES)}"
        raise UsageError(f"no theme is called {theme[:40]!r}; {meant}")
    return replace(own, theme=theme or own.theme, ascii=own.ascii or ascii, mouse=own.mouse and mouse)
