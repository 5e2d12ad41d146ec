"""What every followed source can be told in its table of ``sources.toml``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from cxtui.clock import DAY
from cxtui.sources.live.feed_batch import FollowedSource
from cxtui.sources.live.pace import Patience, RateLimit, read_limit
from cxtui.sources.live.secrets import SecretReference, check_url, read_reference
from cxtui.toml import TomlTable

KINDS: Mapping[str, str] = {
    "rt": "cxtui.sources.live.request_tracker",
    "folder": "cxtui.sources.live.folder",
    "lines": "cxtui.sources.live.lines",
    "singer": "cxtui.sources.live.singer",
    "zendesk": "cxtui.sources.live.zendesk",
    "webhook": "cxtui.sources.live.webhook",
    "queue_log": "cxtui.sources.live.queue_log",
    "sql": "cxtui.sources.live.sql",
}
"""Kinds of sources, each with the module whose ``configure`` reads its table."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
COMMON = ("kind", "every", "from", "overlap", "limit", "secret", "url", "ca_file")
HTTP = ("https", "http")
EVERY_S, OVERLAP_S, FROM_S = 5, 60, 90 * DAY


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What the table of a source says that all kinds understand; durations are seconds.

    It is asked ``every_s``, history is filled in ``from_s`` before the present, and each look goes back ``overlap_s``
    behind the newest that it knows. ``ca_file`` has the certificates of an authority that is trusted as well.
    """

    name: str
    kind: str
    every_s: int = EVERY_S
    from_s: int = FROM_S
    overlap_s: int = OVERLAP_S
    limit: RateLimit | None = None
    secret: SecretReference | None = None
    url: str | None = None
    ca_file: Path | None = None


SourceMaker = Callable[[FeedOptions, Patience], FollowedSource]


class SourceKind(Protocol):
    """A module that knows one kind of source."""

    KEYS: tuple[str, ...]
    """The keys of its own in a source's table."""

    def configure(self, table: TomlTable) -> SourceMaker:
        """Return what makes the source; raises UsageError for what its table may not say."""
        ...


@dataclass(frozen=True, slots=True)
class ConfiguredSource:
    """A source that is to be followed; ``make`` opens nothing until it is first asked."""

    options: FeedOptions
    make: SourceMaker

    @property
    def name(self) -> str:
        """Return its name, under which its rows are kept."""
        return self.options.name


def read_source(name: str, table: TomlTable) -> ConfiguredSource:
    """Return a source of its table; raises UsageError naming file, key and line."""
    if not NAME.fullmatch(name):
        table.fail("", "is no name of a source: letters, digits, - and _, at most 40")
    kind = table.choice("kind", tuple(KINDS))
    module = _module(kind)
    table.only(*COMMON, *module.KEYS)
    options = FeedOptions(
        name=name,
        kind=kind,
        every_s=table.duration("every") if table.has("every") else getattr(module, "EVERY_S", EVERY_S),
        from_s=table.duration("from") if table.has("from") else FROM_S,
        overlap_s=table.duration("overlap") if table.has("overlap") else OVERLAP_S,
        limit=read_limit(table, "limit"),
        secret=read_reference(table),
        url=check_url(table, "url", getattr(module, "SCHEMES", HTTP)).rstrip("/") if table.has("url") else None,
        ca_file=_ca_file(table),
    )
    return ConfiguredSource(options, module.configure(table))


def _ca_file(table: TomlTable) -> Path | None:
    if not table.has("ca_file"):
        return None
    path = Path(table.text("ca_file")).expanduser()
    if not path.is_absolute():
        table.fail("ca_file", "must be a whole path: whoever follows may be started anywhere")
    return path


def _module(kind: str) -> SourceKind:
    return import_module(KINDS[kind])
