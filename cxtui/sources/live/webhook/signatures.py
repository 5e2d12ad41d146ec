"""Whether a webhook comes from who it says, and when: signatures over the raw body, by vendor."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cxtui.sources.live.http import iso_seconds
from cxtui.sources.live.secrets import Secret

WINDOW_S = 300
"""Seconds by which the instant of a signature may differ from ours."""

DEEP = 5
"""Steps into a body at which a ticket's id is looked for at most."""


@dataclass(frozen=True, slots=True)
class SignatureScheme:
    """How somebody signs: an HMAC of ``algorithm`` over the body, behind the instant and ``joint`` where it has one.

    ``header`` and ``timestamp`` are names of headers in lower case; ``ticket`` are places of a ticket's id in the body.
    """

    header: str
    algorithm: Literal["sha1", "sha256"] = "sha256"
    written: Literal["hex", "base64"] = "hex"
    prefix: str = ""
    timestamp: str | None = None
    joint: str = "."
    ticket: tuple[str, ...] = ("ticket.id", "ticket_id", "id")


VENDORS: Mapping[str, SignatureScheme] = {
    "zendesk": SignatureScheme(
        "x-zendesk-webhook-signature", written="base64", timestamp="x-zendesk-webhook-signature-timestamp", joint="",
        ticket=("detail.id", "ticket.id", "ticket_id", "id"),
    ),
    "chatwoot": SignatureScheme(
        "x-chatwoot-signature", prefix="sha256=", timestamp="x-chatwoot-timestamp", ticket=("conversation.id", "id")
    ),
    "zammad": SignatureScheme("x-hub-signature", "sha1", prefix="sha1=", ticket=("ticket.id",)),
    "hmac": SignatureScheme("x-signature", prefix="sha256="),
}  # fmt: skip
"""Who signs how. Of a generic one the prefix may be left out, and headers are named by the user."""


def verified(scheme: SignatureScheme, secret: Secret, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Return whether a body is signed with a secret, and not longer ago (or ahead) than the window."""
    text = ""
    if scheme.timestamp is not None:
        text = headers.get(scheme.timestamp, "")
        at = _instant(text)
        if at is None or abs(now - at) > WINDOW_S:
            return False
        text += scheme.joint
    made = hmac.new(secret.text().encode(), text.encode("latin-1", "replace") + body, scheme.algorithm)
    wanted = base64.b64encode(made.digest()) if scheme.written == "base64" else made.hexdigest().encode()
    given = headers.get(scheme.header, "").removeprefix(scheme.prefix)
    return hmac.compare_digest(wanted, given.encode("latin-1", "replace"))


def digest_of(scheme: SignatureScheme, headers: Mapping[str, str], now: float) -> bytes:
    """Return what tells one webhook from another: of those that have no instant, only within one second."""
    signed = headers.get(scheme.header, "")
    apart = headers.get(scheme.timestamp, "") if scheme.timestamp else str(int(now))
    return hashlib.sha256(f"{signed} {apart}".encode()).digest()


def ticket_of(body: bytes, places: Sequence[str]) -> str | None:
    """Return the id of the ticket that a body names, None where it names none that we find."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    for place in places:
        found: Any = document
        for step in place.split(".")[:DEEP]:
            found = found.get(step) if isinstance(found, Mapping) else None
        if isinstance(found, int | str) and not isinstance(found, bool) and 0 < len(str(found)) <= 64:
            return str(found)
    return None


def _instant(text: str) -> float | None:
    if text.isascii() and text.isdigit() and len(text) <= 11:
        return float(text)
    return iso_seconds(text)
