"""A console that nobody gets out of: what a process with ``--locked`` does before it loads anything else.

Three fences stand behind each other. The process starts itself anew in Python's isolated mode, with the few
variables of the environment that it keeps, so that none of the others was ever read by what it runs. An audit hook,
which nothing can take off again, refuses other programs, connections, written files and any other store. And the
screens have no key, no driver's service and no command that would try any of it. What stays is the terminal: copying
goes through OSC 52, which writes to the clipboard of who looks.
"""

import errno
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

from cxtui.store.paths import desk_path

OPTION = "--locked"

START = "import sys; sys.path.append(sys.argv.pop(1)); from cxtui.cli import main; sys.exit(main())"
"""How the process starts anew: isolated Python does not look into the folder it runs in, nor that of the script."""

USUAL_TERM = "xterm-256color"
"""What a terminal is taken for whose name is proper but not known here: it is newer than this machine."""

ODD_TERM = "xterm"
"""What a terminal is taken for whose name is none."""

_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,40}\Z")
_LOCALE = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._-]{0,63}\Z")
_COLORTERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}\Z")
_LC = ("LC_ALL", "LC_ADDRESS", "LC_COLLATE", "LC_CTYPE", "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_MESSAGES",
       "LC_MONETARY", "LC_NAME", "LC_NUMERIC", "LC_PAPER", "LC_TELEPHONE", "LC_TIME")  # fmt: skip
KEPT: Mapping[str, re.Pattern[str]] = {"COLORTERM": _COLORTERM, "LANG": _LOCALE} | dict.fromkeys(_LC, _LOCALE)
"""The variables that are kept, besides TERM, and what they may be."""

TERMINFO = tuple(Path(folder) for folder in ("/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo",
                                             "/usr/share/terminfo", "/usr/local/share/terminfo"))  # fmt: skip
"""Where descriptions of terminals are; never in a home."""

REFUSED = frozenset({
    "cpython.run_interactivehook", "os.chflags", "os.chmod", "os.chown", "os.exec", "os.fork", "os.forkpty",
    "os.link", "os.mkdir", "os.posix_spawn", "os.remove", "os.removexattr", "os.rename", "os.rmdir",
    "os.setxattr", "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate", "os.utime", "pty.spawn",
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendmsg", "socket.sendto",
    "sqlite3.enable_load_extension", "sqlite3.load_extension", "subprocess.Popen", "webbrowser.open",
})  # fmt: skip
"""What Python tells its audit hooks about, and a locked process may not do."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def is_asked(arguments: Sequence[str]) -> bool:
    """Return whether a command line asks for a locked console."""
    return OPTION in arguments


def enter(arguments: Sequence[str]) -> None:
    """Lock this process; where it was not started for that, start it anew, which does not return."""
    kept = environment(os.environ)
    if not sys.flags.isolated:
        _again(arguments, kept)
    for name in set(os.environ) - set(kept):
        del os.environ[name]
    for number in (signal.SIGTSTP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    _leave_no_core()
    sys.addaudithook(Fence())


def _again(arguments: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    import cxtui

    root = Path(cxtui.__file__).absolute().parents[1]
    # -B writes no bytecode; in UTF-8 the screen is right whatever locale the terminal claims to be in.
    flags = ["-I", "-B", "-X", "utf8"]
    os.execve(sys.executable, [sys.executable, *flags, "-c", START, str(root), *arguments], dict(environment))


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return what a locked console keeps of an environment: TERM, LANG, LC_* and COLORTERM, each as it should be."""
    kept = {name: given[name] for name, proper in KEPT.items() if name in given and proper.match(given[name])}
    if "TERM" in given:
        kept["TERM"] = terminal(given["TERM"])
    return kept


def terminal(name: str, folders: Sequence[Path] = TERMINFO) -> str:
    """Return a terminal's name if it is one that this machine knows, else one that most terminals resemble."""
    if not _TERM.match(name):
        return ODD_TERM
    # Some systems name the folders by the letter's number.
    known = any((folder / first / name).is_file() for folder in folders for first in (name[0], f"{ord(name[0]):x}"))
    return name if known else USUAL_TERM


def unlike_utf8(given: Mapping[str, str]) -> bool:
    """Return whether the locale names another encoding than UTF-8, so that a screen should keep to ASCII."""
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := given.get(name))), "")
    encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return encoding not in ("", "utf8")


def _leave_no_core() -> None:
    """Let a crash write no picture of the memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Fence:
    """An audit hook that raises PermissionError for what a locked process may not do.

    Reading is allowed: modules are loaded late. Of databases only the first that is opened may be opened again, with
    the desk file beside it, and only to be read.
    """

    def __init__(self) -> None:
        self._store: Path | None = None

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._opened(*arguments)
        elif event == "sqlite3.connect":
            self._connected(str(arguments[0]))
        elif event in REFUSED:
            raise _refused(event)

    def _opened(self, path: object, mode: object, flags: int) -> None:
        # A number is a descriptor that is open already.
        if not isinstance(path, int) and flags & _WRITING and path not in ("/dev/tty", "/dev/null"):
            raise _refused("writing a file")

    def _connected(self, database: str) -> None:
        path, _, mode = database.removeprefix("file://").partition("?")
        if mode != "mode=ro":
            raise _refused("writing a database")
        found = Path(unquote(path))
        self._store = self._store or found
        if found not in (self._store, desk_path(self._store)):
            raise _refused("opening another database")


def _refused(what: str) -> PermissionError:
    return PermissionError(errno.EPERM, f"a locked console may not do this: {what}")
