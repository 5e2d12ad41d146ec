"""Why a store cannot be read now, in words that say what to do."""

import os
import sqlite3
from pathlib import Path

from cxtui.errors import StoreTrouble
from cxtui.language import lazy

MAGIC = b"SQLite format 3\x00"


def missing(path: Path) -> StoreTrouble:
    """Return the error for a path without a file."""
    return StoreTrouble(
        "missing", lazy("{path}: there is no store here; see cxtui import --help, or name one with --store", path=path)
    )


def empty(path: Path) -> StoreTrouble:
    """Return the error for a store into which nothing was imported."""
    return StoreTrouble(
        "empty", lazy("{path}: nothing was imported into this store yet; see cxtui import --help", path=path)
    )


def foreign(path: Path) -> StoreTrouble:
    """Return the error for a database of another program."""
    return StoreTrouble(
        "failed", lazy("{path}: this SQLite file is not a cxtui store; name another one with --store", path=path)
    )


def of_os(path: Path, error: OSError) -> StoreTrouble:
    """Return the error for what the operating system said when it looked for the file."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(path)
    if isinstance(error, PermissionError):
        return _denied(path, lazy("its folder may not be searched"))
    return StoreTrouble(
        "failed", lazy("{path}: the store cannot be reached ({strerror})", path=path, strerror=error.strerror)
    )


def of_sqlite(path: Path, error: sqlite3.Error) -> StoreTrouble:
    """Return the error for what SQLite said, by its primary code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreTrouble("locked", lazy("{path}: another process keeps the store locked; waiting for it", path=path))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        if code == sqlite3.SQLITE_NOTADB and not _begins_as_sqlite(path):
            return StoreTrouble(
                "corrupt",
                lazy(
                    "{path}: this file is not a cxtui store, or its beginning was overwritten; name another one with "
                    "--store, or restore it",
                    path=path,
                ),
            )
        return StoreTrouble(
            "corrupt", lazy("{path}: the store is damaged ({error}); restore it or import anew", path=path, error=error)
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return _of_opening(path, error)
    if code == sqlite3.SQLITE_INTERRUPT:
        return StoreTrouble("failed", lazy("{path}: reading took too long and was given up", path=path))
    return StoreTrouble("failed", lazy("{path}: the store cannot be read ({error})", path=path, error=error))


def _begins_as_sqlite(path: Path) -> bool:
    """Return whether a file begins as every SQLite file does, or cannot be looked at."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return True


def _of_opening(path: Path, error: sqlite3.Error) -> StoreTrouble:
    if not path.exists():
        return missing(path)
    if path.is_dir():
        return StoreTrouble("failed", lazy("{path}: this is a folder, not a store", path=path))
    if not os.access(path, os.R_OK):
        return _denied(path, lazy("it may not be read by this user"))
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if not side.exists():
            return _denied(path, lazy("{name} is not there and this user may not make it", name=side.name))
        if not os.access(side, os.R_OK):
            return _denied(path, lazy("{name} may not be read by this user", name=side.name))
    return StoreTrouble("failed", lazy("{path}: the store cannot be opened ({error})", path=path, error=error))


def _denied(path: Path, why: str) -> StoreTrouble:
    return StoreTrouble(
        "denied",
        lazy(
            "{path}: {why}; let its owner run cxtui import or cxtui store check, and be in the folder's group",
            path=path,
            why=why,
        ),
    )
