"""Which page of the wall stands for each of the console's screens; a page's module is loaded when it is wanted."""

from importlib import import_module
from typing import cast

from cxtui.console.wall.pages.page import WallPage

_PLACES = {
    "floor": ("ahead", "AheadPage"), "queue": ("volume", "VolumePage"), "response": ("levels", "LevelsPage"),
    "agents": ("people", "PeoplePage"), "escalations": ("late", "LatePage"), "customers": ("staying", "StayingPage"),
    "scorecard": ("teams", "TeamsPage"),
}  # fmt: skip


def wall_page(name: str) -> type[WallPage]:
    """Return the class of a page; LookupError for a name that none has, and what keeps it from being loaded."""
    if name not in _PLACES:
        raise LookupError(f"no page is called {name}")
    module, made = _PLACES[name]
    return cast("type[WallPage]", getattr(import_module(f"cxtui.console.wall.pages.{module}"), made))
