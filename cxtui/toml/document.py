"""A TOML file as messages speak of it."""

from dataclasses import dataclass

from cxtui.errors import CxtuiError
from cxtui.toml.lines import line_of


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """A file by its name; ``holds`` is what its keys are keys of ("the settings"), ``error`` what a mistake raises.

    ``text`` is what was written, "" where nobody has it: with it messages tell lines.
    """

    name: str
    holds: str
    error: type[CxtuiError]
    text: str = ""

    def mistake(self, key: str, fault: str) -> CxtuiError:
        """Return the error about a dotted key, or about the whole file where the key is ""."""
        line = line_of(self.text, key) if self.text and key else None
        where = f" (at line {line})" if line else ""
        return self.error(f"{self.name}: {f'{key} {fault}' if key else fault}{where}")
