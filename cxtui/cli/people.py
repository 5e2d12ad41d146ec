"""What ``cxtui store erase`` and ``anonymise`` share: progress, what killed imports left, and the report."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import StoreError

if TYPE_CHECKING:
    from cxtui.people import Everywhere

TakeOut = Callable[[Path, Callable[[str], None]], "Everywhere"]


def take_out(store: Path | None, dry_run: bool, work: TakeOut) -> None:
    """Run the work on a store and print what it did; StoreError where something is left that it should have taken."""
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.importing.spill import sweep
    from cxtui.report.people import erased_text
    from cxtui.store.paths import store_path

    path = store_path(store)
    with interruptible("run the command again: it goes on where it was"), stages() as stage:
        if not dry_run:
            sweep()
        done = work(path, stage)
    print("\n".join(erased_text(path, done, dry_run)))
    if done.failed:
        raise StoreError("; ".join(done.failed))
