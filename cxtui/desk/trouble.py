"""Why a desk file cannot be read or written now, in words that say what to do."""

import os
import sqlite3
from pathlib import Path
from typing import Literal

from cxtui.errors import CxtuiError
from cxtui.language import lazy

DeskTrouble = Literal["missing", "locked", "corrupt", "denied", "outdated", "failed"]


class DeskError(CxtuiError):
    """The desk file cannot be used now; ``trouble`` says how, ``str(error)`` what to do about it."""

    exit_code = 4

    def __init__(self, trouble: DeskTrouble, message: str) -> None:
        super().__init__(message)
        self.trouble: DeskTrouble = trouble


def missing(path: Path) -> DeskError:
    """Return the error for a desk file that is not there yet."""
    return DeskError("missing", lazy("{path}: there is no desk file yet; cxtui review makes it", path=path))


def foreign(path: Path) -> DeskError:
    """Return the error for a database of another program."""
    return DeskError(
        "failed", lazy("{path}: this SQLite file is not a desk file; move it away, cxtui makes a new one", path=path)
    )


def newer(path: Path, version: int, known: int) -> DeskError:
    """Return the error for a desk file that a later version of cxtui made."""
    return DeskError(
        "outdated",
        lazy(
            "{path}: made by a newer cxtui (desk version {version}, this one knows {known}); update cxtui",
            path=path,
            version=version,
            known=known,
        ),
    )


def of_os(path: Path, error: OSError) -> DeskError:
    """Return the error for what the operating system said when it looked for the file."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(path)
    if isinstance(error, PermissionError):
        return _denied(path, lazy("this user may not use its folder"))
    return DeskError(
        "failed", lazy("{path}: the desk file cannot be reached ({strerror})", path=path, strerror=error.strerror)
    )


def of_sqlite(path: Path, error: sqlite3.Error) -> DeskError:
    """Return the error for what SQLite said, by its primary code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if path.is_dir():
        return DeskError("failed", lazy("{path}: this is a folder, not a desk file", path=path))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return DeskError("locked", lazy("{path}: another process keeps the desk file locked; try again", path=path))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DeskError(
            "corrupt",
            lazy("{path}: the desk file is damaged ({error}); restore it, or move it away", path=path, error=error),
        )
    if code == sqlite3.SQLITE_FULL:
        return DeskError("failed", lazy("{path}: the disk is full; nothing was written", path=path))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return _denied(path, lazy("this user may not write it"))
    if code == sqlite3.SQLITE_CANTOPEN:
        return _of_opening(path, error)
    return DeskError("failed", lazy("{path}: the desk file cannot be used ({error})", path=path, error=error))


def _of_opening(path: Path, error: sqlite3.Error) -> DeskError:
    if not path.exists():
        return missing(path)
    if not os.access(path, os.R_OK):
        return _denied(path, lazy("this user may not read it"))
    if not os.access(path.parent, os.W_OK):
        return _denied(path, lazy("this user may not write into its folder"))
    return DeskError("failed", lazy("{path}: the desk file cannot be opened ({error})", path=path, error=error))


def _denied(path: Path, why: str) -> DeskError:
    return DeskError(
        "denied",
        lazy("{path}: {why}; ask its owner for the folder's group and the right to write there", path=path, why=why),
    )
