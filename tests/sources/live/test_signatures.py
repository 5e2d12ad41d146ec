"""Who a webhook is from, when it was signed, and which ticket it names."""

from collections.abc import Mapping

import pytest

from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.webhook.signatures import VENDORS, ticket_of, verified
from tests.importing.follow.signing import SECRET, WINDOW, signed
from tests.sources.live.rt_stub import NOW


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_is_signed_with_the_secret_is_known_and_nothing_else(vendor: str) -> None:
    body, secret = b'{"ticket": {"id": 7}}', Secret(SECRET)

    def known(headers: Mapping[str, str], body: bytes = body, now: float = NOW) -> bool:
        return verified(VENDORS[vendor], secret, {name.lower(): v for name, v in headers.items()}, body, now)

    right = signed(vendor, body, NOW)
    assert known(right)
    assert not known(right, body + b" ")
    assert not known(signed(vendor, body, NOW, "another"))
    assert not known({})
    assert not known({name: value[:-2] for name, value in right.items()})
    assert not known(dict.fromkeys(right, "\u00e9"))


@pytest.mark.parametrize("vendor", ["zendesk", "chatwoot"])
@pytest.mark.parametrize(("off", "taken"), [(-WINDOW - 1, False), (-WINDOW, True), (WINDOW, True), (WINDOW + 1, False)])
def test_a_signature_is_good_for_five_minutes(vendor: str, off: int, taken: bool) -> None:
    body = b"{}"
    headers = {name.lower(): value for name, value in signed(vendor, body, NOW + off).items()}
    assert verified(VENDORS[vendor], Secret(SECRET), headers, body, NOW) is taken


def test_signatures_of_the_vendors_documentation_are_known() -> None:
    """An HMAC-SHA1 of RFC 2202, case 2, as Zammad writes it; the other vendors' are checked by a second reading."""
    body = b"what do ya want for nothing?"
    headers = {"x-hub-signature": "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"}
    assert verified(VENDORS["zammad"], Secret("Jefe"), headers, body, NOW)


@pytest.mark.parametrize(
    ("body", "places", "ticket"),
    [
        (b'{"detail": {"id": "35436"}}', VENDORS["zendesk"].ticket, "35436"),
        (b'{"ticket_id": 12}', VENDORS["zendesk"].ticket, "12"),
        (b'{"conversation": {"id": 7}, "id": 99}', VENDORS["chatwoot"].ticket, "7"),
        (b'{"ticket": {"id": 4}}', VENDORS["zammad"].ticket, "4"),
        (b'{"issue": {"key": "A-1"}}', ("issue.key",), "A-1"),
        (b'{"ticket": {"id": true}}', VENDORS["zammad"].ticket, None),
        (b'{"ticket": {"id": "' + b"7" * 65 + b'"}}', VENDORS["zammad"].ticket, None),
        (b'["ticket"]', VENDORS["zammad"].ticket, None), (b"no JSON", VENDORS["zammad"].ticket, None),
        (b"[" * 100_000, VENDORS["zammad"].ticket, None),
    ],
)  # fmt: skip
def test_which_ticket_a_body_names(body: bytes, places: tuple[str, ...], ticket: str | None) -> None:
    assert ticket_of(body, places) == ticket
