"""What a careless or hostile agent's terminal can do at once: the console goes on, and so do all others."""

import fcntl
import os
import random
import struct
import termios
import time
from contextlib import ExitStack
from pathlib import Path

from tests.ssh.client import HELP, Client, Way
from tests.ssh.floor import AGENT

SESSIONS = 14
REPORTS = 60_000
MEGABYTE = 1_000_000
ROOM = 60 * MEGABYTE
"""Bytes that a console may hold more than before, whatever was sent to it."""


def resident(pid: int) -> int:
    """Return the bytes of a process that are in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def size(client: Client, width: int, height: int) -> None:
    """Give the terminal a size, however large, that no screen of the test follows."""
    fcntl.ioctl(client.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


def test_a_storm_of_sizes(way: Way, client: Client) -> None:
    (pid,) = way.consoles()
    before, rng = resident(pid), random.Random(1)
    for _ in range(300):
        size(client, rng.choice((1, 20, 80, 300, 1_000, 65_535)), rng.choice((1, 10, 24, 100, 65_535)))
        client.read(0)
    client.resize(80, 24)
    client.settle()
    client.lives()
    assert resident(pid) - before < ROOM


def flood(client: Client) -> None:
    """Send what a mouse tells that moves, turns its wheel and is pressed, all at once."""
    rng = random.Random(2)
    for _ in range(REPORTS // 100):
        places = [(rng.choice((0, 35, 64, 65)), rng.randint(1, 80), rng.randint(1, 24)) for _ in range(100)]
        client.type("".join(f"\x1b[<{button};{x};{y}{rng.choice('Mm')}" for button, x, y in places))
        client.read(0)


def test_a_flood_of_a_mouse(way: Way, client: Client) -> None:
    (pid,) = way.consoles()
    before = resident(pid)
    flood(client)
    client.type("?")
    client.shows(HELP)
    assert resident(pid) - before < ROOM
    client.type("\x1b")
    client.shows(lambda text: HELP not in text)
    flood(client)
    client.type("q")
    assert client.ended() == 0


def test_a_reader_that_stopped_holds_nobody_else_up(way: Way, client: Client) -> None:
    (pid,) = way.consoles()
    before = resident(pid)
    # Its terminal takes no more, while it asks for one page after another.
    for _ in range(300):
        client.type("?\x1b")
        time.sleep(0.01)
    with Client(way) as other:
        other.shows(AGENT)
        other.lives()
        other.type("q")
        assert other.ended() == 0
    assert resident(pid) - before < ROOM
    client.settle()
    client.lives()


def test_fourteen_at_a_time(way: Way) -> None:
    with ExitStack() as closing:
        clients = [closing.enter_context(Client(way)) for _ in range(SESSIONS)]
        for one in clients:
            one.shows(AGENT)
        assert len(way.consoles()) == SESSIONS
        for one in clients:
            one.lives()
            one.type("q")
        assert [one.ended() for one in clients] == [0] * SESSIONS
