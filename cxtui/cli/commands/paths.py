"""``cxtui paths``: where things live."""

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption

EPILOG = examples("cxtui paths", 'sqlite3 "$(cxtui paths | sed -n "s/^store  *//p")"')


def paths(store: StoreOption = None) -> None:
    """Print where the store, your settings, the sources that you follow and the logs are."""
    from cxtui.cli.failures import log_path
    from cxtui.importing.follow.configured import sources_path
    from cxtui.settings import looks_path
    from cxtui.store.paths import desk_path, store_path

    path = store_path(store)
    for what, where in (
        ("store", path),
        ("desk", desk_path(path)),
        ("settings", looks_path()),
        ("sources", sources_path()),
        ("logs", log_path().parent),
    ):
        print(f"{what:<10}{where}")
