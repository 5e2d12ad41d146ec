"""Errors of DuckDB in the words of whoever imports a file."""

from pathlib import Path

import duckdb

from cxtui.errors import SourceError


def of_file(path: Path, error: duckdb.Error) -> SourceError:
    """Return what to say where a file could not be read."""
    return SourceError(f"{path}: cannot be read: {_why(error)}.")


def of_mapping(name: str, error: duckdb.Error) -> SourceError:
    """Return what to say where rows that were read could not be brought into our tables."""
    return SourceError(f"mapping {name}: cannot be used on these files: {_why(error)}.")


def _why(error: duckdb.Error) -> str:
    if isinstance(error, duckdb.OutOfMemoryException):
        return "there is not enough memory, or no room for temporary files (see TMPDIR)"
    if isinstance(error, duckdb.IOException):
        return "the disk refused, or has no room for temporary files (see TMPDIR)"
    if isinstance(error, duckdb.ConversionException | duckdb.OutOfRangeException):
        return "a value is too large for its column"
    if isinstance(error, duckdb.BinderException | duckdb.CatalogException | duckdb.ParserException):
        return "what it says of their columns does not fit together; this is a fault of cxtui, please report it"
    return "the file is damaged, or of another format than its name says"
