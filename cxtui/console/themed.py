"""An app in one of our themes, in few colours or in none."""

import os

from cxtui.console.terminal.textual_private import QuietApp
from cxtui.console.themes import PALETTES, themes, variables


def colourless(wanted: bool) -> bool:
    """Return whether nothing may have a colour: where that is ``wanted``, or ``NO_COLOR`` stands in the environment."""
    return wanted or "NO_COLOR" in os.environ


class Themed(QuietApp, inherit_bindings=False):
    """The part of an app that knows our themes."""

    def wear(self, theme: str, plain: bool) -> None:
        """Take a theme, the one without colours where it is to be ``plain``."""
        for one in themes():
            self.register_theme(one)
        self.theme = "mono" if plain else theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the dark palette, for the moment before a theme of ours is in force."""
        return variables(PALETTES["dark"])
