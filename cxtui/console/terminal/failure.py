"""What a console says of an error that ended it."""

import sys

from rich.console import RenderableType


def failure_text(*renderables: RenderableType) -> str:
    """Return the traceback of the error that is being handled, else what Rich makes of renderables, as plain text."""
    import traceback
    from io import StringIO

    from rich.console import Console

    if sys.exc_info()[0] is not None:
        return traceback.format_exc()
    text = StringIO()
    Console(file=text, color_system=None, width=120).print(*renderables, sep="\n")
    return text.getvalue()
