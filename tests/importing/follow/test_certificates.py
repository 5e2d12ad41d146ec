"""A helpdesk whose certificate is not to be trusted is not read, and what to do is said."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.sources.live.options import ConfiguredSource
from tests.importing.follow.authorities import authority, server
from tests.importing.follow.following import following, once, rt, sources, state, until
from tests.importing.follow.test_zendesk import zendesk
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import NOW, RtStub, served
from tests.sources.live.zendesk_stub import ZendeskStub

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl to make certificates")

TRUSTED = 'ca_file = "{authority}"\n'
KINDS: dict[str, tuple[type[RtStub | ZendeskStub], Callable[..., tuple[ConfiguredSource, ...]]]] = {
    "rt": (RtStub, rt), "zendesk": (ZendeskStub, zendesk)
}  # fmt: skip


def over_tls(folder: Path, kind: str, stub: RtStub | ZendeskStub, more: str = "") -> tuple[ConfiguredSource, ...]:
    KINDS[kind][1](folder, stub)
    text = (folder / "sources.toml").read_text().replace("http://", "https://")
    return sources(folder, text + more)


@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_of_nobody_known_is_refused_and_one_of_ones_own_authority_is_not(
    tmp_path: Path, kind: str
) -> None:
    stub = KINDS[kind][0]()
    stub.create(1, NOW - 5000)
    own = authority(tmp_path)
    with served(stub, tls=server(tmp_path, own)):
        with pytest.raises(SourceError) as raised:
            once(tmp_path / "floor.db", over_tls(tmp_path, kind, stub))
        assert "its certificate is not to be trusted (" in str(raised.value)
        assert str(raised.value).endswith("; if it is your own, name its authority's: ca_file")
        assert not stub.requests
        store = once(tmp_path / "floor.db", over_tls(tmp_path, kind, stub, TRUSTED.format(authority=own)))
    assert len(rows_of(store, "ticket")) == 1


def test_one_that_signed_itself_can_be_named_itself(tmp_path: Path) -> None:
    stub = RtStub()
    stub.create(1, NOW - 5000)
    context = server(tmp_path, None)
    itself = TRUSTED.format(authority=tmp_path / "server-127.0.0.1.pem")
    with served(stub, tls=context):
        assert len(rows_of(once(tmp_path / "floor.db", over_tls(tmp_path, "rt", stub, itself)), "event")) == 1


@pytest.mark.parametrize(("address", "days", "why"), [("127.0.0.2", 2, "mismatch"), ("127.0.0.1", -1, "expired")])
def test_one_of_another_address_or_of_another_time_is_refused_also_from_an_authority_that_is_trusted(
    tmp_path: Path, address: str, days: int, why: str
) -> None:
    stub = RtStub()
    stub.create(1, NOW - 5000)
    own = authority(tmp_path)
    with served(stub, tls=server(tmp_path, own, address, days)):
        with pytest.raises(SourceError, match=f"certificate is not to be trusted .*{why}"):
            once(tmp_path / "floor.db", over_tls(tmp_path, "rt", stub, TRUSTED.format(authority=own)))
        assert not stub.requests


def test_a_resident_process_says_so_and_goes_on_once_the_certificate_is_right(tmp_path: Path, impatient: None) -> None:
    stub, own = RtStub(), authority(tmp_path)
    stub.create(1, NOW - 5000)
    wrong, right = server(tmp_path, own, "127.0.0.2"), server(tmp_path, own)
    store = tmp_path / "floor.db"
    with served(stub, tls=wrong):
        chosen = over_tls(tmp_path, "rt", stub, TRUSTED.format(authority=own))
    with following(store, chosen):
        with served(stub, tls=wrong):
            until(lambda: state(store).state == "trouble" and "certificate" in (state(store).error or ""))
        with served(stub, tls=right):
            until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) == 1)


@pytest.mark.parametrize(("holds", "fault"), [(None, "cannot be read (No such file"), ("no PEM", "has no certificate")])
def test_a_file_of_authorities_that_is_none_is_told(tmp_path: Path, holds: str | None, fault: str) -> None:
    stub, path = RtStub(), tmp_path / "authority.pem"
    if holds is not None:
        path.write_text(holds)
    with served(stub, tls=server(tmp_path, None)), pytest.raises(SourceError) as raised:
        once(tmp_path / "floor.db", over_tls(tmp_path, "rt", stub, TRUSTED.format(authority=path)))
    assert f"ca_file {path} {fault}" in str(raised.value)
