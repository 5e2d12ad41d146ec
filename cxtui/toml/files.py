"""From a TOML file or text to the table of all that it holds."""

import tomllib
from pathlib import Path

from cxtui.errors import CxtuiError
from cxtui.toml.document import TomlDocument
from cxtui.toml.table import TomlTable

_LARGEST = 1_000_000


def read_toml(path: Path, holds: str, error: type[CxtuiError]) -> TomlTable:
    """Return the table of a whole file; raises ``error`` saying why it cannot be read or parsed.

    ``holds`` is what the keys of such a file are keys of, such as "the settings" or "a mapping".
    """
    return parse_toml(_text(path, holds, error), str(path), holds, error)


def parse_toml(text: str, name: str, holds: str, error: type[CxtuiError]) -> TomlTable:
    """Return the table of a whole text; ``error`` names line and column of a slip in the syntax."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as slip:
        raise error(f"{name}: this is no valid TOML: {slip}") from None
    return TomlTable(TomlDocument(name, holds, error, text), "", data)


def _text(path: Path, holds: str, error: type[CxtuiError]) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise error(f"{path}: is larger than {_LARGEST} bytes; this cannot hold {holds}")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise error(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from None
    except FileNotFoundError:
        raise error(f"{path}: there is no such file") from None
    except OSError as fault:
        raise error(f"{path}: cannot be read: {fault.strerror}") from None
