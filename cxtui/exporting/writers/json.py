"""JSON: an array with a row a line, or lines of it that another import reads one by one."""

import json
from typing import Any, TextIO

from cxtui.exporting.sheet import ExportSheet


def write(sheet: ExportSheet, into: TextIO) -> int:
    """Write a sheet as one array of objects, and return how many rows it had.

    All of it is ASCII, so that no terminal obeys what a customer wrote.
    """
    count = 0
    into.write("[")
    for row in sheet.rows:
        into.write((",\n" if count else "\n") + _line(sheet, row))
        count += 1
    into.write("\n]\n" if count else "]\n")
    return count


def write_lines(sheet: ExportSheet, into: TextIO) -> int:
    """Write a sheet as JSON Lines, and return how many rows it had."""
    count = 0
    for row in sheet.rows:
        into.write(_line(sheet, row) + "\n")
        count += 1
    return count


def _line(sheet: ExportSheet, row: Any) -> str:
    return json.dumps(dict(zip(sheet.names, row, strict=True)))
