"""All commands under one roof, of which a process loads the one that it runs."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated

import typer

from cxtui import __version__
from cxtui.cli.examples import examples
from cxtui.cli.group import OWN_OPTIONS, ConsoleByDefault

EPILOG = examples(
    "cxtui demo",
    "cxtui import tickets-export.csv",
    "cxtui",
)

USUAL = ConsoleByDefault.usual
COMPLETING = "_CXTUI_COMPLETE"
"""Variable of the environment by which a shell asks what may stand next."""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cxtui {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A live view of a support floor, in a terminal.

    Without a command it is cxtui console, and takes its options.
    """


def _console(app: typer.Typer) -> None:
    from cxtui.cli.commands import console

    app.command("console", epilog=console.EPILOG)(console.console)


def _agent(app: typer.Typer) -> None:
    from cxtui.cli.commands import agent

    app.command("agent", epilog=agent.EPILOG)(agent.agent)


def _wall(app: typer.Typer) -> None:
    from cxtui.cli.commands import wall

    app.command("wall", epilog=wall.EPILOG)(wall.wall)


def _import(app: typer.Typer) -> None:
    from cxtui.cli.commands import importer

    app.command("import", cls=importer.ImportCommand, epilog=importer.EPILOG)(importer.import_files)


def _follow(app: typer.Typer) -> None:
    from cxtui.cli.commands.follow import follow

    app.add_typer(follow)


def _map(app: typer.Typer) -> None:
    from cxtui.cli.commands import mapper

    app.command("map", epilog=mapper.EPILOG)(mapper.draft_mapping)


def _snapshot(app: typer.Typer) -> None:
    from cxtui.cli.commands import snapshot

    app.command("snapshot", epilog=snapshot.EPILOG)(snapshot.snapshot)


def _explain(app: typer.Typer) -> None:
    from cxtui.cli.commands import explain

    app.command("explain", epilog=explain.EPILOG)(explain.explain)


def _export(app: typer.Typer) -> None:
    from cxtui.cli.commands import export

    app.command("export", epilog=export.EPILOG)(export.export)


def _review(app: typer.Typer) -> None:
    from cxtui.cli.commands.review import review

    app.add_typer(review)


def _store(app: typer.Typer) -> None:
    from cxtui.cli.commands.store import store

    app.add_typer(store)


def _ssh_key(app: typer.Typer) -> None:
    from cxtui.cli.commands.ssh_key import ssh_key

    app.add_typer(ssh_key)


def _paths(app: typer.Typer) -> None:
    from cxtui.cli.commands import paths

    app.command("paths", epilog=paths.EPILOG)(paths.paths)


def _demo(app: typer.Typer) -> None:
    from cxtui.cli.commands import demo

    app.command("demo", epilog=demo.EPILOG)(demo.demo)


COMMANDS: Mapping[str, Callable[[typer.Typer], None]] = {
    "console": _console, "agent": _agent, "wall": _wall, "import": _import, "follow": _follow, "map": _map,
    "snapshot": _snapshot, "explain": _explain, "export": _export, "review": _review, "store": _store,
    "ssh-key": _ssh_key, "paths": _paths, "demo": _demo,
}  # fmt: skip
"""What adds each command, by its name, in the order of the help; its module is loaded by that."""


def app_of(arguments: Sequence[str]) -> typer.Typer:
    """Return the commands that arguments may mean: the one that they name, else all there are."""
    first = arguments[0] if arguments else USUAL
    if first.startswith("-") and first not in OWN_OPTIONS:
        first = USUAL
    return _made([first] if first in COMMANDS and COMPLETING not in os.environ else COMMANDS)


def every() -> typer.Typer:
    """Return all commands."""
    return _made(COMMANDS)


def _made(names: Iterable[str]) -> typer.Typer:
    # Without Rich's markup a page of help takes 60 ms instead of 170.
    app = typer.Typer(
        name="cxtui",
        cls=ConsoleByDefault,
        epilog=EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    app.callback()(root)
    for name in names:
        COMMANDS[name](app)
    return app
