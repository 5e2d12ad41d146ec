"""``cxtui demo``: an invented floor, alive in one command."""

from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli import completing
from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.cli.options import ScreenOption

EPILOG = examples(
    "cxtui demo",
    "cxtui demo --wall",
    "cxtui demo --agent a06",
    "cxtui demo --screen customers --speed 300",
    "cxtui demo --seed 3 --keep demo.db",
)


@with_looks(everywhere=True)
def demo(
    seed: Annotated[int, typer.Option(min=0, help="The floor to invent; the same seed gives the same floor.")] = 7,
    speed: Annotated[float, typer.Option(min=1, help="How many times faster than real the day runs.")] = 60,
    screen: ScreenOption = None,
    wall: Annotated[bool, typer.Option("--wall", help="Show it as a wall that nobody touches.")] = False,
    agent: Annotated[
        str | None,
        typer.Option(
            "--agent",
            metavar="ID",
            help="Show it as the console of one agent: a01 to a16.",
            show_default=False,
            autocompletion=completing.demo_agents,
        ),
    ] = None,
    *,
    chosen: ChosenLooks,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the demo's store here. Default: removed at the end.", show_default=False
        ),
    ] = None,
) -> int:
    """Show an invented floor whose day runs faster than real.

    It has 19 weeks of history and lives in a store of its own: nothing of yours is touched.
    """
    from cxtui.demo import run
    from cxtui.demo.faces import face_of

    return run(seed, speed, chosen=chosen, keep=keep, face=face_of(screen, wall, agent))
