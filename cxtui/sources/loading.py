"""Find a mapping by name or path and read it."""

from dataclasses import replace
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.nearest import nearest_names
from cxtui.sources import entry_points
from cxtui.sources.canonical_mapping import canonical_mapping
from cxtui.sources.mapping import Mapping
from cxtui.sources.packaged import CANONICAL, FOLDER, SINGER, packaged, singer_mappings
from cxtui.sources.signatures import products
from cxtui.sources.toml_blocks import read_mapping
from cxtui.toml import read_toml


def load_mapping(name_or_path: str | Path) -> Mapping:
    """Return a mapping by its name, packaged or of another package, or the one in a TOML file of the user's.

    Raises SourceError naming the file, the key and the nearest valid key, or the nearest name.
    """
    text = str(name_or_path)
    if text == CANONICAL:
        return canonical_mapping()
    inside = FOLDER / f"{text}.toml"
    if text in packaged() and inside.is_file():
        return _read(inside, inside.stem, packaged=True)
    if text.startswith(SINGER) and (helpdesk := text.removeprefix(SINGER)) in singer_mappings():
        return _read(FOLDER / "singer" / f"{helpdesk}.toml", text, packaged=True)
    if text in (kinds := products()):
        return load_mapping(kinds[text][0])
    path = Path(text).expanduser()
    if path.suffix != ".toml" and text in entry_points.names():
        return _of_another_package(text)
    if path.suffix == ".toml" or path.is_file():
        return _read(path, path.stem)
    known, others = ", ".join(packaged()), ", ".join(entry_points.names())
    near = nearest_names(text, (*packaged(), *products(), *entry_points.names()), alike=0.75)
    hint = f" Did you mean {near[0]}?" if near else ""
    installed = f" Of other packages: {others};" if others else ""
    raise SourceError(
        f"no mapping is called {text!r}.{hint} Packaged: {known};{installed} or give a TOML file of your own."
    )


def _of_another_package(name: str) -> Mapping:
    found = entry_points.source(name)
    try:
        return replace(_read(found.mapping, name, finished=found.finish is not None), outside=True)
    except SourceError as error:
        raise SourceError(f"{entry_points.package_of(name)}: {error}") from error


def _read(path: Path, name: str, packaged: bool = False, finished: bool = False) -> Mapping:
    return read_mapping(read_toml(path, "a mapping", SourceError), name, packaged, finished)
