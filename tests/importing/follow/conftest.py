"""A helpdesk on the loopback, and failures that are tried again without delay."""

from collections.abc import Iterator

import pytest

from cxtui.importing.follow import follower
from cxtui.sources.live.pace import Backoff
from tests.sources.live.rt_stub import RtStub, served
from tests.sources.live.zendesk_stub import ZendeskStub


@pytest.fixture
def stub() -> Iterator[RtStub]:
    with served(RtStub()) as one:
        yield one


@pytest.fixture
def desk() -> Iterator[ZendeskStub]:
    with served(ZendeskStub()) as one:
        yield one


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "REFUSED_S", 0.1)
    monkeypatch.setattr(Backoff, "seconds", lambda self, failures, draw=None: 0.05)
