"""How each followed source is: a small file beside the store, written every round, and never in the store."""

from cxtui.health.files import health_file, read_all, remove, write
from cxtui.health.model import FeedHealth, FeedState, FillHealth

__all__ = ["FeedHealth", "FeedState", "FillHealth", "health_file", "read_all", "remove", "write"]
