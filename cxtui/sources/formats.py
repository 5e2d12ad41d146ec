"""What a file is by its beginning, whatever its name says."""

import json
import re
import zipfile
from pathlib import Path
from typing import Literal

from cxtui.errors import SourceError
from cxtui.sources.files import DataFile, unknown_format

Kind = Literal["csv", "tsv", "jsonl", "document", "parquet", "sheet", "zip"]
ZIP, OLD_OFFICE, PARQUET, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"\x1f\x8b"
PAGE = re.compile(r"\s*<(!doctype html|html|head|table|\?xml)", re.IGNORECASE)
DOCUMENT = re.compile(r"\s*\[\s*(\{|\]|$)")
OBJECT = re.compile(r'\s*\{\s*("|\}|$)')


def of_bytes(file: DataFile, head: bytes) -> Kind | None:
    """Return what the first bytes of a file are if they are no text; None where it may be text.

    Raises SourceError for a workbook or an archive by its name that is none.
    """
    if head.startswith(ZIP):
        return "sheet" if file.format == "sheet" or _holds_sheets(file) else "zip"
    if head.startswith(OLD_OFFICE):
        return "sheet"
    if file.format == "parquet" or head.startswith(PARQUET):
        return "parquet"
    if head.startswith(GZIP):
        raise SourceError(f"{file.path}: this is a gzip file; let its name end in .gz.")
    if file.format == "zip":
        raise SourceError(f"{file.path}: this is no zip file, or it is damaged. Export it again.")
    if file.format == "sheet" and b"\0" in head[:2000] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{file.path}: this is no workbook, or it is damaged. Save it again, as .xlsx or .csv.")
    return None


def _holds_sheets(file: DataFile) -> bool:
    if file.gzipped:
        return False
    try:
        with zipfile.ZipFile(file.at) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return False
    return "xl/workbook.xml" in names or "xl/workbook.bin" in names or {"content.xml", "META-INF/manifest.xml"} <= names


def of_text(file: DataFile, head: str, whole: bool) -> Kind:
    """Return what a text is by its first characters; ``whole`` tells that they are all of it.

    Raises SourceError for a page that only calls itself a sheet, and for what is no text.
    """
    if "\0" in head.partition("\n")[0]:
        if file.format in ("unknown", "sheet"):
            raise unknown_format(file.path)
        raise SourceError(f"{file.path}: line 1: this is not text.")
    if PAGE.match(head):
        raise SourceError(f"{file.path}: line 1: this is a web page or XML; export it as CSV or .xlsx.")
    if file.format in ("csv", "tsv"):
        return "tsv" if file.format == "tsv" else "csv"
    if file.format in ("jsonl", "json") or OBJECT.match(head) or DOCUMENT.match(head):
        return _of_json(file, head, whole)
    return "csv"


def _of_json(file: DataFile, head: str, whole: bool) -> Kind:
    if DOCUMENT.match(head):
        return "document"
    lines = [line for line in head.split("\n", 20) if line.strip()]
    if len(lines) > 1:
        if _is_object(lines[0]):
            return "jsonl"
        return "jsonl" if file.format == "jsonl" and lines[0].strip() != "{" else "document"
    # One object alone may be a row, or hold the list of them.
    alone = bool(lines) and (not whole or _is_object(lines[0]))
    return "document" if alone or file.format != "jsonl" else "jsonl"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def stem_of(name: str) -> str:
    """Return a file's name without its endings."""
    plain = Path(name).name
    return Path(plain[:-3] if plain.lower().endswith(".gz") else plain).stem
