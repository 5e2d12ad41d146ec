"""An agent on the terminals that people have, at 80×24, and what becomes of the console when one goes away."""

import os
import signal
import time

import pytest

from tests.ssh.client import Client, Way
from tests.ssh.floor import AGENT, MINE
from tests.ssh.server import LIMIT

GONE_S = 2.0


@pytest.mark.parametrize("term", ["xterm", "screen-256color", "tmux-256color", "linux"])
def test_the_queue_on_terminals(way: Way, term: str) -> None:
    with Client(way, environment={"TERM": term}) as client:
        client.shows(MINE)
        assert client.environment()["TERM"] == term
        assert max(map(len, client.screen.lines())) <= 80
        many = b"38;5;" in client.output
        assert many == term.endswith("256color")
        assert b"38;2;" not in client.output
        client.lives()
        client.type("q")
        assert client.ended() == 0
        assert not client.screen.alternate and client.screen.cursor_shown


def test_a_terminal_that_only_prints_lines(way: Way) -> None:
    with Client(way, environment={"TERM": "dumb"}) as client:
        assert client.ended() == 2
        printed = client.output.decode().replace("\r", "")
    assert printed.startswith(
        "cxtui: this terminal only prints lines (TERM=dumb), and the console needs one that moves"
    )
    assert printed.splitlines()[1:] in ([], ["Connection to 127.0.0.1 closed."])
    assert "\x1b" not in printed


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_a_client_that_goes_away_leaves_nothing(way: Way, number: signal.Signals) -> None:
    with Client(way) as client:
        client.shows(AGENT)
        (pid,) = way.consoles()
        os.kill(client.process.pid, number)
        client.process.wait(LIMIT)
        ended = time.monotonic()
        while pid in way.consoles():
            assert time.monotonic() - ended < GONE_S
            time.sleep(0.02)


def test_two_at_a_time(way: Way) -> None:
    with Client(way) as one, Client(way) as other:
        one.shows(AGENT)
        other.shows(AGENT)
        one.type("q")
        assert one.ended() == 0
        other.lives()
