"""The mappings that come with cxtui, each a name and a line about it; loads nothing heavy."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "mappings"
CANONICAL = "canonical"


def packaged() -> dict[str, str]:
    """Return the packaged mappings as name -> one line, for help texts."""
    found = {CANONICAL: "our own tables: ticket, event, rating, … as docs/canonical.md describes them"}
    for path in sorted(FOLDER.glob("*.toml")):
        found[path.stem] = str(tomllib.loads(path.read_text(encoding="utf-8"))["about"])
    return found


def products() -> dict[str, tuple[str, ...]]:
    """Return the helpdesks that packaged mappings are of, with the names of these."""
    from cxtui.sources.signatures import signatures

    found: dict[str, list[str]] = {}
    for one in signatures():
        found.setdefault(one.product, []).append(one.name)
    return {product: tuple(names) for product, names in found.items()}
