"""What can be typed, pasted or answered into the console: none of it leads out, and it goes on."""

import base64
import os
import re
import signal
import termios
from pathlib import Path

import pytest

from tests.ssh.client import Client, Way
from tests.ssh.floor import AGENT, THEIRS

FUNCTIONS = ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", *(f"\x1b[{number}~" for number in (15, *range(17, 35)))]


def alone(client: Client) -> None:
    """Make sure that the console is the one process, runs no other, and still answers."""
    (pid,) = client.way.consoles()
    assert Path(f"/proc/{pid}/task/{pid}/children").read_text() == ""
    assert re.search(r"^State:\s+[SR]", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    client.type("\x1b")
    client.settle()
    client.lives()
    assert b"uid=" not in client.output and THEIRS not in client.output.decode(errors="replace")


def test_suspending(client: Client) -> None:
    client.type("\x1a\x1a")
    alone(client)


def test_the_signal_that_suspends(client: Client) -> None:
    (pid,) = client.way.consoles()
    os.kill(pid, signal.SIGTSTP)
    alone(client)


def test_quitting_by_a_core_dump(client: Client) -> None:
    (pid,) = client.way.consoles()
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert re.search(r"Max core file size\s+0\s+0 ", limits)
    client.type("\x1c\x1c")
    alone(client)


@pytest.mark.parametrize("keys", ["q", "\x03"], ids=["q", "ctrl+c"])
def test_leaving_ends_the_session(client: Client, keys: str) -> None:
    client.type(keys)
    assert client.ended() == 0
    assert client.way.consoles() == []
    # What comes after the screen is put back is the end of the line, not a prompt.
    after = client.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert re.sub(r"\x1b\[[0-9;?<]*[A-Za-z]", "", after).strip() in ("", "Connection to 127.0.0.1 closed.")


def remote(client: Client) -> None:
    """Wait until what is typed goes to the other side."""
    while termios.tcgetattr(client.slave)[3] & termios.ICANON:
        client.read(0.01)


def test_keys_before_the_first_paint(way: Way) -> None:
    with Client(way) as client:
        remote(client)
        client.type("\x1a\x1aid\n\x1a; id\n")
        client.shows(AGENT)
        alone(client)


def test_a_core_dump_before_the_first_paint(way: Way) -> None:
    with Client(way) as client:
        remote(client)
        for _ in range(20):
            client.type("\x1c")
            client.read(0.02)
        if client.process.poll() is None:
            client.shows(AGENT)
            alone(client)
        else:
            # It came before the console took the keys: then the session is over, too.
            assert way.consoles() == []
            assert b"$ " not in client.output and b"# " not in client.output


def test_every_letter_and_control(client: Client) -> None:
    letters = [chr(code) for code in range(1, 127) if chr(code) not in "q\x03\x1b"]
    for letter in letters:
        client.type(letter)
        client.read(0.01)
        client.type("\x1b")
    client.settle()
    client.type("\x1b\x1b")
    client.settle()
    alone(client)


def test_function_keys(client: Client) -> None:
    for key in FUNCTIONS:
        client.type(key)
        client.read(0.01)
    client.type("\x1b")
    client.settle()
    alone(client)


def test_words_in_the_palette(client: Client) -> None:
    for word in ("shell", "screenshot", "save", "suspend", "url", "open link", "devtools", "console"):
        client.type("\x10")
        client.settle(0.1)
        client.type(word + "\r")
        client.settle(0.1)
        client.type("\x1b\x1b")
        client.settle(0.2)
    alone(client)


ANSWERS = (
    "\x1b]52;c;" + base64.b64encode(b"owned").decode() + "\x07",
    "\x1b]11;rgb:ffff/0000/0000\x07\x1b]4;1;rgb:0/0/0\x1b\\",
    "\x1bP1$r0;1m\x1b\\\x1bP>|evil(1.0)\x1b\\",
    "\x1b[?2026;2$y\x1b[?62;4c\x1b[>1;10;0c",
    "\x1b[24;80R\x1b[8;1;1t\x1b[4;1;1t",
    "\x1b[?1;2;3;4;5;6;7;8;9;10u\x1b[97;5u\x1b[122;5u",
    "\x1b[<0;999;999M\x1b[<64;1;1M\x1b[M\xff\xff\xff",
    "\x1b[200~\x1b[201~\x1b[200~ no end of a paste\x1b[201~",
    "\x1b[?2048;1$y\x1b[48;1;1;1;1t",
)
"""What terminals answer to questions, though none was asked: clipboard, colours, strings, modes, sizes, keys, mouse."""


def test_answers_that_no_terminal_gave(client: Client) -> None:
    for answer in ANSWERS:
        client.type(answer)
        client.settle(0.1)
    client.type("\x1b[48;24;80;0;0t")
    alone(client)


def test_a_paste_of_escape_sequences(client: Client) -> None:
    client.type("\x1b[200~; id; \x1b]0;owned\x07\x1b[2J$(id)\n`id`\n\x1b[201~")
    alone(client)
    assert b"owned" not in client.output


def test_a_huge_paste(client: Client) -> None:
    client.type("\x1b[200~")
    for _ in range(64):
        client.type("echo pasted; " * 315)
        client.read(0)
    client.type("\x1b[201~")
    alone(client)


def test_a_window_of_one_cell(client: Client) -> None:
    for size in ((1, 1), (2, 1), (1, 50), (500, 1), (30, 8)):
        client.resize(*size)
        client.settle(0.1)
    client.resize(80, 24)
    client.shows(AGENT)
    alone(client)
