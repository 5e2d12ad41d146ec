"""``cxtui follow``: the store kept seconds behind the helpdesks that a team has."""

from typing import Annotated, Any

import typer

from cxtui.cli.commands import follow_place, follow_status
from cxtui.cli.examples import examples
from cxtui.cli.group import FollowByDefault
from cxtui.cli.options import StoreOption

EPILOG = examples(
    "cxtui follow",
    "cxtui follow helpdesk --check",
    "cxtui follow --once",
    "producer | cxtui follow --stdin shop",
    "cxtui follow status",
    "cxtui follow --print-unit > ~/.config/systemd/user/cxtui-follow.service",
)

follow = typer.Typer(
    name="follow",
    cls=FollowByDefault,
    help="Keep the store seconds behind your helpdesks: those of sources.toml, or the ones named. Without a command "
    "it is cxtui follow run, and takes its names and options.",
    epilog=EPILOG,
    rich_markup_mode=None,
)


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Sources to follow. Default: all.", show_default=False),
    ] = None,
    config: follow_status.ConfigOption = None,
    once: Annotated[bool, typer.Option("--once", help="Bring everything up to date, then end.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Connect, say what can be read and which rights are missing; write nothing.")
    ] = False,
    stdin: Annotated[
        str | None,
        typer.Option("--stdin", metavar="NAME", help="Follow JSON lines of our own tables on standard input instead."),
    ] = None,
    print_unit: Annotated[
        bool, typer.Option("--print-unit", help="Print a unit for systemd that follows, and end.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Follow until the process is told to end (Ctrl-C, SIGTERM); nothing that was read is lost by it.

    What goes wrong is tried again, ever less often, and shown in the header of every console; other sources go on.
    """
    import logging
    import sys

    from cxtui.importing.follow.configured import read_sources, sources_path
    from cxtui.store.paths import store_path

    path, file = store_path(store), sources_path(config)
    chosen = _stdin(stdin) if stdin is not None else read_sources(file, names or ())
    if print_unit:
        from cxtui.importing.follow.unit import unit

        print(unit(path, file, chosen, tuple(names or ())), end="")
        return
    if check:
        _check(chosen)
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logger = logging.getLogger("cxtui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        from cxtui.importing.follow.run import follow as follow_all

        follow_all(path, chosen, once=once)
    finally:
        logger.removeHandler(handler)


def _stdin(name: str) -> Any:
    from cxtui.importing.follow.configured import of_stdin

    return (of_stdin(name),)


def _check(sources: Any) -> None:
    """Say of each source what can be read; the exit code is 1 where one cannot be followed."""
    from cxtui.importing.follow.checking import checked

    well = True
    for source in sources:
        found = checked(source)
        well = well and found.well
        print("\n".join(found.lines))
    if not well:
        raise typer.Exit(1)


follow.command("run", epilog=EPILOG)(run)
follow.command("status", epilog=follow_status.EPILOG)(follow_status.status)
follow.command("backfill", epilog=follow_place.BACKFILL)(follow_place.backfill)
follow.command("forget", epilog=follow_place.FORGET)(follow_place.forget)
