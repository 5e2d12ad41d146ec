"""Run the screen of a mapping: what ``cxtui map`` calls on a terminal."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxtui.console.looks import looks_of
from cxtui.console.mapping.app import MapApp
from cxtui.console.mapping.editing import Outcome
from cxtui.console.run import run_app
from cxtui.sources.drafting.sketch import Sketch


def map_on_screen(
    sketch: Sketch, output: Path, store: Path, chosen: Mapping[str, Any], helpdesk: str = ""
) -> tuple[int, Outcome]:
    """Let a person make a mapping of a sketch; return the exit code, and what is wanted of it.

    ``output`` is where it is likely to be saved, ``store`` the one to import into, ``chosen`` the looks that were asked
    for, ``helpdesk`` whose export the file is where that is known. Raises UsageError as ``run_console`` does.
    """
    looks, keys = looks_of(None, chosen, locked=False)
    app = MapApp(
        sketch, output, store, theme=looks.theme, keys=keys, ascii=looks.ascii, slow=looks.slow, helpdesk=helpdesk
    )
    code = run_app(app, mouse=looks.mouse)
    return code, app.main.outcome
