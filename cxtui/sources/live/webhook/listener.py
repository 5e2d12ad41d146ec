"""A server that takes webhooks, keeps what they say, and wakes whoever asks the helpdesk."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.webhook.choices import WebhookChoices
from cxtui.sources.live.webhook.inbox import HookInbox

if TYPE_CHECKING:
    import uvicorn

AT_ONCE = 64
"""Webhooks that are taken at once; others are told to come again."""

START_S = 10.0
"""Seconds that the server gets to start or to end in."""

SECRET_S = 5.0
"""Seconds for which a secret that was read is used."""


class Webhook:
    """Listens at an address for as long as it is followed; it has no rows of its own."""

    histories: Sequence[str] = ()

    def __init__(self, options: FeedOptions, choices: WebhookChoices, clock: Callable[[], float] = time.time) -> None:
        self.wakes = choices.wakes
        self._options, self._choices, self._clock = options, choices, clock
        self._inbox: HookInbox | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._held: tuple[Secret, float] | None = None

    def deliver_to(self, inbox: HookInbox) -> None:
        """Say where webhooks are kept; before that none are taken."""
        self._inbox = inbox

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield an empty batch once the server listens."""
        if self._thread is None or not self._thread.is_alive():
            self._start()
        yield FeedBatch({}, {})

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield nothing: webhooks have no history."""
        return iter(())

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield nothing."""
        return iter(())

    def check(self) -> FeedAccess:
        """Return where it would listen, and what the helpdesk is to be told."""
        self._secret()
        _libraries()
        self._bound().close()
        needs = (f"a webhook of the helpdesk to http://{self._address}/{self._options.name}, signed with the secret",)
        return FeedAccess((f"webhooks at {self._address}, for {self.wakes}",), (), needs)

    def close(self) -> None:
        """Stop listening; what is on its way is answered first."""
        server, thread, self._server, self._thread = self._server, self._thread, None, None
        if server is not None and thread is not None:
            server.should_exit = True
            thread.join(START_S)

    @property
    def _address(self) -> str:
        host = f"[{self._choices.host}]" if ":" in self._choices.host else self._choices.host
        return f"{host}:{self._choices.port}"

    def _start(self) -> None:
        assert self._inbox is not None
        self._secret()
        _libraries()
        import uvicorn

        from cxtui.sources.live.webhook.receiver import receiver

        bound = self._bound()
        app = receiver(self._options.name, self._choices, self._secret, self._inbox, self._clock)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", proxy_headers=False, server_header=False,
            limit_concurrency=AT_ONCE, timeout_keep_alive=5, backlog=256, timeout_graceful_shutdown=5, ws="none",
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([bound],), name=f"cxtui-hooks-{self._options.name}", daemon=True
        )
        self._thread.start()
        until = time.monotonic() + START_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise FeedError(f"the server at {self._address} does not start")
            time.sleep(0.01)

    def _bound(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._choices.host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((self._choices.host, self._choices.port))
        except OSError as error:
            bound.close()
            raise FeedError(f"cannot listen at {self._address} ({error.strerror or 'no such address'})") from None
        return bound

    def _secret(self) -> Secret:
        """Return the secret, read anew every few seconds: a new one needs no restart."""
        reference, now = self._options.secret, time.monotonic()
        assert reference is not None
        if self._held is None or now > self._held[1]:
            self._held = (reference.read(), now + SECRET_S)
        return self._held[0]


def _libraries() -> None:
    from importlib.util import find_spec

    if not find_spec("starlette") or not find_spec("uvicorn"):
        raise FeedError("webhooks need two packages more: pip install 'cxtui[serve]'")
