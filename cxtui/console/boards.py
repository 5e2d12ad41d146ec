"""The seven screens, by number and name; the modules of one are loaded when it is first gone to."""

from importlib import import_module
from typing import cast

from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.board import BoardScreen

_PLACES = {
    "floor": ("cxtui.console.screens.floor", "FloorScreen"),
    "queue": ("cxtui.console.screens.queue", "QueueScreen"),
    "response": ("cxtui.console.screens.response", "ResponseScreen"),
    "agents": ("cxtui.console.screens.agents", "AgentsScreen"),
    "escalations": ("cxtui.console.screens.escalations", "EscalationsScreen"),
    "customers": ("cxtui.console.screens.customers", "CustomersScreen"),
    "scorecard": ("cxtui.console.screens.scorecard", "ScorecardScreen"),
}

_OTHERS = {"mine": ("cxtui.console.agent.screen", "AgentScreen")}
"""Screens of consoles that have none of the seven."""

BOARDS: tuple[str, ...] = tuple(_PLACES)
"""The names of the screens; the first has number 1."""


def board(name: str, picture: Picture, keys: KeyTable, ascii: bool) -> BoardScreen:
    """Return a new screen; LookupError for a name that none has."""
    return kind(name)(picture, keys, ascii)


def kind(name: str) -> type[BoardScreen]:
    """Return the class of a screen; LookupError for a name that none has."""
    places = _PLACES | _OTHERS
    if name not in places:
        raise LookupError(f"no screen is called {name}")
    module, made = places[name]
    return cast("type[BoardScreen]", getattr(import_module(module), made))
