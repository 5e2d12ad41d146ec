"""Asterisk's ``queue_log``, read as it grows and over its rotation."""

from pathlib import Path

from cxtui.sources.live.options import SourceMaker
from cxtui.sources.live.queue_log.reader import QueueLog
from cxtui.toml import TomlTable

__all__ = ["EVERY_S", "KEYS", "configure"]

KEYS = ("path",)
EVERY_S = 1
"""Seconds between two looks: one that finds nothing is a look at the file's size."""


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    path = Path(table.text("path")).expanduser()
    if not path.is_absolute():
        table.fail("path", "must be a whole path: whoever follows may be started anywhere")
    return lambda options, patience: QueueLog(path)
