"""A helpdesk's own database, read by the queries of a folder: one ``.sql`` file a table of ours."""

from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.sql.choices import KEYS, read_choices
from cxtui.toml import TomlTable

__all__ = ["KEYS", "SCHEMES", "configure"]

SCHEMES = ("postgresql", "postgres", "mysql", "mariadb")
"""What the address of a database can begin with."""


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    choices = read_choices(table)
    table.text("url")

    def make(options: FeedOptions, patience: Patience) -> "SqlSource":
        return SqlSource(options, patience, choices)

    from cxtui.sources.live.sql.reader import SqlSource

    return make
