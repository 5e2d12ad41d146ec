"""Request Tracker over REST2: its transactions by id, its tickets and people as they are needed."""

from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.request_tracker.choices import KEYS, read_choices
from cxtui.toml import TomlTable

__all__ = ["KEYS", "configure"]


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    choices = read_choices(table)
    table.text("url")
    if not table.has("secret"):
        table.fail("secret", 'is missing; say where the token is: secret = { env = "RT_TOKEN" }')

    def make(options: FeedOptions, patience: Patience) -> "RequestTracker":
        return RequestTracker(options, patience, choices)

    from cxtui.sources.live.request_tracker.reader import RequestTracker

    return make
