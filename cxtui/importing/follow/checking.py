"""``--check``: what a source lets us read, found out without writing anything."""

from contextlib import closing
from dataclasses import dataclass

from cxtui.errors import CxtuiError
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Patience


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a source can be followed, and lines that say so."""

    well: bool
    lines: tuple[str, ...]


def checked(configured: ConfiguredSource) -> Checked:
    """Return what a source lets us read; an error becomes its lines."""
    name = configured.name
    try:
        with closing(configured.make(configured.options, Patience())) as source:
            found = source.check()
            covers = ", ".join(source.histories) or "what its rows say"
    except CxtuiError as error:
        return Checked(False, (f"{name}: cannot be followed", f"  {error}"))
    lines = [f"{name}: {'can be followed' if not found.missing else 'not all of it can be read'}"]
    lines += [f"  reads    {what}" for what in found.read]
    lines += [f"  missing  {what}" for what in found.missing]
    lines += [f"  needs    {what}" for what in found.needs]
    lines.append(f"  covers   {covers}")
    lines += [f"  stays –  {what}" for what in found.untold]
    return Checked(not found.missing, tuple(lines))
