"""Webhooks: who they are from, what is kept of them and for how long, and that whoever follows is woken."""

import base64
import hashlib
import hmac
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from cxtui.errors import StoreError, UsageError
from cxtui.importing.follow.checking import checked
from cxtui.importing.follow.run import follow
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.webhook import receiver
from cxtui.sources.live.webhook.signatures import VENDORS, ticket_of, verified
from cxtui.store import spool
from cxtui.store.spool import HookSpool, spool_path
from tests.importing.follow.following import following, once, rt, sources, state, until
from tests.importing.follow.test_zendesk import QUICK, column, zendesk
from tests.importing.stores import rows_of
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW, RtStub, iso, served
from tests.sources.live.zendesk_stub import ANN, ZendeskStub
from tests.whole.disks import Disk

SECRET = "marker-hook-5f2d"
WINDOW = 300


@pytest.fixture
def desk() -> Iterator[ZendeskStub]:
    with served(ZendeskStub()) as one:
        yield one


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def hooked(folder: Path, chosen: tuple[ConfiguredSource, ...], vendor: str, more: str = "") -> tuple[str, Any]:
    """Return the address of webhooks that wake a source, and both sources; that one is asked once an hour alone."""
    secret, port = folder / "hook.secret", free_port()
    secret.write_text(SECRET)
    secret.chmod(0o600)
    text = (folder / "sources.toml").read_text().replace('every = "1 s"', 'every = "1 h"')
    found = sources(
        folder,
        f'{text}\n[hooks]\nkind = "webhook"\nvendor = "{vendor}"\nwakes = "{chosen[0].name}"\n'
        f'listen = "127.0.0.1:{port}"\nsecret = {{ file = "{secret}" }}\n{more}',
    )
    return f"http://127.0.0.1:{port}/hooks", found


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


def about(ticket: int, n: int = 0) -> bytes:
    return json.dumps({"type": "zen:event-type:ticket.comment_added", "detail": {"id": str(ticket)}, "n": n}).encode()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    return httpx.post(url, content=body, headers=dict(headers), timeout=20.0).status_code


def ready(store: Path, *names: str) -> None:
    for name in names:
        until(lambda name=name: state(store, name).state == "ok", name)  # type: ignore[misc]


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


def test_a_hook_brings_its_ticket_before_the_exports_have_it(tmp_path: Path, desk: ZendeskStub) -> None:
    """The exports leave out the last minute; the ticket that is named is asked for by itself."""
    desk.create(1, NOW - 5000)
    desk.create(2, NOW - 5000)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store = tmp_path / "floor.db"
    with following(store, chosen):
        ready(store, "zendesk", "hooks")
        until(lambda: len(rows_of(store, "event")) == 4)
        desk.reply(1, NOW - 1, ANN)
        desk.reply(2, NOW - 1, ANN)
        body = about(1)
        assert post(url, body, signed("zendesk", body, time.time())) == 202
        until(lambda: len(rows_of(store, "event")) == 5, "the reply")
        assert column(store, "event WHERE actor = '11'", "ticket") == {("1",)}
        until(lambda: not HookSpool(store, lambda: NOW).waiting(), "acted on")
    assert spool_path(store).stat().st_mode & 0o777 == 0o600
    whole = b"".join(path.read_bytes() for path in tmp_path.glob("floor.hooks.db*"))
    assert b"comment_added" not in whole
    desk.clock = lambda: NOW + 200
    once(store, chosen)
    assert len(rows_of(store, "event")) == 6


def test_a_source_that_cannot_be_asked_for_a_ticket_is_looked_at_at_once(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    url, chosen = hooked(tmp_path, rt(tmp_path, stub), "hmac", 'header = "X-My-Signature"\nticket = "issue"\n')
    store = tmp_path / "floor.db"
    with following(store, chosen):
        ready(store, "rt", "hooks")
        stub.reply(1, NOW - 10, "ann")
        body = b'{"issue": 1}'
        headers = {"X-My-Signature": f"sha256={signed('hmac', body, 0)['X-Signature']}"}
        assert post(url, body, headers) == 202
        until(lambda: len(rows_of(store, "event")) == 2, "the reply")


def test_what_is_not_right_is_refused_and_wakes_nobody(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store, now = once(tmp_path / "floor.db", chosen), time.time()
    before = len(desk.requests)
    with following(store, chosen):
        ready(store, "zendesk", "hooks")
        until(lambda: len(desk.requests) > before)
        requests = len(desk.requests)
        body = about(1)
        assert post(url, body, signed("zendesk", body, now, "another secret")) == 401
        assert post(url, body, signed("zendesk", body, now - 1000)) == 401
        assert post(url, body, {}) == 401
        assert post(url + "/else", body, signed("zendesk", body, now)) == 404
        assert httpx.get(url).status_code == 405
        large = b" " * (receiver.LARGEST + 1)
        assert post(url, large, signed("zendesk", large, now)) == 413
        assert httpx.post(url, content=iter([large[: 1 << 17]] * 4)).status_code == 413
        whole = about(1) + b" " * (receiver.LARGEST - len(about(1)))
        assert not HookSpool(store, lambda: NOW).waiting()
        assert len(desk.requests) == requests
        assert post(url, whole, signed("zendesk", whole, now)) == 202
        until(lambda: len(desk.requests) > requests)


def test_one_that_is_sent_again_is_taken_once(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store, body = tmp_path / "floor.db", about(1)
    headers = signed("zendesk", body, time.time())
    with following(store, chosen):
        ready(store, "zendesk", "hooks")
        assert [post(url, body, headers) for _ in range(3)] == [202] * 3
    with closing(sqlite3.connect(spool_path(store))) as con:
        assert con.execute("SELECT count(*), count(ticket) FROM hook").fetchall() == [(1, 0)]


def test_a_full_spool_says_so_and_takes_more_once_there_is_room(
    tmp_path: Path, desk: ZendeskStub, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "ROOM", 3)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store, now = tmp_path / "floor.db", time.time()
    desk.create(1, NOW - 5000)
    with following(store, chosen):
        ready(store, "zendesk", "hooks")
        desk.faults = [rt_stub.status(500)] * 1_000_000
        bodies = [about(1, n) for n in range(5)]
        answers = [httpx.post(url, content=b, headers=signed("zendesk", b, now)) for b in bodies]
        assert [one.status_code for one in answers] == [202, 202, 202, 503, 503]
        assert answers[-1].headers["Retry-After"] == "30"
        desk.faults = []
        until(lambda: not HookSpool(store, lambda: NOW).waiting(), "room")
        until(lambda: post(url, bodies[4], signed("zendesk", bodies[4], now)) == 202)


def test_a_burst_is_kept_whole_and_asks_once_for_each_ticket_or_for_all(tmp_path: Path, desk: ZendeskStub) -> None:
    for ticket in range(1, 61):
        desk.create(ticket, NOW - 5000)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store, now = tmp_path / "floor.db", time.time()
    with following(store, chosen):
        ready(store, "zendesk", "hooks")
        requests = len(desk.requests)
        with httpx.Client() as client:
            for n in range(240):
                body = about(1 + n % 60, n)
                assert client.post(url, content=body, headers=signed("zendesk", body, now)).status_code == 202
        until(lambda: not HookSpool(store, lambda: NOW).waiting(), "all acted on")
        took = time.time() - now
        with closing(sqlite3.connect(spool_path(store))) as con:
            assert con.execute("SELECT count(*) FROM hook WHERE done_at IS NOT NULL").fetchone() == (240,)
        # At most one round a second, of twenty tickets, or of one look.
        assert len(desk.requests) - requests <= (took + 2) * 25


def test_a_full_disk_is_no_room(tmp_path: Path) -> None:
    with Disk(tmp_path / "disk", 4 << 20) as disk:
        kept = HookSpool(disk.folder / "floor.db", lambda: NOW)
        assert kept.keep("zendesk", b"first", "1") is not None
        disk.fill()
        with pytest.raises(StoreError):
            for n in range(10_000):
                kept.keep("zendesk", f"{n}".encode() * 100, "1")
        waits = len(kept.waiting())
        (disk.folder / "rest").unlink()
        assert kept.keep("zendesk", b"last", "2") is not None
        assert len(kept.waiting()) == waits + 1
        kept.close()


def test_one_that_was_acted_on_is_remembered_for_longer_than_its_signature_is_good(tmp_path: Path) -> None:
    now = [NOW]
    kept = HookSpool(tmp_path / "floor.db", lambda: now[0])
    first = kept.keep("zendesk", b"one", "1")
    assert first is not None
    kept.done([first.id])
    now[0] += spool.REMEMBERED_S
    kept.done([])
    assert kept.keep("zendesk", b"one", "1") is None
    now[0] += 1
    kept.done([])
    assert kept.keep("zendesk", b"one", "1") is not None
    assert spool.REMEMBERED_S >= 2 * WINDOW
    kept.close()


def test_a_body_that_does_not_come_is_not_waited_for(
    tmp_path: Path, desk: ZendeskStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiver, "BODY_S", 0.2)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    with following(tmp_path / "floor.db", chosen):
        ready(tmp_path / "floor.db", "hooks")
        port = int(url.rpartition(":")[2].partition("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=20.0) as one:
            one.sendall(b"POST /hooks HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
            assert one.recv(100).startswith(b"HTTP/1.1 408")


@pytest.mark.process
def test_killed_between_the_answer_and_the_asking_nothing_is_lost(tmp_path: Path, desk: ZendeskStub) -> None:
    desk.create(1, NOW - 5000)
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store = once(tmp_path / "floor.db", chosen)
    words = [sys.executable, "-m", "cxtui", "follow", "--config", str(tmp_path / "sources.toml"), "--store", str(store)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ready(store, "zendesk", "hooks")
        desk.faults = [rt_stub.status(500)] * 1_000_000
        desk.reply(1, NOW - 1, ANN)
        for n in range(5):
            body = about(1, n)
            assert post(url, body, signed("zendesk", body, time.time())) == 202
        process.send_signal(signal.SIGKILL)
    kept = HookSpool(store, lambda: NOW)
    assert [(one.source, one.ticket) for one in kept.waiting()] == [("zendesk", "1")] * 5
    kept.close()
    desk.faults = []
    with following(store, chosen):
        until(lambda: len(rows_of(store, "event")) == 3, "the reply, which no export has yet")
        until(lambda: not HookSpool(store, lambda: NOW).waiting())


def test_an_address_that_is_taken_is_trouble_and_told(tmp_path: Path, desk: ZendeskStub, impatient: None) -> None:
    url, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    store, port = tmp_path / "floor.db", int(url.rpartition(":")[2].partition("/")[0])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with following(store, chosen):
            until(lambda: state(store, "hooks").state == "trouble" and state(store, "zendesk").state == "ok")
            assert f"cannot listen at 127.0.0.1:{port} (Address already in use)" in (state(store, "hooks").error or "")
            taken.close()
            ready(store, "hooks")


def test_hooks_that_wake_nobody_are_a_mistake(tmp_path: Path, desk: ZendeskStub) -> None:
    _, chosen = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    with pytest.raises(UsageError, match="wakes is 'zendesk', which is not followed by this process; there are: none"):
        follow(tmp_path / "floor.db", chosen[1:], once=True)


def test_without_its_packages_it_says_which_are_needed(
    tmp_path: Path, desk: ZendeskStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (_, one) = hooked(tmp_path, zendesk(tmp_path, desk), "zendesk")
    assert checked(one).well
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "webhooks need two packages more: pip install 'cxtui[serve]'" in checked(one).lines[1]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('listen = "8710"', "hooks.listen is '8710'; write it like \"127.0.0.1:8710\""),
        ('header = "X-Own"', 'hooks.header is known of zendesk; only vendor = "hmac" says it'),
        ('vendor = "jira"', "hooks.vendor is 'jira'; there are: zendesk, chatwoot, zammad, hmac"),
    ],
)
def test_mistakes_name_key_and_line(tmp_path: Path, line: str, fault: str) -> None:
    text = '[hooks]\nkind = "webhook"\nwakes = "x"\nsecret = { env = "HOOK" }\n'
    text += line if "vendor" in line else f'vendor = "zendesk"\n{line}'
    with pytest.raises(UsageError) as raised:
        sources(tmp_path, text + "\n")
    assert fault in str(raised.value)


def test_nobody_but_this_machine_is_listened_to_unless_it_is_said(tmp_path: Path, desk: ZendeskStub) -> None:
    zendesk(tmp_path, desk, QUICK)
    text = (tmp_path / "sources.toml").read_text()
    (_, one) = sources(
        tmp_path, f'{text}[hooks]\nkind = "webhook"\nvendor = "zammad"\nwakes = "zendesk"\nsecret = {{ env = "NO" }}\n'
    )
    assert "the environment variable NO is not set" in checked(one).lines[1]
    assert "127.0.0.1:8710" in str(one.make(one.options, None)._address)  # type: ignore[arg-type, attr-defined]
