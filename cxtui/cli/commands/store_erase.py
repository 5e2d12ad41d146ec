"""``cxtui store erase``: one person taken out of a store."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import DryRunOption, StoreOption
from cxtui.cli.people import take_out
from cxtui.errors import UsageError

EPILOG = examples(
    "cxtui store erase --customer c100000 --dry-run",
    "cxtui store erase --customer c100000",
    "cxtui store erase --agent a03 --source helpdesk",
)


def erase(
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="ID", help="The customer's id in the store.", show_default=False)
    ] = None,
    agent: Annotated[
        str | None, typer.Option("--agent", metavar="ID", help="The agent's id in the store.", show_default=False)
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="The source that the id is of, where several have it."),
    ] = None,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
) -> None:
    """Take one person out of the store: names, texts, refused rows, desk entries, lines of your logs.

    A random pseudonym stands for the id from now on, so every number stays as it is. Rows of that id that come in
    later get the pseudonym and lose their texts. What others wrote is searched and shown, not changed. There is no
    way back.
    """
    from cxtui import people

    if customer is not None and agent is None:
        take_out(store, dry_run, lambda path, stage: people.erase(path, "customer", customer, source, dry_run, stage))
    elif agent is not None and customer is None:
        take_out(store, dry_run, lambda path, stage: people.erase(path, "agent", agent, source, dry_run, stage))
    else:
        raise UsageError("name one person, by --customer ID or by --agent ID; see cxtui store erase --help")
