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

    from cxtui import api
    from cxtui.clock import now
    from cxtui.desk import Desk
    from cxtui.kpis.feeds.store_feed import PATIENCE_S
    from cxtui.store.paths import desk_path

    with api.open(store, at, patience=PATIENCE_S) as opened, closing(Desk(desk_path(opened.path))) as beside:
        floor = opened.floor()
        desk = beside.read(opened.at)
    if format is OutputFormat.json:
        from cxtui.report.document import as_json

        print(as_json(floor, desk))
    else:
        from cxtui.report.text import as_text

        print("\n".join(as_text(floor, now(), desk)))
