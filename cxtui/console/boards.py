"""The seven screens, by number and name; the modules of one are loaded when it is first gone to."""

from importlib import import_module
from typing import cast

from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.board import BoardScreen
from cxtui.errors import UsageError
from cxtui.nearest import nearest_names

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


def named(text: str, option: str) -> str:
    """Return the name of the screen that ``6`` or ``customers`` means; UsageError, with ``option``, for any other."""
    name = text.strip().lower()
    if name.isdecimal() and 1 <= int(name) <= len(BOARDS):
        return BOARDS[int(name) - 1]
    if name in BOARDS:
        return name
    near = nearest_names(name, BOARDS)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"{option}: there is no screen {name[:40]!r}.{hint} Screens: {', '.join(BOARDS)}")


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
