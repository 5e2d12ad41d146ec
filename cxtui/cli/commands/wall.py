"""``cxtui wall``: the floor on a screen that nobody touches."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.cli.options import AtOption, StoreOption

EPILOG = examples(
    "cxtui wall --check",
    "cxtui wall --store team.db --locked --bell --quiet 20:00-07:00",
    "cxtui wall --pages floor,response,escalations --dwell 30s",
)


@with_looks(everywhere=True)
def wall(
    store: StoreOption = None,
    pages: Annotated[
        str | None,
        typer.Option(
            "--pages",
            metavar="NAMES",
            help="Which pages, in this order: floor, queue, response, agents, escalations, customers, scorecard. "
            "Default: all.",
            show_default=False,
        ),
    ] = None,
    dwell: Annotated[
        str, typer.Option("--dwell", metavar="TIME", help="How long a page stays: 20s, 1 min. An alert stays twice.")
    ] = "20s",
    locked: Annotated[
        bool, typer.Option("--locked", help="No key does anything; SIGTERM ends it. Else q and Ctrl-C do.")
    ] = False,
    show_names: Annotated[bool, typer.Option("--show-names", help="Show names of customers.")] = False,
    show_agents: Annotated[
        bool, typer.Option("--show-agents", help="Show names of agents, and groups of fewer than five.")
    ] = False,
    bell: Annotated[bool, typer.Option("--bell", help="Ring once for each alert.")] = False,
    quiet: Annotated[
        str | None,
        typer.Option(
            "--quiet",
            metavar="HOURS",
            help="No alerts and a dim page between two local times of the store's zone, such as 20:00-07:00.",
            show_default=False,
        ),
    ] = None,
    at: AtOption = None,
    *,
    chosen: ChosenLooks,
    check: Annotated[
        bool, typer.Option("--check", help="Say whether this terminal can show it, and exit: 0 it can, 1 it cannot.")
    ] = False,
) -> int:
    """Show the floor large, a page at a time, for people who only look.

    Customers, their words and the names of agents are hidden unless you allow them. See docs/wall.md for a service.
    """
    if check:
        return _check(bool(chosen.get("ascii")))
    from cxtui.console.wall.run import WallOptions, lock, run_wall

    if locked:
        lock()
    from cxtui.store.instants import instant_in
    from cxtui.store.paths import store_path

    path = store_path(store)
    wanted = WallOptions(
        pages=pages,
        dwell=dwell,
        quiet=quiet,
        names=show_names,
        agents=show_agents,
        bell=bell,
        locked=locked,
        looks=chosen,
    )
    return run_wall(path, instant_in(path, at), wanted)


def _check(ascii: bool) -> int:
    """Print what this terminal has and lacks; return the exit code."""
    from cxtui.console.wall.check import findings, fits, look, report

    found = findings(look(ascii))
    print(report(found, ascii))
    return 0 if fits(found) else 1
