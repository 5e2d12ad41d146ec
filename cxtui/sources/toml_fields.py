"""One column of a mapping as TOML writes it: a column's name, a list of names, or a table saying more."""

from collections.abc import Mapping
from typing import cast

from cxtui.sources.durations import UNITS
from cxtui.sources.mapping import AS, ROW_NUMBER, As, Field, Lookup
from cxtui.toml import TomlTable, described, nearest

KEYS = (
    "column", "path", "value", "template", "lookup", "by", "match", "take", "words", "default", "as", "times",
    "optional", "plus", "minus", "unit", "split", "each", "first", "last", "parent",
)  # fmt: skip
WAYS = ("column", "path", "first", "last", "value", "template", "lookup")
Vocabularies = Mapping[str, Mapping[str, str]]
"""Tables of word = word by their name under ``[words]``."""


def read_field(table: TomlTable, key: str, kind: As, required: bool, words: Vocabularies) -> Field:
    """Return the field under a key, read as ``kind`` unless its ``as`` says otherwise."""
    value = table.data[key]
    if isinstance(value, str | list):
        columns = table.text_or_texts(key)
        if not columns or not all(columns):
            table.fail(key, "names no column")
        if key == "seq" and columns == (ROW_NUMBER,):
            return Field(value=ROW_NUMBER, kind=kind, required=required)
        return Field(columns, kind=kind, required=required)
    if not isinstance(value, dict):
        table.fail(key, f'must be a column\'s name, or a table like {{ value = "…" }}, not {described(value)}')
    return _field(table.table(key), kind, required, words)


def read_words(table: TomlTable, key: str, named: Vocabularies) -> dict[str, str]:
    """Return a vocabulary: a table of words, or the name of one under ``[words]``; empty where the key is missing."""
    value = table.data.get(key, {})
    if isinstance(value, str):
        if value not in named:
            table.fail(key, f"is {value[:40]!r}, no vocabulary of [words]; {nearest(value, named)}")
        return dict(named[value])
    if not isinstance(value, dict):
        table.fail(key, f"must be a table of word = word, not {described(value)}")
    inner = table.table(key, optional=True)
    return {word: _constant(inner, word, "a text, a whole number, true or false", (str, int)) for word in value}


def _field(table: TomlTable, kind: As, required: bool, words: Vocabularies) -> Field:
    table.only(*KEYS)
    ways = [k for k in WAYS if table.has(k)]
    if len(ways) != 1:
        table.fail("", f"needs exactly one of {', '.join(WAYS)}, not {' and '.join(ways) or 'none'}")
    default = table.data.get("default")
    if isinstance(default, bool):
        default = int(default)
    if default is not None and not isinstance(default, str | int | float):
        table.fail("default", f"must be a text or a number, not {described(default)}")
    if table.has("parent") and not table.has("column"):
        table.fail("parent", "needs 'column', the id that it leads to")
    return Field(
        columns=next((table.text_or_texts(way) for way in WAYS[:4] if table.has(way)), ()),
        value=_constant(table, "value", "a text, a number, true or false") if table.has("value") else None,
        template=table.text("template", None, blank=True),
        lookup=_lookup(table) if table.has("lookup") else None,
        words=read_words(table, "words", words),
        default=default,
        kind=cast(As, table.choice("as", AS, kind)),
        times=table.text_or_texts("times", ()),
        optional=table.flag("optional", False),
        plus=table.text("plus", None),
        minus=table.text("minus", None),
        unit=table.choice("unit", UNITS, "seconds"),
        split=table.text("split", None, blank=True) or None,
        each=table.flag("each", False),
        pick="first" if table.has("first") else "last" if table.has("last") else None,
        parent=table.text("parent", None),
        required=required and default is None,
    )


def _lookup(table: TomlTable) -> Lookup:
    if not table.has("by") or not table.has("take"):
        table.fail("", "is a lookup, which needs 'by' (a column here) and 'take' (a column there)")
    return Lookup(table.text("lookup"), table.text("by"), table.text("match", "id"), table.text("take"))


def _constant(table: TomlTable, key: str, says: str, kinds: tuple[type, ...] = (str, int, float)) -> str:
    value = table.data[key]
    if not isinstance(value, kinds):
        table.fail(key, f"must be {says}, not {described(value)}")
    return str(int(value)) if isinstance(value, bool) else str(value)
