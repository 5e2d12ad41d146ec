"""The mappings that come with cxtui, each a name and a line about it; loads nothing heavy."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "mappings"
CANONICAL = "canonical"
SINGER = "singer-"
"""How the names of the mappings begin that read the streams of taps; they lie in a folder of their own."""


@cache
def packaged() -> Mapping[str, str]:
    """Return the packaged mappings as name -> one line, for help texts."""
    found = {CANONICAL: "our own tables: ticket, event, rating, … as docs/canonical.md describes them"}
    for path in sorted(FOLDER.glob("*.toml")):
        found[path.stem] = str(tomllib.loads(path.read_text(encoding="utf-8"))["about"])
    return MappingProxyType(found)


@cache
def singer_mappings() -> Mapping[str, str]:
    """Return the helpdesks whose taps' streams are read as name -> one line; their mappings are ``singer-NAME``."""
    found = {}
    for path in sorted((FOLDER / "singer").glob("*.toml")):
        found[path.stem] = str(tomllib.loads(path.read_text(encoding="utf-8"))["about"])
    return MappingProxyType(found)
