"""CSV that a spreadsheet may open: what a customer wrote can start no formula there."""

import csv
from typing import Any, TextIO

from cxtui.exporting.sheet import ExportSheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With what a cell begins that spreadsheets take for a formula (OWASP, "CSV Injection")."""


def write(sheet: ExportSheet, into: TextIO) -> int:
    """Write a sheet with its header and return how many rows it had; absent values are empty cells."""
    out = csv.writer(into, lineterminator="\n")
    quoted = csv.writer(into, lineterminator="\n", quoting=csv.QUOTE_ALL)
    out.writerow(sheet.names)
    count = 0
    texts = tuple(column.kind == "text" for column in sheet.columns)
    for row in sheet.rows:
        cells = [harmless(cell) if is_text else cell for is_text, cell in zip(texts, row, strict=True)]
        # Of the two line ends the writer quotes only the one that it writes itself.
        (quoted if any(isinstance(cell, str) and "\r" in cell for cell in cells) else out).writerow(cells)
        count += 1
    return count


def harmless(cell: Any) -> Any:
    """Return a cell of text with an apostrophe before what a spreadsheet would run."""
    if isinstance(cell, str):
        cell = cell.replace("\0", "\ufffd")
        if cell.startswith(FORMULA):
            return "'" + cell
    return cell
