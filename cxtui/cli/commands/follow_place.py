"""``cxtui follow backfill`` and ``forget``: how far a source is read."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption

BACKFILL = examples("cxtui follow backfill helpdesk --from 2025-01-01")
FORGET = examples("cxtui follow forget helpdesk")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The source.", show_default=False)]


def backfill(
    name: NameArgument,
    since: Annotated[str, typer.Option("--from", metavar="INSTANT", help="Down to this instant, in the store's zone.")],
    store: StoreOption = None,
) -> None:
    """Ask for older history of a source than sources.toml does; whoever follows it fills it in."""
    from cxtui.cli.instants import zone_of
    from cxtui.clock import format_instant, now, parse_instant
    from cxtui.store import feeds
    from cxtui.store.paths import store_path
    from cxtui.store.writer import Writer

    path = store_path(store)
    zone = zone_of(path)
    at = parse_instant(since, zone)
    with Writer(path) as writer, writer.batch() as con:
        _known(feeds.followed(con), name)
        feeds.want_from(con, name, at, now())
    print(f"{name}: history is wanted down to {format_instant(at, zone)}")


def forget(name: NameArgument, store: StoreOption = None) -> None:
    """Take a followed source out of the store, with all that it brought; sources.toml stays as it is."""
    from cxtui import health
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.store import feeds
    from cxtui.store.forgetting import forget_source
    from cxtui.store.paths import store_path
    from cxtui.store.writer import Writer

    path = store_path(store)
    with interruptible("the store is as it was"), stages() as stage:
        with Writer(path) as writer, writer.batch() as con:
            _known(feeds.followed(con), name)
            feeds.forget(con, name)
            brought = con.execute("SELECT 1 FROM source_state WHERE source = ?", (name,)).fetchone()
        records = forget_source(path, name, stage).records if brought else 0
    health.remove(path, name)
    print(f"{path}: took out {records:,} records of {name}; the next follow reads it anew")


def _known(followed: tuple[str, ...], name: str) -> None:
    from cxtui.errors import UsageError
    from cxtui.toml import nearest

    if name not in followed:
        raise UsageError(f"{name!r} was never followed into this store; {nearest(name, followed)}")
