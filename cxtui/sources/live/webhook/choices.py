"""Where webhooks are listened for, who sends them, and whom they wake."""

from dataclasses import dataclass, replace

from cxtui.sources.live.webhook.signatures import VENDORS, SignatureScheme
from cxtui.toml import TomlTable

KEYS = ("listen", "vendor", "wakes", "header", "timestamp", "ticket")
LISTEN = "127.0.0.1:8710"


@dataclass(frozen=True, slots=True)
class WebhookChoices:
    """``wakes`` is the name of the followed source; ``ticket`` are dotted places of a ticket's id in a body."""

    wakes: str
    host: str
    port: int
    scheme: SignatureScheme
    ticket: tuple[str, ...]


def read_choices(table: TomlTable) -> WebhookChoices:
    """Return what a table says of webhooks; raises UsageError."""
    vendor = table.choice("vendor", tuple(VENDORS))
    scheme = VENDORS[vendor]
    for key in ("header", "timestamp"):
        if table.has(key) and vendor != "hmac":
            table.fail(key, f'is known of {vendor}; only vendor = "hmac" says it')
    if vendor == "hmac":
        header = table.text("header", scheme.header)
        scheme = replace(scheme, header=header.lower())
        if table.has("timestamp"):
            scheme = replace(scheme, timestamp=table.text("timestamp").lower())
    said = table.text("ticket", None)
    host, port = _address(table)
    return WebhookChoices(table.text("wakes"), host, port, scheme, (said,) if said else scheme.ticket)


def _address(table: TomlTable) -> tuple[str, int]:
    text = table.text("listen", LISTEN)
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not int(port) < 65536:
        table.fail("listen", f'is {text[:60]!r}; write it like "{LISTEN}"')
    return host.strip("[]"), int(port)
