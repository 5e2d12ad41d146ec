"""The sheets of a workbook (XLSX, XLS, ODS) as files of JSON lines, the row n of a sheet on the line n."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui.errors import SourceError
from cxtui.sources import archives
from cxtui.sources.files import DataFile, table_of
from cxtui.sources.header_row import ABOVE, find, named, score

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SheetCell = Any


def sheets(
    file: DataFile, folder: Path, tables: tuple[str, ...], aliases: dict[str, tuple[str, ...]], wanted: set[str]
) -> list[DataFile]:
    """Return the sheets of a workbook that hold data; raises SourceError if it cannot be read.

    Where a sheet is named after one of several tables, those sheets are taken; else the one sheet whose header has
    most of the ``wanted`` columns, the first of equals.
    """
    found = [(sheet, *_beginning(sheet, wanted)) for sheet in _opened(file)]
    found = [one for one in found if one[2]]
    if not found:
        raise SourceError(f"{file.path}: the workbook has no sheet with a header and rows.")
    chosen = [one for one in found if tables != ("",) and table_of(one[0].name, tables, aliases)]
    if not chosen:
        chosen = [max(found, key=lambda one: score(one[2], wanted))]
        stems = [file.stem]
    else:
        stems = [sheet.name for sheet, _, _ in chosen]
    made = []
    for number, ((sheet, skip, columns), stem) in enumerate(zip(chosen, stems, strict=True)):
        at = folder / f"sheet{number}.jsonl"
        _write(sheet, skip, columns, at)
        path = file.path / sheet.name if len(found) > 1 else file.path
        made.append(
            replace(
                file, path=path, format="jsonl", gzipped=False, stem=stem, at=at, holder=file.on_disk,
                columns=columns, sheet=True,
            )
        )  # fmt: skip
    return made


def _opened(file: DataFile) -> "Iterator[CalamineSheet]":
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        if zipfile.is_zipfile(file.at):
            with zipfile.ZipFile(file.at) as archive:
                archives.check_size(file.path, archive)
        book = CalamineWorkbook.from_path(str(file.at))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                yield book.get_sheet_by_name(sheet.name)
    except (CalamineError, OSError, zipfile.BadZipFile, ValueError) as error:
        raise SourceError(
            f"{file.path}: cannot be read as a workbook ({error}). Save it again, as .xlsx or .csv."
        ) from None


def _rows(sheet: "CalamineSheet") -> Iterator[list[SheetCell]]:
    """Yield the rows of a sheet from its first one on, empty ones above the data included."""
    yield from ([] for _ in range(sheet.start[0] if sheet.start else 0))
    yield from sheet.iter_rows()


def _beginning(sheet: "CalamineSheet", wanted: set[str]) -> tuple[int, tuple[str, ...]]:
    """Return how many rows stand above the header, and the columns; none for a sheet without rows."""
    first = sheet.start[0] if sheet.start else 0
    rows = [[text(cell) or "" for cell in row] for row in islice(_rows(sheet), first + ABOVE)]
    skip = find(rows, wanted)
    if skip is None:
        return 0, ()
    return skip, named(rows[skip])


def _write(sheet: "CalamineSheet", skip: int, columns: tuple[str, ...], at: Path) -> None:
    with at.open("w", encoding="utf-8", errors="replace", newline="") as copy:
        for number, row in enumerate(_rows(sheet)):
            cells = {name: value for name, cell in zip(columns, row, strict=False) if (value := text(cell)) is not None}
            copy.write(_line(cells) if number > skip and cells else "\n")


def _line(cells: dict[str, str]) -> str:
    return json.dumps(cells, ensure_ascii=False) + "\n"


def text(cell: SheetCell) -> str | None:
    """Return a cell as the text it would have in a CSV file: times as ISO, None for an empty one."""
    if isinstance(cell, str):
        return cell if cell != "" else None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _hours(cell)
    return None if cell is None else str(cell)


def _hours(span: timedelta) -> str:
    """Return a duration as hours, minutes and seconds: ``49:30:00``."""
    seconds = round(abs(span.total_seconds()))
    sign = "-" if span < timedelta() else ""
    return f"{sign}{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
