"""``cxtui follow status``: how each followed source is."""

from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import FormatOption, OutputFormat, StoreOption

EPILOG = examples("cxtui follow status", "cxtui follow status --format json")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The file of sources. Default: CXTUI_SOURCES, else sources.toml beside your settings.",
        show_default=False,
    ),
]


def status(store: StoreOption = None, format: FormatOption = OutputFormat.text) -> None:
    """Say how each source that is followed into a store is; the exit code is 1 where one is in trouble."""
    from cxtui.clock import now
    from cxtui.importing.follow.status import document, lines, well
    from cxtui.store.paths import store_path

    path, at = store_path(store), now()
    if format is OutputFormat.json:
        import json

        print(json.dumps(document(path, at), indent=2, ensure_ascii=False))
    else:
        print("\n".join(lines(path, at)))
    if not well(path, at):
        raise typer.Exit(1)
