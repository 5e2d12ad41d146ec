"""Where webhooks are put by the server that takes them."""

from typing import Protocol


class HookInbox(Protocol):
    """Where webhooks are kept until whoever they wake has asked the helpdesk; used by the server's thread."""

    def keep(self, source: str, digest: bytes, ticket: str | None) -> bool:
        """Keep that something happened to a ticket of a source, on the disk; return whether there was room.

        Whoever follows the source is woken. One that is known by its digest is kept once.
        """
        ...
