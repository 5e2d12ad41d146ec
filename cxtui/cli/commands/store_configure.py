"""``cxtui store configure``: what changes numbers."""

from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption
from cxtui.errors import UsageError

EPILOG = examples(
    "cxtui store configure --print-defaults > floor.toml",
    "cxtui store configure floor.toml",
)


def configure(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE.toml", help="What differs from the packaged defaults.", show_default=False),
    ] = None,
    print_defaults: Annotated[
        bool, typer.Option("--print-defaults", help="Print the packaged defaults, which explain every key.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Set what changes numbers: zone, calendars, targets, weights.

    A file is the store's whole configuration: where it is silent the packaged defaults hold. All facts are
    made anew, in one transaction.
    """
    from cxtui import settings

    if print_defaults:
        print(settings.defaults_text(), end="")
        return
    if file is None:
        raise UsageError("name the file to configure the store with; see cxtui store configure --help")
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.report.stores import frozen_text
    from cxtui.store.configured import configure as apply
    from cxtui.store.configured import since_of
    from cxtui.store.paths import store_path

    wanted = settings.load(file)
    path = store_path(store)
    with interruptible("the store is as it was"), stages() as stage:
        tickets = apply(path, wanted, stage)
    made = f"; facts of {tickets:,} tickets made anew" if tickets else ""
    print(f"{path}: configured, zone {wanted.zone}, settings {settings.digest(wanted)}{made}")
    since = since_of(path)
    if since is not None:
        print("\n".join(frozen_text(since, wanted.zone)))
