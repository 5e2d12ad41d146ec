"""The command that lets a key in: agents, keys and files as they are given on the command line."""

import shlex
import sys
from io import StringIO
from pathlib import Path

import pytest

from cxtui.cli.commands import ssh_key
from tests.cli.conftest import Run
from tests.ssh.floor import make
from tests.sshkeys.keys import ED25519
from tests.sshkeys.test_command import dequoted


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the agents ann and bob, of the source desk."""
    path = tmp_path_factory.mktemp("keys") / "floor.db"
    make(path, waiting=1)
    return path


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Pretend that the command is installed at a place."""
    program = tmp_path / "bin" / "cxtui"
    program.parent.mkdir()
    program.write_text("")
    monkeypatch.setattr(sys, "argv", [str(program)])
    return program


def test_a_line_from_text_file_and_standard_input(
    run: Run, store: Path, installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ann.pub").write_text(f"{ED25519} ann@laptop\n")
    monkeypatch.setattr(sys, "stdin", StringIO(f"{ED25519}\n"))
    for key in (ED25519, str(tmp_path / "ann.pub"), "-"):
        answer = run("ssh-key", "line", "ann", key, "--store", str(store))
        assert (answer.code, answer.err) == (0, "")
        command, rest = dequoted(answer.out)
        assert rest == f" {ED25519}\n"
        assert shlex.split(command) == [str(installed), "agent", "--id", "ann", "--store", str(store), "--locked"]


def test_the_command_in_the_line_is_one_that_parses(run: Run, store: Path) -> None:
    from tests.test_docs import parsed

    answer = run("ssh-key", "line", "ann", ED25519, "--source", "desk", "--store", str(store))
    words = shlex.split(dequoted(answer.out)[0])[1:]
    found = parsed(words)
    assert (found["id"], found["source"], Path(found["store"]), found["locked"]) == ("ann", "desk", store, True)


def test_a_line_is_added_once(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / ".ssh" / "authorized_keys"
    words = ("ssh-key", "add", "ann", ED25519, "--store", str(store), "--authorized-keys", str(file))
    answer = run(*words)
    assert (answer.code, answer.out) == (0, f"{file}: added a key that opens the console of agent ann\n")
    again = run(*words)
    assert (again.code, again.err) == (2, f"cxtui: {file}: line 1 has this key already; take that line out first\n")
    assert file.read_text() == run("ssh-key", "line", "ann", ED25519, "--store", str(store)).out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("nobody", ED25519), "there is no agent 'nobody' in this store"),
        (("an", ED25519), "there is no agent 'an' in this store; nearest: ann"),
        (("ann", ED25519, "--source", "other"), "the source 'other' has no agent 'ann'"),
        (("ann", "none.pub"), "none.pub: there is no such file, and it is no key"),
        (("ann", "hello world"), "the key is no public key"),
    ],
)
def test_what_is_refused(run: Run, store: Path, words: tuple[str, ...], expected: str) -> None:
    answer = run("ssh-key", "line", *words, "--store", str(store))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"cxtui: {expected}")
    assert answer.err.count("\n") == 1


def test_a_store_that_is_not_there(run: Run, tmp_path: Path) -> None:
    answer = run("ssh-key", "line", "ann", ED25519, "--store", str(tmp_path / "none.db"))
    assert answer.code == 4
    assert "none.db" in answer.err


def test_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run, store: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["pytest"])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = run("ssh-key", "line", "ann", ED25519, "--store", str(store))
    assert answer.err == "cxtui: the command cxtui is not installed beside this Python, so a key could not run it\n"


def test_the_program_is_the_one_that_was_called(installed: Path) -> None:
    assert ssh_key.program() == installed
