"""Files of any format made ready to be read: CSV, TSV, JSON lines or Parquet in UTF-8, copies where they are not."""

import gzip
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources import archives, documents, encodings, files, formats, sheets
from cxtui.sources.files import DataFile
from cxtui.sources.mapping import Mapping
from cxtui.sources.plan import wanted_columns

HEAD = 1 << 20


class Preparer:
    """Makes the files of a batch ready for one mapping; copies lie in ``folder`` and are its owner's to remove."""

    def __init__(self, mapping: Mapping, folder: Path) -> None:
        self.folder = folder
        fields = [f for b in mapping.blocks for f in (*b.fields.values(), *b.metrics.values())]
        self.columns = {c for f in fields for c in wanted_columns(f)}
        first = {c.split(".")[0] for c in self.columns}
        self.encoding, self.headless = mapping.encoding, bool(mapping.columns)
        self.wanted = documents.WantedTables(mapping.tables, mapping.aliases, self.columns | first, mapping.rows)

    def ready(self, found: list[DataFile]) -> list[DataFile]:
        """Return the files that there are to read: as they are, copies of them, or their parts."""
        return [one for file in found for one in self._one(file)]

    def _one(self, file: DataFile) -> list[DataFile]:
        head = files.head(file, HEAD)
        kind = formats.of_bytes(file, head)
        if kind == "zip":
            return self.ready(archives.members(file, self._place()))
        if kind == "sheet":
            whole = replace(file, at=self._unpacked(file, f"unpacked{file.path.suffix}"), gzipped=False)
            return sheets.sheets(whole, self._place(), self.wanted.tables, self.wanted.aliases, self.columns)
        if kind == "parquet":
            at = self._unpacked(file, "unpacked.parquet")
            return [replace(file, format="parquet", at=at, gzipped=file.gzipped and at == file.at)]
        return self._text(file, head)

    def _text(self, file: DataFile, head: bytes) -> list[DataFile]:
        encoding = self.encoding or encodings.found(file.at, file.gzipped, head, self.columns)
        # A wide encoding that is named without its order of bytes needs no mark.
        start = encodings.beginning(head, encoding)
        kind = formats.of_text(file, start, len(head) < HEAD)
        if kind == "document":
            made = documents.documents(file, encoding, self._place(), self.wanted)
            return [replace(one, encoding=_unusual(encoding)) for one in made]
        file = replace(file, format="tsv" if kind == "tsv" else "jsonl" if kind == "jsonl" else "csv")
        if encoding == "utf-8":
            return [file]
        at = self._place() / "text"
        encodings.transcode(file.at, file.gzipped, encoding, at)
        return [replace(file, at=at, gzipped=False, encoding=encoding, holder=file.on_disk)]

    def each(self, file: DataFile, path: str, keep_broken: bool) -> DataFile:
        """Return a file of JSON lines with a line for every element of a list in each row; raises SourceError."""
        if file.format != "jsonl" or file.sheet:
            raise SourceError(f'{file.path}: each = "{path}" needs JSON; this has no lists in its rows.')
        return documents.each(file, path, self._place() / "each.jsonl", keep_broken)

    def _place(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))

    def _unpacked(self, file: DataFile, name: str) -> Path:
        """Return where a file lies that is not gzipped: itself, or a copy."""
        if not file.gzipped:
            return file.at
        target = self._place() / name
        try:
            with gzip.open(file.at, "rb") as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
        except EOFError:
            raise files.truncated(file.path) from None
        except OSError as error:
            raise SourceError(f"{file.path}: cannot be read: {error}.") from None
        return target


def line_encoding(path: Path) -> str | None:
    """Return in which encoding a file is read line by line; None for one of which copies or parts are read."""
    file = files.by_name(path)
    head = files.head(file, HEAD)
    if formats.of_bytes(file, head) is not None:
        return None
    encoding = encodings.found(path, file.gzipped, head, ())
    kind = formats.of_text(file, encodings.beginning(head, encoding), len(head) < HEAD)
    return None if kind == "document" else encoding


def _unusual(encoding: str) -> str | None:
    return None if encoding == "utf-8" else encoding
