"""Errors that a person reads: what is wrong, where, and what to do about it."""

import errno
from typing import Literal

Trouble = Literal["missing", "locked", "corrupt", "denied", "outdated", "empty", "failed"]


class CxtuiError(Exception):
    """Anything that ends a command with a clear message and no traceback."""

    exit_code = 1


class UsageError(CxtuiError):
    """The command line or a settings file asks for something that does not exist."""

    exit_code = 2


class SourceError(CxtuiError):
    """A file cannot be read as its mapping says; nothing of it was imported."""

    exit_code = 3


class StoreError(CxtuiError):
    """The store is missing, locked, of another version, or damaged."""

    exit_code = 4


class StoreTrouble(StoreError):
    """The store cannot be read now; ``trouble`` says how, ``str(error)`` what to do about it."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "no space left", "could not write all bytes", "failed to offload", "quota exceeded")


def is_full(error: Exception) -> bool:
    """Return whether an error of the system, of SQLite or of DuckDB says that nothing more fits on a disk."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    message = str(error).lower()
    return any(words in message for words in _FULL_WORDS)
