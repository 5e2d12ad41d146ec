"""``cxtui store runs``: the imports of a store, and which of them can be taken out again."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import FormatOption, OutputFormat, StoreOption

EPILOG = examples("cxtui store runs", "cxtui store runs --source desk", "cxtui store runs --format json")


def runs(
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only imports of this source.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="The newest N.")] = 50,
    store: StoreOption = None,
    format: FormatOption = OutputFormat.text,
) -> None:
    """List the imports, the newest first: when, of which instant, what they changed, and whether they can be undone.

    cxtui store forget --run takes out the newest of a source.
    """
    from cxtui.report import runs as report
    from cxtui.store.configured import settings_of
    from cxtui.store.paths import store_path
    from cxtui.store.runs import listed_runs

    path = store_path(store)
    found, zone = listed_runs(path, source, limit), settings_of(path).zone
    if format is OutputFormat.json:
        print(report.runs_json(found))
    else:
        print("\n".join(report.runs_text(found, zone)))
