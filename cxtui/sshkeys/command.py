"""The one command that a key may run, written so that neither sshd nor the account's shell reads it otherwise.

Two readers follow each other. sshd takes what stands between the quotes of ``command="…"`` and knows one escape,
``\\"``. The account's login shell gets the rest as ``shell -c …``. A word of plain characters needs nothing there;
any other stands in single quotes, inside which sh, bash, zsh, ksh, fish and csh agree on all characters but two:
the backslash (fish) and ``!`` (csh). Those are refused, and so is what a reader of the file could not see.
"""

import re
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.sshkeys.public import PublicKey

RESTRICTIONS = "restrict,pty"
"""No forwarding of ports, agent or X11, no rc file: a terminal, and that is all (OpenSSH 7.2 and newer)."""

LONGEST = 1024
"""Characters of the longest word of a command."""

_PLAIN = re.compile(r"[A-Za-z0-9_./:][A-Za-z0-9_./:@+,-]*\Z")
_UNSAFE = {"\\": "a backslash", "!": "an exclamation mark"}


def forced(program: Path, agent: str, store: Path, source: str | None = None) -> str:
    """Return the shell command that opens an agent's own console and nothing else; UsageError for what no quote holds.

    Both paths must be absolute: the command runs in the account's home.
    """
    words = [word(str(program), "the path of cxtui"), "agent", "--id", word(agent, "the agent's id")]
    if source is not None:
        words += ["--source", word(source, "the source")]
    return " ".join([*words, "--store", word(str(store), "the store's path"), "--locked"])


def word(text: str, what: str) -> str:
    """Return a text as one word of any login shell; UsageError calls it ``what``."""
    if not text or len(text) > LONGEST:
        raise UsageError(f"{what} is {'empty' if not text else f'longer than {LONGEST} characters'}")
    if not text.isprintable():
        raise UsageError(f"{what} holds a character that cannot be seen ({text!r}); authorized keys cannot carry it")
    for character, called in _UNSAFE.items():
        if character in text:
            raise UsageError(f"{what} holds {called} ({text!r}), which login shells read in different ways")
    if text.startswith("-"):
        raise UsageError(f"{what} begins with a hyphen ({text!r}), as options do")
    if _PLAIN.match(text):
        return text
    return "'" + text.replace("'", "'\\''") + "'"


def entry(command: str, key: PublicKey) -> str:
    """Return the line of authorized keys that lets a key run a command and nothing else."""
    quoted = command.replace('"', '\\"')
    return f'{RESTRICTIONS},command="{quoted}" {key}'
