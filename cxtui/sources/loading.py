"""Find a mapping by name or path and read it."""

import tomllib
from pathlib import Path
from typing import Any

from cxtui.errors import SourceError
from cxtui.nearest import nearest_names
from cxtui.sources.canonical_mapping import canonical_mapping
from cxtui.sources.mapping import Mapping
from cxtui.sources.packaged import CANONICAL, FOLDER, packaged
from cxtui.sources.toml_blocks import read_mapping


def load_mapping(name_or_path: str | Path) -> Mapping:
    """Return a packaged mapping by its name, or the one in a TOML file of the user's.

    Raises SourceError naming the file, the key and the nearest valid key, or the nearest packaged name.
    """
    text = str(name_or_path)
    if text == CANONICAL:
        return canonical_mapping()
    inside = FOLDER / f"{text}.toml"
    if text in packaged() and inside.is_file():
        return read_mapping(_toml(inside), inside, packaged=True)
    path = Path(text).expanduser()
    if path.suffix == ".toml" or path.is_file():
        return read_mapping(_toml(path), path, packaged=False)
    known = ", ".join(packaged())
    near = nearest_names(text, packaged(), alike=0.6)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise SourceError(f"no mapping is called {text!r}.{hint} Packaged: {known}; or give a TOML file of your own.")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SourceError(f"{path}: no such mapping file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: not TOML: {error}.") from None
