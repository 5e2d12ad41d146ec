"""Zendesk over its API: what happens from the incremental exports, open tickets and people as they are needed."""

from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.zendesk.choices import EVERY_S, KEYS, read_choices
from cxtui.toml import TomlTable

__all__ = ["EVERY_S", "KEYS", "configure"]


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    choices = read_choices(table)
    table.text("url")
    if not table.has("secret"):
        table.fail("secret", 'is missing; say where the token is: secret = { env = "ZENDESK_TOKEN" }')

    def make(options: FeedOptions, patience: Patience) -> "Zendesk":
        return Zendesk(options, patience, choices)

    from cxtui.sources.live.zendesk.reader import Zendesk

    return make
