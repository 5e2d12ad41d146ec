"""What a webhook comes to: its signature is checked over the raw body, and it is kept before the answer."""

import asyncio
import logging
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cxtui.sources.live.failures import FeedRefused
from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.webhook.choices import WebhookChoices
from cxtui.sources.live.webhook.inbox import HookInbox
from cxtui.sources.live.webhook.signatures import digest_of, ticket_of, verified

log = logging.getLogger(__name__)

AGAIN = {"Retry-After": "30"}

LARGEST = 256 * 1024
"""Bytes of a body that are taken."""

BODY_S = 10.0
"""Seconds in which a body must have come."""


def receiver(
    name: str, choices: WebhookChoices, secret: Callable[[], Secret], inbox: HookInbox, clock: Callable[[], float]
) -> Starlette:
    """Return the application of one source of webhooks, which are sent to its name."""

    async def take(request: Request) -> Response:
        try:
            body = await asyncio.wait_for(_body(request), BODY_S)
        except TimeoutError:
            return PlainTextResponse("too slow", 408)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse(f"more than {LARGEST >> 10} KiB", 413)
        now = clock()
        try:
            known = secret()
        except FeedRefused as refused:
            log.warning("%s: %s", name, refused)
            return PlainTextResponse("not now", 503, AGAIN)
        if not verified(choices.scheme, known, request.headers, body, now):
            return PlainTextResponse("the signature is not right, or too old", 401)
        digest = digest_of(choices.scheme, request.headers, now)
        # One after another, and on the disk before the answer: a few milliseconds each.
        if not inbox.keep(choices.wakes, digest, ticket_of(body, choices.ticket)):
            log.warning("%s: no room for webhooks", name)
            return PlainTextResponse("no room", 503, AGAIN)
        return Response(status_code=202)

    return Starlette(routes=[Route(f"/{name}", take, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return the body, None for one that is too large; no more than that is held."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > LARGEST:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)
