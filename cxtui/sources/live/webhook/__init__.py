"""Webhooks: a helpdesk says that something happened, and whoever follows it asks at once."""

from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.webhook.choices import KEYS, read_choices
from cxtui.toml import TomlTable

__all__ = ["EVERY_S", "KEYS", "configure"]

EVERY_S = 5
"""Seconds between two looks at whether it still listens."""


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    choices = read_choices(table)
    if not table.has("secret"):
        table.fail("secret", 'is missing; say where the secret is that signs: secret = { env = "HOOK_SECRET" }')

    def make(options: FeedOptions, patience: Patience) -> "Webhook":
        return Webhook(options, choices)

    from cxtui.sources.live.webhook.listener import Webhook

    return make
