"""``cxtui store info``: what is in a store."""

from cxtui.cli.examples import examples
from cxtui.cli.options import FormatOption, OutputFormat, StoreOption

EPILOG = examples("cxtui store info", "cxtui store info --format json")


def info(store: StoreOption = None, format: FormatOption = OutputFormat.text) -> None:
    """Print what is in the store: sources, rows, the newest imports."""
    from cxtui.clock import now
    from cxtui.report import stores
    from cxtui.store import check
    from cxtui.store.configured import settings_of
    from cxtui.store.paths import store_path

    path = store_path(store)
    found, zone = check.info(path, now()), settings_of(path).zone
    if format is OutputFormat.json:
        print(stores.info_json(found))
    else:
        print("\n".join(stores.info_text(found, zone)))
