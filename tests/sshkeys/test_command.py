"""What sshd and a shell make of the line, by their own rules and by a real shell."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.sshkeys import entry, forced, parse
from cxtui.sshkeys.command import word
from tests.sshkeys.keys import ED25519

KEY = parse(ED25519)
PROGRAM = Path("/opt/cxtui/bin/cxtui")
SHELLS = [
    shell for shell in ("sh", "dash", "bash", "zsh", "ksh", "mksh", "busybox", "fish", "tcsh") if shutil.which(shell)
]

EVIL = st.text(st.sampled_from("ab -'\"$()`;&|<>*?[]{}~#%=:@^,.\\!\n\t/") | st.characters(), min_size=1, max_size=40)


def dequoted(line: str) -> tuple[str, str]:
    """Return the command and the rest of a line as sshd reads it (auth-options.c: only ``\\"`` is an escape)."""
    before = 'restrict,pty,command="'
    assert line.startswith(before)
    place, command = len(before), ""
    while line[place] != '"':
        if line.startswith('\\"', place):
            place += 1
        command += line[place]
        place += 1
    return command, line[place + 1 :]


def test_the_line_as_people_know_it() -> None:
    line = entry(forced(PROGRAM, "ann", Path("/srv/floor.db")), KEY)
    assert line == (
        'restrict,pty,command="/opt/cxtui/bin/cxtui agent --id ann --store /srv/floor.db --locked" ' + ED25519
    )
    with_source = forced(PROGRAM, "1017", Path("/srv/floor.db"), "zendesk")
    assert with_source == "/opt/cxtui/bin/cxtui agent --id 1017 --source zendesk --store /srv/floor.db --locked"


@given(EVIL, EVIL, st.none() | EVIL)
@example("ann' --id 'bob", "floor", None)
@example('a" b', "it's $(here)", "x;y")
@example("=ls", "~root", "%self")
def test_nothing_breaks_out_of_the_quotes(agent: str, folder: str, source: str | None) -> None:
    store = Path("/srv") / folder.replace("/", "_").replace("\0", "_") / "floor.db"
    try:
        line = entry(forced(PROGRAM, agent, store, source), KEY)
    except UsageError as error:
        given_ = agent + str(store) + (source or "")
        assert any(c in "\\!" or not c.isprintable() for c in given_) or "-" in (agent[0], (source or "x")[0])
        assert "\n" not in str(error)
        return
    assert line.isprintable()
    command, rest = dequoted(line)
    assert rest == f" {ED25519}"
    options = [] if source is None else ["--source", source]
    wanted = [str(PROGRAM), "agent", "--id", agent, *options, "--store", str(store), "--locked"]
    assert shlex.split(command) == wanted


@pytest.mark.process
@pytest.mark.parametrize("shell", SHELLS)
def test_real_shells_read_it_alike(shell: str) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(EVIL, min_size=1, max_size=12))
    @example(
        ["a'b", 'a"b', "$(id)", "`id`", "*", "~", "a b", ";id", "%s", "=ls", "#", "{a,b}", "&", "$HOME", "é ü", "''"]
    )
    def run(texts: list[str]) -> None:
        taken = [text for text in texts if _taken(text)]
        command = " ".join(["printf '%s\\n'", *(word(text, "it") for text in taken)])
        program = [shell, "sh", "-c", command] if shell == "busybox" else [shell, "-c", command]
        done = subprocess.run(program, capture_output=True, check=True, env={"HOME": "/", "LC_ALL": "C.UTF-8"})
        assert done.stdout.decode() == "".join(f"{text}\n" for text in taken or [""])

    run()


def _taken(text: str) -> bool:
    try:
        word(text, "it")
    except UsageError:
        return False
    return True


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("a\\", "the agent's id holds a backslash ('a\\\\')"),
        ("a!b", "holds an exclamation mark"),
        ("a\nb", "holds a character that cannot be seen ('a\\nb')"),
        ("a\u202eb", "cannot be seen"),
        ("a\x00", "cannot be seen"),
        ("\udce9", "cannot be seen"),
        ("-rf", "begins with a hyphen"),
        ("", "is empty"),
        ("x" * 1025, "is longer than 1024 characters"),
    ],
)
def test_what_no_quote_holds_is_refused(agent: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        forced(PROGRAM, agent, Path("/srv/floor.db"))
    assert expected in str(raised.value)
