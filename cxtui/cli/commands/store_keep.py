"""``cxtui store keep``: old tickets leave the store."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import DryRunOption, StoreOption

EPILOG = examples("cxtui store keep 24 months --dry-run", "cxtui store keep 24 months", "cxtui store keep")


def keep(
    time: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[N UNIT]",
            help="How long, such as 24 months, 2 years, 90 days. Default: as long as the last time.",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
) -> None:
    """Let tickets leave that were over before so long ago, and freeze the sums of the days before.

    A ticket leaves when nothing about it can count any more; what is open stays. Later imports leave out and count
    what is older. Refused rows that are over their time (see the settings) lose their texts. Run it daily without a
    time, and nothing rests longer than it should. There is no way back.
    """
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.clock import now
    from cxtui.errors import StoreError
    from cxtui.report.kept import left_text
    from cxtui.store import keeping
    from cxtui.store.border import border
    from cxtui.store.configured import settings_of, since_of
    from cxtui.store.paths import store_path

    path = store_path(store)
    zone = settings_of(path).zone
    since = border(" ".join(time) if time else None, since_of(path), now(), zone)
    with interruptible("the store is as it was"), stages() as stage:
        left = keeping.keep(path, since, dry_run, stage)
    print("\n".join(left_text(path, left, zone, dry_run)))
    if left.failed is not None:
        raise StoreError(left.failed)
