"""The mappings of other packages in a line each, for help texts."""

from cxtui.errors import SourceError
from cxtui.sources import entry_points
from cxtui.sources.loading import load_mapping
from cxtui.sources.packaged import packaged


def others() -> dict[str, str]:
    """Return what other packages offer as name -> one line; of what cannot be used the line says why."""
    return {name: _line(name) for name in entry_points.offered()}


def _line(name: str) -> str:
    if name in packaged():
        return f"not used: cxtui has a mapping of this name ({entry_points.package_of(name)})"
    try:
        return load_mapping(name).about or entry_points.package_of(name)
    except SourceError as error:
        return f"not usable: {error}"
