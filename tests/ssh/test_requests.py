"""What a client may ask sshd for besides a terminal: none of it is granted to an agent's key."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.ssh.client import Client, Way
from tests.ssh.floor import AGENT, MINE, THEIRS
from tests.ssh.server import LIMIT, free_port, listens, make_key

NEEDS = "cxtui: the console needs a terminal; connect with ssh -t\n"


def test_the_agents_queue_is_what_there_is(client: Client) -> None:
    client.shows(MINE)
    assert THEIRS not in client.output.decode()
    assert "Bob" not in client.output.decode()
    client.type("q")
    assert client.ended() == 0


@pytest.mark.parametrize("command", [("id",), ("/bin/sh", "-i"), ()], ids=" ".join)
def test_a_command_without_a_terminal(way: Way, command: tuple[str, ...]) -> None:
    answer = way.run(*way.command(*command, options=("-T",)), input="id\necho in-a-shell\n")
    assert (answer.code, answer.out, answer.err) == (2, "", NEEDS)


@pytest.mark.parametrize(
    "command",
    ["id", "/bin/sh", "--id bob", "agent --id bob --store /etc/passwd", "'; id; '$(id)"],
)
def test_a_command_on_a_terminal(way: Way, command: str) -> None:
    with Client(way, command, options=("-o", "RequestTTY=force")) as client:
        client.shows(AGENT)
        assert THEIRS not in client.output.decode() and "uid=" not in client.output.decode()
        (pid,) = way.consoles()
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        assert words[words.index(b"--id") + 1] == b"ann"
        assert words.count(b"--id") == words.count(b"--store") == 1
        client.type("q")
        assert client.ended() == 0


@pytest.mark.parametrize("old", [(), ("-O",)], ids=["sftp", "rcp"])
def test_scp(way: Way, tmp_path: Path, old: tuple[str, ...]) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.write_text("from here")
    scp = ("scp", *old, *way.options(), "-P", str(way.server.port))
    host = f"{way.server.user}@127.0.0.1"
    assert way.run(*scp, str(here), f"{host}:{there}").code != 0
    assert not there.exists()
    there.write_text("from there")
    assert way.run(*scp, f"{host}:{there}", str(tmp_path / "taken")).code != 0
    assert not (tmp_path / "taken").exists()


def test_sftp(way: Way, tmp_path: Path) -> None:
    (tmp_path / "batch").write_text(f"ls /\nget {way.store} {tmp_path / 'taken'}\n")
    answer = way.run(
        "sftp", *way.options(), "-P", str(way.server.port), "-b", str(tmp_path / "batch"),
        f"{way.server.user}@127.0.0.1",
    )  # fmt: skip
    assert answer.code != 0
    assert "etc" not in answer.out
    assert not (tmp_path / "taken").exists()


@contextmanager
def target() -> Iterator[tuple[int, list[bytes]]]:
    """Listen at a port; yield it, and what comes in."""
    came: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                taken, _ = listener.accept()
            except OSError:
                return
            with taken:
                came.append(b"somebody")
                taken.sendall(b"secret")

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1], came


def _through(port: int, dynamic: bool, wanted: int) -> bytes:
    """Connect to the client's end of a forwarded port and return what comes through."""
    with socket.create_connection(("127.0.0.1", port), LIMIT) as end:
        if dynamic:
            # SOCKS5 without authentication, then a connection to the port that is wanted.
            end.sendall(b"\x05\x01\x00")
            end.recv(2)
            end.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + wanted.to_bytes(2, "big"))
        got = b""
        while piece := end.recv(100):
            got += piece
        return got


@pytest.mark.parametrize("option", ["-L", "-D"])
def test_forwarding_a_port_to_the_server(way: Way, option: str) -> None:
    local = free_port()
    with target() as (wanted, came):
        what = f"127.0.0.1:{local}" + (f":127.0.0.1:{wanted}" if option == "-L" else "")
        command = way.command(options=("-N", option, what))
        client = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            limit = time.monotonic() + LIMIT
            while not listens(local):
                assert time.monotonic() < limit and client.poll() is None
                time.sleep(0.02)
            assert b"secret" not in _through(local, option == "-D", wanted)
            assert came == []
        finally:
            client.kill()
            client.wait()


def test_forwarding_standard_input_to_a_port(way: Way) -> None:
    with target() as (wanted, came):
        answer = way.run(*way.command(options=("-W", f"127.0.0.1:{wanted}")))
        assert answer.code != 0
        assert (answer.out, came) == ("", [])


def test_forwarding_a_port_of_the_server(way: Way) -> None:
    port = free_port()
    options = ("-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{port}:127.0.0.1:1")
    answer = way.run(*way.command(options=options))
    assert answer.code == 255
    assert "remote port forwarding failed" in answer.err
    assert not listens(port)


def test_forwarding_a_key_agent(way: Way, tmp_path: Path) -> None:
    def sockets() -> set[Path]:
        return {*Path("/tmp").glob("ssh-*/agent.*"), *Path("/tmp").glob("ssh-*")}

    path, before = tmp_path / "agent", sockets()
    with closing(socket.socket(socket.AF_UNIX)) as agent:
        agent.bind(str(path))
        agent.listen()
        options = ("-A", "-o", f"IdentityAgent={path}")
        with Client(way, options=options, environment={"SSH_AUTH_SOCK": str(path)}) as client:
            client.shows(AGENT)
            assert sockets() - before == set()
            assert "SSH_AUTH_SOCK" not in client.environment()


def test_forwarding_a_display(way: Way) -> None:
    with Client(way, options=("-X",), environment={"DISPLAY": "127.0.0.1:77"}) as client:
        client.shows(AGENT)
        assert b"X11 forwarding request failed" in client.output
        assert "DISPLAY" not in client.environment()


def test_another_key_opens_nothing(way: Way, tmp_path: Path) -> None:
    make_key(tmp_path / "other")
    other = Way(way.server, tmp_path / "other", way.store)
    answer = other.run(*other.command())
    assert answer.code == 255
    assert "Permission denied" in answer.err


def test_nobody_wrote_into_the_folder_of_the_store(way: Way) -> None:
    found = {path.name for path in way.store.parent.iterdir()}
    usual = {"cxtui", "ann", "ann.pub", *(way.store.name + suffix for suffix in ("", "-wal", "-shm", ".lock"))}
    assert found <= usual
