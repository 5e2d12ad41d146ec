"""Reading a TOML file value by value: what is wrong is told with file, key, line and what belongs there."""

from cxtui.toml.document import TomlDocument
from cxtui.toml.files import parse_toml, read_toml
from cxtui.toml.table import TomlTable, described, nearest

__all__ = ["TomlDocument", "TomlTable", "described", "nearest", "parse_toml", "read_toml"]
