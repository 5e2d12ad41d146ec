"""Errors that a person reads: what is wrong, where, and what to do about it."""

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
