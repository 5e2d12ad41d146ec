"""An agent's console: the app with the screens and the keys that one agent has."""

from typing import ClassVar

from textual.binding import BindingType

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import bindings
from cxtui.console.screens.mine import MINE

__all__ = ["MINE", "MineApp"]


class MineApp(CxtuiApp, inherit_bindings=False):
    """A console on the feed of one agent."""

    FIRST: ClassVar[str] = "mine"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere", MINE)
