"""Webhooks on their way from who takes them to who follows the source that they tell of."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cxtui.errors import StoreError, UsageError
from cxtui.importing.follow.follower import Follower
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.webhook.listener import Webhook
from cxtui.store.spool import HookSpool

log = logging.getLogger(__name__)


class HookDesk:
    """Keeps webhooks and wakes followers; what waited from before is handed out at the start."""

    def __init__(self, store: Path, followers: Sequence[Follower], clock: Callable[[], int]) -> None:
        self._spool = HookSpool(store, clock)
        self._followers: Mapping[str, Follower] = {one.options.name: one for one in followers}
        for one in followers:
            one.waking.answered = self._answered
        for kept in self._spool.waiting():
            if kept.source in self._followers:
                self._followers[kept.source].waking.wake(kept.id, kept.ticket)

    def keep(self, source: str, digest: bytes, ticket: str | None) -> bool:
        """Keep a webhook and wake who follows its source; return whether there was room."""
        try:
            kept = self._spool.keep(source, digest, ticket)
        except StoreError as error:
            log.warning("%s", error)
            return False
        if kept is not None:
            self._followers[source].waking.wake(kept.id, kept.ticket)
        return True

    def close(self) -> None:
        """Close the file in which they are kept."""
        self._spool.close()

    def _answered(self, hooks: Sequence[int]) -> None:
        try:
            self._spool.done(hooks)
        except StoreError as error:
            # They are handed out again at the next start: asking twice changes nothing.
            log.warning("%s", error)


def woken(sources: Sequence[ConfiguredSource]) -> bool:
    """Return whether some of the sources are webhooks; raises UsageError for one that wakes nobody among them."""
    hooks = [one for one in sources if one.options.kind == "webhook"]
    for one in hooks:
        wakes = one.make(one.options, Patience())
        assert isinstance(wakes, Webhook)
        others = [other.name for other in sources if other.options.kind != "webhook"]
        if wakes.wakes not in others:
            raise UsageError(
                f"{one.name}.wakes is {wakes.wakes!r}, which is not followed by this process; there are: "
                f"{', '.join(others) or 'none'}"
            )
    return bool(hooks)
