"""``cxtui store anonymise``: everybody taken out of a store."""

from cxtui.cli.examples import examples
from cxtui.cli.options import DryRunOption, StoreOption
from cxtui.cli.people import take_out

EPILOG = examples("cxtui store anonymise --dry-run", "cxtui store anonymise --store copy.db")


def anonymise(dry_run: DryRunOption = False, store: StoreOption = None) -> None:
    """Take everybody out of the store, as cxtui store erase does one person; all that customers wrote goes too.

    Machines (agents of the kind bot or system) keep their names. Who comes in later for the first time comes in by
    name: run it again. There is no way back.
    """
    from cxtui import people

    take_out(store, dry_run, lambda path, stage: people.anonymise(path, dry_run, stage))
