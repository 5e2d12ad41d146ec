"""``cxtui store forget``: taking a source or the newest import of one out of a store."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption
from cxtui.errors import UsageError

EPILOG = examples("cxtui store forget --source desk", "cxtui store forget --run 7")


def forget(
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Take out everything of this source.", show_default=False),
    ] = None,
    run: Annotated[
        int | None,
        typer.Option(metavar="N", help="Take out this import, the newest of its source.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Take a source out of the store, or its newest import: the store is then as if it had never come in.

    cxtui store runs lists the imports, and which can be taken out. A source can be imported again afterwards.
    """
    if (source is None) == (run is None):
        raise UsageError("say what to take out: --source NAME or --run N; cxtui store runs lists both")
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.store.forgetting import forget_run, forget_source
    from cxtui.store.paths import store_path

    path = store_path(store)
    with interruptible("the store is as it was"), stages() as stage:
        if source is not None:
            done = forget_source(path, source, stage)
        else:
            assert run is not None
            done = forget_run(path, run, stage)
    runs = f"import{'' if len(done.runs) == 1 else 's'} {', '.join(map(str, done.runs))}"
    print(
        f"{path}: took out {runs} of {', '.join(done.sources)}: {done.records:,} records, facts of {done.tickets:,} "
        "tickets made anew or dropped"
    )
