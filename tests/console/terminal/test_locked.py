"""The fences of a locked console, each tried by itself."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import NOWHERE, TABLE, KeyTable
from cxtui.console.terminal.locked import KEPT, ODD_TERM, USUAL_TERM, Fence, environment, terminal, unlike_utf8
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.terminal.pseudo_terminal import ROOT

TRIED = """
import os, sys
sys.path.insert(0, {root!r})
os.chdir({folder!r})
from cxtui.console.terminal.locked import Fence
import pathlib, pty, socket, sqlite3, subprocess
sys.addaudithook(Fence())
try:
    {attempt}
except PermissionError as error:
    print(error)
else:
    print("done")
"""

ATTEMPTS = {
    "subprocess.run(['id'])": "subprocess.Popen",
    "os.system('id')": "os.system",
    "os.execv('/bin/sh', ['sh'])": "os.exec",
    "os.posix_spawn('/bin/sh', ['sh'], {})": "os.posix_spawn",
    "os.fork()": "os.fork",
    "pty.spawn('sh')": "pty.spawn",
    "socket.create_connection(('127.0.0.1', 8081))": "socket.getaddrinfo",
    "socket.socket().connect(('127.0.0.1', 8081))": "socket.connect",
    "socket.socket().bind(('127.0.0.1', 0))": "socket.bind",
    "open('new', 'w')": "writing a file",
    "open('old', 'r+')": "writing a file",
    "os.open('new', os.O_CREAT | os.O_RDONLY)": "writing a file",
    "pathlib.Path('old').write_text('x')": "writing a file",
    "pathlib.Path('old').unlink()": "os.remove",
    "pathlib.Path('old').rename('new')": "os.rename",
    "pathlib.Path('old').chmod(0o777)": "os.chmod",
    "os.truncate('old', 0)": "os.truncate",
    "os.symlink('old', 'new')": "os.symlink",
    "pathlib.Path('new').mkdir()": "os.mkdir",
    "sqlite3.connect('new')": "writing a database",
    "sqlite3.connect('file:///tmp/x?mode=rw', uri=True)": "writing a database",
    "sqlite3.connect('file:///tmp/x', uri=True)": "writing a database",
    "sqlite3.connect('file:///tmp/x?mode=ro&mode=rw', uri=True)": "writing a database",
}


@pytest.mark.process
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_the_fence_refuses(tmp_path: Path, attempt: str) -> None:
    (tmp_path / "old").write_text("as it was")
    code = TRIED.format(root=str(ROOT), folder=str(tmp_path), attempt=attempt)
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, timeout=60)
    refusal = f"[Errno {errno.EPERM}] a locked console may not do this: {ATTEMPTS[attempt]}\n"
    assert (done.stdout, done.returncode) == (refusal, 0), done.stderr
    assert (tmp_path / "old").read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.process
def test_what_the_fence_lets_through(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was")
    for attempt in ("open('old').read()", "import json.tool", "open('/dev/null', 'w').close()", "os.listdir('.')"):
        code = TRIED.format(root=str(ROOT), folder=str(tmp_path), attempt=attempt)
        done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, timeout=60)
        assert done.stdout == "done\n", done.stderr


def test_one_store_its_desk_and_no_other() -> None:
    fence = Fence()
    for name in ("/a/the%20floor.db", "/a/the%20floor.db", "/a/the%20floor.desk.db"):
        fence("sqlite3.connect", (f"file://{name}?mode=ro",))
    for name in ("/a/other.db", "/a/other.desk.db", "/a/the%20floor.db.desk.db", "/etc/passwd"):
        with pytest.raises(PermissionError, match="opening another database"):
            fence("sqlite3.connect", (f"file://{name}?mode=ro",))


def test_the_environment_that_is_kept() -> None:
    given_ = {
        "TERM": "xterm", "LANG": "pl_PL.UTF-8", "LC_TIME": "en_GB.UTF-8", "LC_ALL": "sr_RS@latin", "COLORTERM": "24bit",
        "LC_EVIL": "C", "LANGUAGE": "pl", "PATH": "/bin", "HOME": "/root", "CXTUI_STORE": "x", "TEXTUAL_LOG": "x",
        "PYTHONPATH": "x", "SSH_ORIGINAL_COMMAND": "id", "NO_COLOR": "1", "LC_CTYPE": "../x", "LC_NAME": "a\n",
    }  # fmt: skip
    kept = {
        "TERM": "xterm", "LANG": "pl_PL.UTF-8", "LC_TIME": "en_GB.UTF-8", "LC_ALL": "sr_RS@latin", "COLORTERM": "24bit",
    }  # fmt: skip
    assert environment(given_) == kept
    assert environment(kept) == kept
    assert environment({}) == {}


@given(st.dictionaries(st.sampled_from(["TERM", *KEPT, "PATH", "LD_PRELOAD"]), st.text(max_size=80)))
def test_no_variable_carries_more_than_a_name(given_: dict[str, str]) -> None:
    for name, value in environment(given_).items():
        assert name in ("TERM", *KEPT)
        assert value.isascii() and 1 <= len(value) <= 64
        assert not set(value) & set("/$`;&|<>()'\"\\ \t\n\r\x1b%*?~!#{}[]=:")


def test_names_of_terminals(tmp_path: Path) -> None:
    for name, folder in (("xterm", "x"), ("vt52", "76")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("")
    found = {name: terminal(name, [tmp_path]) for name in ("xterm", "vt52", "foot", "$(id)", "", "x" * 50, "../xterm")}
    assert found == {
        "xterm": "xterm", "vt52": "vt52", "foot": USUAL_TERM, "$(id)": ODD_TERM, "": ODD_TERM, "x" * 50: ODD_TERM,
        "../xterm": ODD_TERM,
    }  # fmt: skip


def test_locales_that_name_another_encoding() -> None:
    assert not unlike_utf8({}) and not unlike_utf8({"LANG": "pl_PL"})
    assert not unlike_utf8({"LANG": "C.UTF-8"}) and not unlike_utf8({"LC_ALL": "C.utf8", "LANG": "pl_PL.ISO-8859-2"})
    assert unlike_utf8({"LANG": "pl_PL.ISO-8859-2"}) and unlike_utf8({"LC_CTYPE": "ru_RU.KOI8-R@x", "LANG": "C.UTF-8"})


def test_keys_that_lead_out_are_on_no_keyboard() -> None:
    out = {key.id for key in TABLE if key.open}
    assert "acknowledge" in out
    locked = KeyTable().locked()
    assert {key.id for key in TABLE} - {key.id for key in locked.table} == out
    assert {id for id, keys in locked.keymap().items() if keys == NOWHERE} == out
    assert NOWHERE not in KeyTable().keymap().values()


async def test_a_locked_app_has_no_key_and_no_command_that_leads_out() -> None:
    from textual.widgets import OptionList

    feed = FakeFeed(floors.busy())
    app = CxtuiApp(lambda: feed, keys=KeyTable().locked(), clock=lambda: floors.NOW, locked=True)
    out = {key.says for key in TABLE if key.open}
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        bound = {binding.binding.id for binding in app.screen.active_bindings.values() if binding.binding.id}
        assert bound & {"quit", "help"}
        assert not bound & {key.id for key in TABLE if key.open and key.where != "page"}
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        offered = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert offered
        assert not [text for text in offered if any(says in text for says in out)]
        known = {key.says for key in TABLE if not key.open}
        assert [text for text in offered if "Theme" not in text and not any(says in text for says in known)] == []


def test_the_driver_of_a_locked_console_gives_no_way_out(tmp_path: Path) -> None:
    from cxtui.console.terminal.driver import LockedDriver, driver

    made = driver(True, True, None)
    assert issubclass(made, LockedDriver)
    assert LockedDriver.can_suspend.fget(None) is False  # type: ignore[attr-defined]
    with (tmp_path / "source").open("w+b") as source:
        LockedDriver.deliver_binary(None, source, delivery_key="k", save_path=tmp_path / "new")  # type: ignore[arg-type]
    assert not (tmp_path / "new").exists()
    LockedDriver.stop_asked(None)  # type: ignore[arg-type]


@pytest.mark.process
def test_it_starts_anew_in_isolated_mode_and_keeps_its_command_line(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('evil')")
    (tmp_path / "json.py").write_text("print('evil')")
    code = (
        "import sys; from cxtui.console.terminal import locked; "
        "locked.START = 'import os, sys; print(sys.flags.isolated, "
        "sys.flags.utf8_mode, sys.dont_write_bytecode, sys.argv[2:], sorted(os.environ))'; "
        "locked.enter(['agent', '--locked', 'a b'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={"TERM": "xterm", "LANG": "C.UTF-8", "PYTHONINSPECT": "", "HOME": str(tmp_path), "PATH": os.defpath},
    )
    assert done.stdout == "1 1 True ['agent', '--locked', 'a b'] ['LANG', 'TERM']\n", done.stderr
