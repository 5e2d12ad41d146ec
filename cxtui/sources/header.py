"""The columns of one file, with what is needed to read it."""

from dataclasses import dataclass

from cxtui.sources.files import DataFile


@dataclass(frozen=True, slots=True)
class Header:
    """A file's columns in their order; of a CSV file its delimiter and the lines before its header.

    Of those ``titles`` are not blank. A file that is ``headless`` begins with rows behind them. A row needs its
    ``least`` first cells; missing ones behind them are empty (0: it needs all).
    Of JSON those of the columns are ``paths`` that lead into an object, keys with dots between.

    ``lenient`` JSONL files mix line ends, which DuckDB takes only when it is less strict.
    ``longest`` is how many bytes a line may have for DuckDB.
    """

    file: DataFile
    columns: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0
    lenient: bool = False
    longest: int = 1 << 21
    titles: int = 0
    headless: bool = False
    least: int = 0
    paths: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Return where the columns stand, for an error's beginning."""
        line = f" line {self.skip + 1}:" if self.file.format in ("csv", "tsv") and not self.headless else ""
        return f"{self.file.path}:{line}"
