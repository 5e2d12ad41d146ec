"""``cxtui agent``: the console of one agent."""

from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli import completing
from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.cli.options import AtOption, DebugOption, StoreOption

EPILOG = examples(
    "cxtui agent --id ann",
    "cxtui agent --id 1017 --source zendesk --store team.db",
    "cxtui agent --id ann --slow --ascii",
)


@with_looks()
def agent(
    id: Annotated[
        str,
        typer.Option(
            "--id", metavar="ID", help="Whose console: the agent's id in the store.", autocompletion=completing.agents
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="The source that the id is of, where several have it."),
    ] = None,
    store: StoreOption = None,
    at: AtOption = None,
    locked: Annotated[
        bool, typer.Option("--locked", help="Leave no way out: for an account that is reached over SSH.")
    ] = False,
    *,
    chosen: ChosenLooks,
    debug: DebugOption = False,
) -> int:
    """Show one agent's own work: queue, clocks, escalations, score.

    Own tickets and those that nobody has yet in the own team; nobody else's tickets, names or numbers.
    """
    from cxtui.console.run import run_console
    from cxtui.kpis.feed import FloorFeed
    from cxtui.kpis.feeds.data_end import DataEnd
    from cxtui.store.instants import instant_in
    from cxtui.store.paths import store_path

    path = store_path(store)
    now = at is not None and at.strip().lower() == "now"
    instant = None if now else instant_in(path, at)
    _check(path, id, source, hints=not locked)

    def feed(end: DataEnd | None) -> FloorFeed:
        from cxtui.kpis.agent.feed import AgentFeed

        return AgentFeed(path, id, source, instant, hints=not locked, end=end)

    return run_console(path, instant, chosen=chosen, locked=locked, debug=debug, permitted=feed, from_end=not now)


def _check(store: Path, agent: str, source: str | None, hints: bool) -> None:
    """Raise UsageError for an agent that the store does not have; one that cannot be read now is told on the screen."""
    from contextlib import closing, suppress

    from cxtui.kpis.agent.identity import identify
    from cxtui.store.read import Reader, StoreTrouble

    with suppress(StoreTrouble), closing(Reader(store)) as reader, reader.transaction() as tx:
        identify(tx, agent, source, hints)
