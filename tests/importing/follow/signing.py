"""Webhooks signed as the documentation of their vendors says."""

import base64
import hashlib
import hmac

from tests.sources.live.rt_stub import iso

SECRET = "marker-hook-5f2d"
WINDOW = 300


def signed(vendor: str, body: bytes, at: float, secret: str = SECRET) -> dict[str, str]:
    """Sign a body as the documentation of a vendor says."""
    key = secret.encode()
    if vendor == "zendesk":
        when = iso(int(at))
        digest = hmac.digest(key, when.encode() + body, "sha256")
        return {
            "X-Zendesk-Webhook-Signature": base64.b64encode(digest).decode(),
            "X-Zendesk-Webhook-Signature-Timestamp": when,
        }
    if vendor == "chatwoot":
        made = hmac.new(key, f"{int(at)}.".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Chatwoot-Signature": f"sha256={made}", "X-Chatwoot-Timestamp": str(int(at))}
    if vendor == "zammad":
        return {"X-Hub-Signature": f"sha1={hmac.new(key, body, hashlib.sha1).hexdigest()}"}
    return {"X-Signature": hmac.new(key, body, hashlib.sha256).hexdigest()}
