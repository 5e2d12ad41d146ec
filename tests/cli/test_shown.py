"""What a customer wrote is tamed on its way to a terminal, and goes to a pipe as it is."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.cli.shown import TamedStream
from cxtui.text.hostile import tamed
from tests.console.terminal.pseudo_terminal import ROOT, Terminal

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil"
TAMED = "␛]0;owned␇␛[2J\ufffd31m\ufffdevil"
HEADER = "Gro\x1b[2Jup"
MAPPING = """
kind = "state"
zone = "UTC"
ticket = { ticket = "No", created_at = "Opened", channel = "Via", team = "Team" }
"""


@pytest.fixture
def floor(home: Path, import_once: Callable[[str, str], Path]) -> Path:
    """Return a folder whose store holds a channel that a terminal would obey."""
    (home / "evil.toml").write_text(MAPPING)
    (home / "evil.csv").write_text(f"No,Opened,Via,Team\n1,2026-03-02 09:00,email,{EVIL}\n2,never,chat,{EVIL}\n")
    import_once("evil.csv", "evil.toml")
    return home


def piped(folder: Path, *words: str) -> tuple[bytes, bytes]:
    """Return what a command writes to pipes."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CXTUI_STORE": str(folder / "floor.db")}
    done = subprocess.run([sys.executable, "-m", "cxtui", *words], capture_output=True, cwd=folder, env=environment)
    return done.stdout, done.stderr


def on_terminal(folder: Path, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return what a command writes to a terminal."""
    monkeypatch.setenv("CXTUI_STORE", str(folder / "floor.db"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    # No progress is shown, however slow the machine is: it moves the cursor, as it may.
    code = (
        "import os, sys; os.chdir(sys.argv.pop(1)); from cxtui.cli import main, progress;"
        " progress._Line.show = lambda line: None; sys.exit(main())"
    )
    with ExitStack() as closing:
        terminal = Terminal(("-c", code, str(folder), *words), folder)
        closing.callback(terminal.close)
        terminal.ended()
        return terminal.output.replace(b"\r\n", b"\n")


EXPORT = ("export", "tickets", "--format", "csv")
REJECTS = ("store", "rejects", "--format", "csv")


@pytest.mark.parametrize("words", [EXPORT, REJECTS], ids=["export", "rejects"])
def test_customers_words_are_tamed_on_a_terminal_and_raw_in_a_pipe(
    floor: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    raw = piped(floor, *words)[0]
    assert EVIL.encode() in raw
    shown = on_terminal(floor, words, monkeypatch)
    assert TAMED.encode() in shown
    assert b"\x1b" not in shown and b"\x07" not in shown and "\x9b".encode() not in shown
    assert shown.decode() == "\n".join(map(tamed, raw.decode().split("\n")))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("import", "no\x1b[2J.csv", "--as", "evil.toml"), "no␛[2J.csv"),
        (("import", "evil.csv", "--as", "m\x1b[2J.toml"), "m␛[2J.toml"),
        (("import", "heads.csv", "--as", "evil.toml"), "Gro␛[2Jup"),
        (("agent", "--id", "a\x1b[2J", "--source", "s\x1b[2J"), "a\\x1b[2J"),
        (("export", "x\x1b[2J"), "x\\x1b[2J"),
        (("x\x1b[2J",), "x\\x1b[2J"),
        (("snapshot", "--store", "s\x1b[2J.db"), "s␛[2J.db"),
    ],
    ids=["file", "mapping", "header", "source", "table", "command", "store"],
)
def test_a_message_names_what_is_wrong_without_doing_it(
    floor: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], named: str
) -> None:
    (floor / "heads.csv").write_text(f"No,Opened,Via,{HEADER}\n1,2026-03-02 09:00,email,x\n")
    shown = on_terminal(floor, words, monkeypatch)
    assert b"\x1b" not in shown
    assert named in shown.decode().replace("\n", "")


def test_a_summary_names_files_without_obeying_them(floor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (floor / "new\x1b[2J.csv").write_text("No,Opened,Via,Team\n9,2026-03-02 09:00,email,x\n")
    words = ("import", "new\x1b[2J.csv", "--as", "evil.toml", "--source", "src\x1b[2J")
    shown = on_terminal(floor, words, monkeypatch)
    assert b"\x1b" not in shown
    assert "␛[2J" in shown.decode()


@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_no_text_gets_a_control_through(text: str) -> None:
    below = io.StringIO()
    assert TamedStream(below).write(text) == len(text)
    written = below.getvalue()
    assert written.count("\n") == text.count("\n")
    assert all(one == "\n" or (category(one)[0] != "C" and category(one) not in ("Zl", "Zp")) for one in written)


def test_there_is_no_way_around() -> None:
    master, slave = pty.openpty()
    with open(slave, "w", encoding="utf-8") as below:  # noqa: PTH123 - a descriptor
        stream = TamedStream(below)
        assert stream.isatty() and stream.encoding == "utf-8" and stream.fileno() == slave
        assert not hasattr(stream, "buffer")
        stream.writelines(["a\x1b", "b\n"])
        stream.flush()
        assert os.read(master, 100) == "a␛b\r\n".encode()
    os.close(master)


def test_what_is_printed_beside_the_progress_goes_where_it_was_meant_for(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from cxtui.cli.progress import stages\n"
        "from cxtui.cli.shown import tamed_terminals\n"
        "with open(sys.argv[1], 'w') as sys.stdout, tamed_terminals(), stages(0.0) as stage:\n"
        "    stage('reading \\x1b[2Jthis')\n"
        "    time.sleep(0.5)\n"
        "    print('a row\\x1b[2J')\n"
        "    print('a word\\x1b[31m', file=sys.stderr)\n"
        "    time.sleep(0.5)\n"
    )
    terminal = Terminal(("-c", code, str(tmp_path / "rows")), tmp_path)
    try:
        assert terminal.ended() == 0
    finally:
        terminal.close()
    assert (tmp_path / "rows").read_text() == "a row\x1b[2J\n"
    assert "reading ␛[2Jthis".encode() in terminal.output and b"\x1b[2J" not in terminal.output
    assert terminal.output.endswith("a word␛[31m\r\n".encode())
