"""``cxtui snapshot``: the floor without a screen."""

from cxtui.cli.examples import examples
from cxtui.cli.options import AtOption, Format, FormatOption, StoreOption

EPILOG = examples(
    "cxtui snapshot",
    "cxtui snapshot --format json | jq .metrics.backlog.value",
    'cxtui snapshot --at "2016-03-31 23:59"',
)


def snapshot(store: StoreOption = None, at: AtOption = None, format: FormatOption = Format.text) -> None:
    """Print the floor of an instant as text or JSON.

    Numbers, tickets next to breach, agents, escalations, freshness, and what is missing for the rest.
    docs/snapshot.md describes the JSON, whose keys are stable.
    """
    from contextlib import closing

    from cxtui.cli.instants import instant_in
    from cxtui.clock import now
    from cxtui.kpis.reading import StoreFeed
    from cxtui.store.paths import store_path

    path = store_path(store)
    with closing(StoreFeed(path, instant_in(path, at))) as feed:
        floor = feed.read()
    if format is Format.json:
        from cxtui.report.document import as_json

        print(as_json(floor))
    else:
        from cxtui.report.text import as_text

        print("\n".join(as_text(floor, now())))
