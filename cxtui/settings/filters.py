"""Filters that a user saved by name, in a file of their own beside the settings: looks, which change no number."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.language import lazy
from cxtui.settings.looks import looks_path
from cxtui.toml import read_toml

MOST, LONGEST_NAME = 100, 40
"""Filters in the file, and characters of a name."""

_HEAD = '# Filters saved in the console: "name" = "filter".\n\n[filters]\n'


def filters_path() -> Path:
    """Return the user's file of saved filters: filters.toml beside the settings."""
    return looks_path().with_name("filters.toml")


def load_filters(path: Path) -> dict[str, str]:
    """Return the saved filters by name, in the file's order; none where there is no file.

    UsageError names the file and what is wrong in it.
    """
    if not path.exists():
        return {}
    found = read_toml(path, "saved filters", UsageError).data.get("filters", {})
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise UsageError(lazy('{path}: [filters] must hold lines like "name" = "team:billing"', path=str(path)))
    return dict(found)


def save_filter(path: Path, name: str, text: str) -> dict[str, str]:
    """Keep a filter under a name, in the place of one that has it already, and return all of them."""
    _proper(name)
    found = {**load_filters(path), name: text}
    if len(found) > MOST:
        raise UsageError(lazy("{n} filters are saved already; delete one first", n=MOST))
    _write(path, found)
    return found


def delete_filter(path: Path, name: str) -> dict[str, str]:
    """Forget the filter of a name, and return the others."""
    found = load_filters(path)
    if found.pop(name, None) is not None:
        _write(path, found)
    return found


def _proper(name: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            lazy("a filter's name has 1 to {most} characters that can be seen, not {name}", most=LONGEST_NAME,
                 name=repr(name[:LONGEST_NAME]))
        )  # fmt: skip


def _write(path: Path, filters: Mapping[str, str]) -> None:
    """Write the file whole or not at all."""
    lines = "".join(f"{_quoted(name)} = {_quoted(text)}\n" for name, text in filters.items())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(_HEAD + lines)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(path)
        except OSError:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            lazy("{path}: cannot be written: {reason}", path=str(path), reason=error.strerror or str(error))
        ) from None


def _quoted(text: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, which wants one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
