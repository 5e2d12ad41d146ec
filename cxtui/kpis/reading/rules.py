"""The leaderboard's rules as the store's settings have them."""

from cxtui.kpis.rules import Part, Rules
from cxtui.settings import StoreSettings


def rules_of(settings: StoreSettings) -> Rules:
    """Return the rules of a store's settings."""
    board = settings.leaderboard
    parts = tuple(Part(c.name, c.group, c.weight, c.worst, c.best) for c in board.components)
    return Rules(board.groups, parts, board.min_n)
