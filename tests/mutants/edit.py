"""A replacement in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``[start, end)`` of a text, what stands there, and what is to stand there."""

    start: int
    end: int
    before: str
    after: str

    @property
    def change(self) -> str:
        """Return the edit in words."""
        return f"{self.before} -> {self.after or 'nothing'}"
