"""What one Zendesk account is asked with: whose token it is, and how often its exports may be called."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cxtui.sources.live.pace import RateLimit, read_limit
from cxtui.sources.packaged import FOLDER
from cxtui.toml import TomlTable

KEYS = ("user", "exports", "tiers")
EVERY_S = 30
"""Seconds between looks: each takes two of the eight exports a minute, and history is filled in with the rest."""

ACCOUNT, EXPORTS = "200/min", "10/min"
"""What the smallest plan allows of all calls, and every plan of the incremental exports."""


@dataclass(frozen=True, slots=True)
class ZendeskChoices:
    """``user`` is whose API token it is, None for an OAuth token; ``tiers`` are those of groups by name."""

    user: str | None
    account: tuple[int, float]
    exports: tuple[int, float]
    tiers: Mapping[str, int]

    def limits(self) -> tuple[RateLimit, RateLimit]:
        """Return new limits: of all calls, and of the exports."""
        return RateLimit(*self.account), RateLimit(*self.exports)


def read_choices(table: TomlTable) -> ZendeskChoices:
    """Return what a source's table says of its Zendesk; raises UsageError."""
    user = table.text("user", None)
    if user is not None and ("@" not in user or not user.isascii() or not user.isprintable() or ":" in user):
        table.fail("user", "must be the e-mail address of the token's user, or left out for an OAuth token")
    if user is not None and user.endswith("/token"):
        table.fail("user", "is the e-mail address alone, without /token")
    tiers = table.table("tiers", optional=True)
    return ZendeskChoices(
        user=user,
        account=_limit(table, "limit", ACCOUNT),
        exports=_limit(table, "exports", EXPORTS),
        tiers={group: tiers.count(group, 1, 9) for group in tiers.data},
    )


def _limit(table: TomlTable, key: str, usual: str) -> tuple[int, float]:
    said = read_limit(table, key)
    if said is None:
        calls, _, _ = usual.partition("/")
        return int(calls), 60.0
    return said.calls, said.seconds


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return what Zendesk's words mean, as the packaged mapping of its tables says it."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads((FOLDER / "zendesk.toml").read_text("utf-8"))["words"]
    return found
