"""``cxtui ssh-key``: which key opens which agent's console over SSH."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption

if TYPE_CHECKING:
    from cxtui.sshkeys import PublicKey

LINE = examples(
    "cxtui ssh-key line ann ann.pub --store /srv/floor/floor.db",
    'cxtui ssh-key line 1017 "ssh-ed25519 AAAAC3… ann@laptop" --source zendesk',
)
ADD = examples(
    "cxtui ssh-key add ann ann.pub --store /srv/floor/floor.db --authorized-keys /home/floor/.ssh/authorized_keys",
)
EPILOG = examples(
    "cxtui ssh-key line ann ann.pub --store /srv/floor/floor.db",
    "cxtui ssh-key add ann ann.pub --store /srv/floor/floor.db --authorized-keys /home/floor/.ssh/authorized_keys",
)
LARGEST = 65_536

AgentArgument = Annotated[str, typer.Argument(metavar="ID", help="The agent's id in the store.")]
KeyArgument = Annotated[
    str, typer.Argument(metavar="KEY", help="The agent's public key: a file, - for standard input, or its text.")
]
OwnSourceOption = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="NAME", help="The source that the id is of, where several have it.", show_default=False
    ),
]

ssh_key = typer.Typer(
    name="ssh-key",
    help="Let an agent's SSH key open that agent's console, and nothing else.",
    epilog=EPILOG,
    rich_markup_mode=None,
)


@ssh_key.command("line", epilog=LINE)
def line(agent: AgentArgument, key: KeyArgument, source: OwnSourceOption = None, store: StoreOption = None) -> None:
    """Print the line for a file of authorized keys.

    The key may then run one command, cxtui agent --locked on this store, whatever its owner asks for.
    """
    print(_line(agent, source, store, _key(key)))


@ssh_key.command("add", epilog=ADD)
def add(
    agent: AgentArgument,
    key: KeyArgument,
    authorized_keys: Annotated[
        Path, typer.Option("--authorized-keys", metavar="FILE", help="The file to append to; made if it is not there.")
    ],
    source: OwnSourceOption = None,
    store: StoreOption = None,
) -> None:
    """Append the line to a file of authorized keys.

    The file is written whole or not at all and keeps its owner and mode. One that others may write, and a key that
    is in it already, are refused.
    """
    from cxtui.sshkeys import add as append

    parsed = _key(key)
    append(authorized_keys, _line(agent, source, store, parsed), parsed)
    print(f"{authorized_keys}: added a key that opens the console of agent {agent}")


def _line(agent: str, source: str | None, store: Path | None, key: "PublicKey") -> str:
    """Return the line for an agent that the store has; raises UsageError and StoreError."""
    from contextlib import closing

    from cxtui.kpis.agent.identity import identify
    from cxtui.sshkeys import entry, forced
    from cxtui.store.paths import store_path
    from cxtui.store.read import Reader

    path = store_path(store)
    with closing(Reader(path)) as reader, reader.transaction() as tx:
        identify(tx, agent, source)
    return entry(forced(program(), agent, path, source), key)


def program() -> Path:
    """Return the installed command ``cxtui`` by its absolute path; UsageError where there is none."""
    import shutil
    import sys

    called = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("cxtui")
    found = shutil.which("cxtui")
    for path in (called if called.name == "cxtui" else None, beside, Path(found) if found else None):
        if path is not None and path.is_file():
            return path.absolute()
    from cxtui.errors import UsageError

    raise UsageError("the command cxtui is not installed beside this Python, so a key could not run it")


def _key(given: str) -> "PublicKey":
    """Return the key that was named by a file, or given as text."""
    import sys

    from cxtui.errors import UsageError
    from cxtui.sshkeys import parse

    if given == "-":
        return parse(sys.stdin.read(LARGEST), "standard input")
    if len(given.split()) > 1 and not Path(given[:255]).exists():
        return parse(given)
    path = Path(given)
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8", "replace")
    except OSError as error:
        reason = "there is no such file, and it is no key" if isinstance(error, FileNotFoundError) else error.strerror
        raise UsageError(f"{given[:255]}: {reason}") from None
    return parse(text, str(path))
