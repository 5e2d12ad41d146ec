"""The columns of one file, with what is needed to read it."""

from dataclasses import dataclass

from cxtui.sources.files import DataFile


@dataclass(frozen=True, slots=True)
class Header:
    """A file's columns in their order; of a CSV file its delimiter and the blank lines before its header.

    ``lenient`` JSONL files mix line ends, which DuckDB takes only when it is less strict.
    ``longest`` is how many bytes a line may have for DuckDB.
    """

    file: DataFile
    columns: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0
    lenient: bool = False
    longest: int = 1 << 21

    @property
    def place(self) -> str:
        """Return where the columns stand, for an error's beginning."""
        line = f" line {self.skip + 1}:" if self.file.format in ("csv", "tsv") else ""
        return f"{self.file.path}:{line}"
