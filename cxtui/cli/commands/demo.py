"""``cxtui demo``: an invented floor, alive in one command."""

from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks

EPILOG = examples("cxtui demo", "cxtui demo --seed 3 --speed 300", "cxtui demo --keep demo.db")


@with_looks(everywhere=True)
def demo(
    seed: Annotated[int, typer.Option(min=0, help="The floor to invent; the same seed gives the same floor.")] = 7,
    speed: Annotated[float, typer.Option(min=1, help="How many times faster than real the day runs.")] = 60,
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

    It has 90 days of history and lives in a store of its own: nothing of yours is touched.
    """
    from cxtui.demo import run

    return run(seed, speed, chosen=chosen, keep=keep)
