"""``cxtui snapshot``: the floor without a screen."""

from cxtui.cli.examples import examples
from cxtui.cli.options import AtOption, FormatOption, OutputFormat, StoreOption

EPILOG = examples(
    "cxtui snapshot",
    "cxtui snapshot --format json | jq .metrics.backlog.value",
    'cxtui snapshot --at "2016-03-31 23:59"',
)


def snapshot(store: StoreOption = None, at: AtOption = None, format: FormatOption = OutputFormat.text) -> None:
    """Print the floor of an instant as text or JSON.

    Numbers, tickets next to breach, agents, escalations, what cxtui review has fired and its action plan,
    freshness, and what is missing for the rest.
    docs/snapshot.md describes the JSON, whose keys are stable.
    """
    from contextlib import closing

    from cxtui.cli.instants import instant_in
    from cxtui.clock import now
    from cxtui.desk import Desk
    from cxtui.kpis.feeds.store_feed import StoreFeed
    from cxtui.store.paths import desk_path, store_path

    path = store_path(store)
    instant = instant_in(path, at)
    with closing(StoreFeed(path, instant)) as feed, closing(Desk(desk_path(path))) as beside:
        floor = feed.read()
        desk = beside.read(instant)
    if format is OutputFormat.json:
        from cxtui.report.document import as_json

        print(as_json(floor, desk))
    else:
        from cxtui.report.text import as_text

        print("\n".join(as_text(floor, now(), desk)))
