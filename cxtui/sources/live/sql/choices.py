"""What the table of a source says of its database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cxtui import canonical
from cxtui.clock import known_zone
from cxtui.sources.live.sql.mapping import SERVER, SqlMapping, find_mapping, read_mapping
from cxtui.toml import TomlTable

KEYS = ("mapping", "zone", "prefix", "statuses", "priorities", "tiers", "bots", "timeout")
TIMEOUT_S = 30
_PREFIX = re.compile(r"[A-Za-z0-9_]{0,40}")


@dataclass(frozen=True, slots=True)
class SqlChoices:
    """The mapping with the source's own words in it, tiers of teams and programs by id or name.

    ``zone`` is that of times without one, ``timeout_s`` how long a query may take in seconds.
    """

    mapping: SqlMapping
    zone: str
    tiers: Mapping[str, int]
    bots: frozenset[str]
    timeout_s: int = TIMEOUT_S


def read_choices(table: TomlTable) -> SqlChoices:
    """Return what a source's table says; raises UsageError, also for what is wrong with the mapping."""
    prefix = table.text("prefix", None, blank=True)
    if prefix is not None and not _PREFIX.fullmatch(prefix):
        table.fail("prefix", "is no beginning of a table's name: letters, digits and _")
    mapping = read_mapping(find_mapping(table, "mapping"), prefix)
    statuses = table.table("statuses", optional=True)
    priorities = table.table("priorities", optional=True)
    for word in statuses.data:
        statuses.choice(word, canonical.STATUSES)
    tiers = table.table("tiers", optional=True)
    zone = table.text("zone", mapping.zone)
    if zone != SERVER and known_zone(zone) is None:
        table.fail("zone", f"{zone[:40]!r} is no zone of the IANA database, such as Europe/Warsaw")
    return SqlChoices(
        mapping=replace(
            mapping,
            statuses={**mapping.statuses, **_own(statuses)},
            priorities={**mapping.priorities, **_own(priorities)},
        ),
        zone=zone,
        tiers={team: tiers.count(team, 1, 9) for team in tiers.data},
        bots=frozenset(table.texts("bots")) if table.has("bots") else frozenset(),
        timeout_s=table.duration("timeout") if table.has("timeout") else TIMEOUT_S,
    )


def _own(words: TomlTable) -> dict[str, str]:
    return {word: words.text(word) for word in words.data}
