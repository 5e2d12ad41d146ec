"""Asking a helpdesk over HTTP: with time limits, at its pace, and with failures told by what is to be done."""

import json
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from cxtui.sources.live.failures import FeedError, FeedRefused, FeedThrottled
from cxtui.sources.live.pace import Patience, RateLimit
from cxtui.sources.live.secrets import Secret

if TYPE_CHECKING:
    import httpx

CONNECT_S, READ_S, WHOLE_S = 10.0, 20.0, 60.0
"""Seconds for a connection, between two pieces of an answer, and for all of it."""

LARGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read at most."""

PATIENCE_S = 86_400.0
"""Seconds beyond which even a Retry-After is not waited for."""

ABSENT = object()
"""What ``get`` returns for something that is not there."""


class HttpApi:
    """Reads JSON below a base address.

    ``secret`` gives what ``headers`` make headers of; both are asked anew after the helpdesk refused. ``ca_file`` has
    the certificates of an authority of one's own. ``skew_s`` is by how many seconds the helpdesk's clock is ahead of
    ours, None before its first answer.
    """

    def __init__(
        self,
        base: str,
        secret: Callable[[], Secret | None],
        headers: Callable[[Secret], Mapping[str, str]],
        patience: Patience,
        limit: RateLimit | None = None,
        clock: Callable[[], float] = time.time,
        *,
        ca_file: Path | None = None,
    ) -> None:
        self.base = base
        self.skew_s: int | None = None
        self._answered_at: int | None = None
        self._secret, self._headers = secret, headers
        self._patience, self._limit, self._clock, self._ca_file = patience, limit, clock, ca_file
        self._client: httpx.Client | None = None
        self._sent: Mapping[str, str] = {}

    def now(self) -> int:
        """Return when the helpdesk answered last, by its own clock in epoch seconds; before that our present."""
        return int(self._clock()) if self._answered_at is None else self._answered_at

    def get(
        self,
        path: str,
        params: Mapping[str, str | int] | None = None,
        *,
        absent: tuple[int, ...] = (),
        spare: bool = False,
    ) -> Any:
        """Return the JSON of an answer, ABSENT for a status that says that there is none.

        ``spare`` is work that can wait: it takes half of the room that a rate limit leaves. Raises FeedError.
        """
        import httpx

        if self._limit is not None:
            self._patience.wait(self._limit.delay(2.0 if spare else 1.0))
        client = self._connected()
        try:
            with client.stream("GET", self.base + path, params=dict(params or {}), headers=self._sent) as answer:
                self._notice_clock(answer)
                if answer.status_code in absent:
                    return ABSENT
                if answer.status_code != 200:
                    self._refused(answer)
                return self._json(answer)
        except httpx.TimeoutException:
            raise FeedError(f"{self.host} does not answer in time") from None
        except httpx.RequestError as error:
            raise FeedError(f"{self.host}: {_reason(error)}") from None

    @property
    def host(self) -> str:
        """Return host and port, as messages name them."""
        return urlsplit(self.base).netloc

    def close(self) -> None:
        """Give back connections."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> "httpx.Client":
        import httpx

        if self._client is None:
            secret = self._secret()
            self._sent = {} if secret is None else self._headers(secret)
            self._client = httpx.Client(
                # Without TLS there is nothing to verify, and the list of authorities takes long to read.
                verify=self._trusted() if self.base.startswith("https:") else False,
                timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
                headers={"User-Agent": "cxtui", "Accept": "application/json"},
                limits=httpx.Limits(max_connections=2, max_keepalive_connections=1),
            )
        return self._client

    def _trusted(self) -> ssl.SSLContext:
        """Return what certificates are held to: the authorities that are known, and the one of ``ca_file``."""
        import httpx

        context = httpx.create_ssl_context()
        if self._ca_file is not None:
            try:
                context.load_verify_locations(self._ca_file)
            except OSError as error:
                # ssl.SSLError is one, too: its words tell of OpenSSL's inside.
                missing = isinstance(error, ssl.SSLError)
                why = "has no certificate in it" if missing else f"cannot be read ({error.strerror})"
                raise FeedRefused(f"{self.host}: ca_file {self._ca_file} {why}", "no ca_file") from None
        return context

    def _json(self, answer: "httpx.Response") -> Any:
        body, until = bytearray(), time.monotonic() + WHOLE_S
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                raise FeedError(f"{self.host}: an answer of more than {LARGEST >> 20} MiB")
            if time.monotonic() > until:
                raise FeedError(f"{self.host}: an answer took more than {WHOLE_S:.0f} s")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            if answer.headers.get("content-type", "").startswith("text/html"):
                raise FeedError(f"{self.host} answers with a page, not with data: is the url right?") from None
            raise FeedError(f"{self.host}: an answer is no whole JSON") from None

    def _refused(self, answer: "httpx.Response") -> NoReturn:
        status = answer.status_code
        if status in (401, 403):
            self.close()  # the next attempt reads the secret anew
            if status == 401:
                raise FeedRefused(f"{self.host} does not know the token: give it a valid one", "token (401)")
            raise FeedRefused(
                f"{self.host} does not let this token in: give it the rights that --check names", "rights (403)"
            )
        after = self._retry_after(answer)
        if status == 429 or (status == 503 and after is not None):
            raise FeedThrottled(f"{self.host} asks for patience ({status})", after)
        if 300 <= status < 400:
            raise FeedError(f"{self.host} sends us elsewhere ({status}): is the url right?", after)
        raise FeedError(f"{self.host} answers with {status}", after)

    def _retry_after(self, answer: "httpx.Response") -> float | None:
        said = answer.headers.get("retry-after", "").strip()
        if said.isdigit():
            return min(PATIENCE_S, float(said))
        at = _date(said)
        return None if at is None else min(PATIENCE_S, max(0.0, at - self.now()))

    def _notice_clock(self, answer: "httpx.Response") -> None:
        at = _date(answer.headers.get("date", ""))
        if at is not None:
            self.skew_s, self._answered_at = round(at - self._clock()), int(at)


def _date(said: str) -> float | None:
    try:
        found = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _reason(error: Exception) -> str:
    """Return why there was no answer; only errors of the network are quoted, others may repeat what was sent."""
    import httpx

    said = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in said:
        why = said.partition("certificate verify failed: ")[2].partition(" (_ssl")[0]
        do = "" if "hostname mismatch" in why.lower() else "; if it is your own, name its authority's: ca_file"
        return f"its certificate is not to be trusted ({why or 'unknown'}){do}"
    if isinstance(error, httpx.ConnectError):
        return f"no connection ({said[:120]})"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError | httpx.CloseError):
        return "the connection was cut off"
    return f"no answer ({type(error).__name__})"


def iso_seconds(text: object) -> int | None:
    """Return the epoch seconds of an ISO 8601 instant with an offset; None for anything else, and for 1970."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None:
        return None
    return int(found.timestamp()) or None
