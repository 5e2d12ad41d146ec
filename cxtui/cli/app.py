"""All commands under one roof. Nothing here, and nothing it imports, loads what only one command needs."""

from typing import Annotated

import typer

from cxtui import __version__
from cxtui.cli.commands import agent, console, demo, explain, export, importer, mapper, paths, snapshot, wall
from cxtui.cli.commands.follow import follow
from cxtui.cli.commands.review import review
from cxtui.cli.commands.ssh_key import ssh_key
from cxtui.cli.commands.store import store
from cxtui.cli.examples import examples
from cxtui.cli.group import ConsoleByDefault

EPILOG = examples(
    "cxtui demo",
    "cxtui import tickets-export.csv",
    "cxtui",
)

# Without Rich's markup a page of help takes 60 ms instead of 170.
app = typer.Typer(
    name="cxtui",
    cls=ConsoleByDefault,
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cxtui {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A live view of a support floor, in a terminal.

    Without a command it is cxtui console, and takes its options.
    """


app.command("console", epilog=console.EPILOG)(console.console)
app.command("agent", epilog=agent.EPILOG)(agent.agent)
app.command("wall", epilog=wall.EPILOG)(wall.wall)
app.command("import", cls=importer.ImportCommand, epilog=importer.EPILOG)(importer.import_files)
app.add_typer(follow)
app.command("map", epilog=mapper.EPILOG)(mapper.draft_mapping)
app.command("snapshot", epilog=snapshot.EPILOG)(snapshot.snapshot)
app.command("explain", epilog=explain.EPILOG)(explain.explain)
app.command("export", epilog=export.EPILOG)(export.export)
app.add_typer(review)
app.add_typer(store)
app.add_typer(ssh_key)
app.command("paths", epilog=paths.EPILOG)(paths.paths)
app.command("demo", epilog=demo.EPILOG)(demo.demo)
