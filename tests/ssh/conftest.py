"""One server and one store for all tests of a process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxtui.cli import main
from cxtui.cli.commands import ssh_key
from tests.console.terminal.pseudo_terminal import ROOT
from tests.ssh.client import Client, Way
from tests.ssh.floor import AGENT, make
from tests.ssh.server import Server, make_key, sshd


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a running server; without OpenSSH the test is skipped."""
    if sshd() is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and OpenSSH's sshd (apt-get install openssh-server)")
    with Server(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def way(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Way:
    """Return the way to the console of agent ``ann``, opened by the command that people use."""
    folder = tmp_path_factory.mktemp("agents")
    store, key = folder / "the floor's.db", folder / "ann"
    make(store)
    make_key(key)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssh_key, "program", lambda: installed(folder))
        words = ["ssh-key", "add", "ann", str(key.with_suffix(".pub")), "--store", str(store)]
        assert main([*words, "--authorized-keys", str(server.keys)]) == 0
    return Way(server, key, store)


def installed(folder: Path) -> Path:
    """Return a command ``cxtui`` that runs this checkout."""
    script = folder / "cxtui"
    text = f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
    script.write_text(text + "from cxtui.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)
    return script


@pytest.fixture
def client(way: Way) -> Iterator[Client]:
    """Return a client that shows the agent's queue."""
    with Client(way) as client:
        client.shows(AGENT)
        yield client
