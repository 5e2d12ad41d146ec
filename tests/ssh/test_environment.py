"""What a client says of itself: nothing of it reaches the console but a few names of terminals and locales."""

import os
from pathlib import Path

import pytest

from cxtui.console.terminal.locked import KEPT, ODD_TERM, USUAL_TERM
from tests.ssh.client import Client, Way
from tests.ssh.floor import AGENT, THEIRS

LONG = "x" * 5000


def test_variables_that_steer_programs(way: Way, tmp_path: Path) -> None:
    written = tmp_path / "written"
    evil = {
        "PYTHONSTARTUP": f"{tmp_path}/evil.py", "PYTHONPATH": str(tmp_path), "PYTHONHOME_": "x", "PYTHONINSPECT": "1",
        "PYTHONBREAKPOINT": "os.system", "PYTHONWARNINGS": "always", "LD_PRELOAD": f"{tmp_path}/evil.so",
        "LD_LIBRARY_PATH": str(tmp_path), "PATH_": "x", "TEXTUAL": "devtools,debug", "TEXTUAL_LOG": str(written),
        "TEXTUAL_DRIVER": "os:system", "TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "q", "TEXTUAL_ALLOW_SIGNALS": "1", "TEXTUAL_DEVTOOLS_PORT": "9", "EDITOR": "vi",
        "BROWSER": "sh -c id", "PAGER": "less", "SHELL_": "x", "TERMINFO": str(tmp_path), "TERMINFO_DIRS": "/tmp",
        "CXTUI_STORE": "/etc/passwd", "CXTUI_SETTINGS": f"{tmp_path}/settings.toml", "_CXTUI_COMPLETE": "bash_source",
        "SSH_ORIGINAL_COMMAND": "id", "LANGUAGE": "../../..", "LOCPATH": str(tmp_path), "NLSPATH": str(tmp_path),
        "TMPDIR": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "IFS": "a",
    }  # fmt: skip
    (tmp_path / "settings.toml").write_text('theme = "none of ours"\n')
    (tmp_path / "textual.py").write_text(f"open({str(written)!r}, 'w').write('ran')\n")
    before = sorted(tmp_path.iterdir())
    send = [word for name in evil for word in ("-o", f"SendEnv={name}")]
    with Client(way, "--id bob", options=("-t", *send), environment={**evil, "LANG": "C.UTF-8"}) as client:
        client.shows(AGENT)
        assert set(client.environment()) <= {"TERM", *KEPT}
        client.lives()
        client.type("q")
        # PYTHONINSPECT would leave a prompt here.
        assert client.ended() == 0
        assert b">>>" not in client.output and THEIRS not in client.output.decode()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("$(id)", ODD_TERM),
        ("../../../etc/passwd", ODD_TERM),
        (LONG[:200], ODD_TERM),
        ("xterm\x1b]0;owned\x07", ODD_TERM),
        ("a-terminal-of-tomorrow", USUAL_TERM),
        ("xterm", "xterm"),
    ],
    ids=["command", "path", "long", "escape", "new", "known"],
)
def test_odd_names_of_terminals(way: Way, given: str, taken: str) -> None:
    with Client(way, environment={"TERM": given}) as client:
        client.shows(AGENT)
        assert client.environment()["TERM"] == taken
        assert b"uid=" not in client.output and b"owned" not in client.output


@pytest.mark.parametrize(
    "locale",
    ["../../../tmp/evil", "$(id)", "pl_PL.UTF-8\nLD_PRELOAD=x", LONG, "%n%n%s", ""],
    ids=lambda text: text[:12],
)
def test_odd_locales(way: Way, locale: str) -> None:
    names = ("LANG", "LC_ALL", "LC_MESSAGES", "LC_EVIL", "LC_CTYPE")
    send = [word for name in names for word in ("-o", f"SendEnv={name}")]
    with Client(way, options=send, environment=dict.fromkeys(names, locale)) as client:
        client.shows(AGENT)
        # Python itself names a locale for its own use where there is none.
        assert {name: value for name, value in client.environment().items() if locale and locale in value} == {}
        assert "LC_EVIL" not in client.environment()


def test_a_locale_that_is_no_utf8_gets_a_screen_it_can_show(way: Way) -> None:
    with Client(way, options=("-o", "SendEnv=LC_ALL"), environment={"LC_ALL": "pl_PL.ISO-8859-2"}) as client:
        client.shows(AGENT)
        client.settle()
        assert client.screen.text().isascii()


def test_what_a_client_asks_for_by_setenv(way: Way) -> None:
    options = ("-o", "SetEnv=PYTHONINSPECT=1", "-o", "SendEnv=COLORTERM")
    with Client(way, options=options, environment={"COLORTERM": "truecolor"}) as client:
        client.shows(AGENT)
        environment = client.environment()
        assert environment["COLORTERM"] == "truecolor"
        assert "PYTHONINSPECT" not in environment
        assert os.environ["PATH"] not in environment.values()
