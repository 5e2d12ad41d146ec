"""One column of a mapping as TOML writes it: a column's name, a list of names, or a table saying more."""

from typing import cast

from cxtui.sources.mapping import AS, ROW_NUMBER, As, Field, Lookup
from cxtui.sources.toml_keys import Keys

KEYS = (
    "column", "path", "value", "template", "lookup", "by", "match", "take", "words", "default", "as", "times",
    "optional",
)  # fmt: skip


WAYS = ("column", "path", "value", "template", "lookup")


def read_field(keys: Keys, key: str, kind: As, required: bool, words: dict[str, dict[str, str]]) -> Field:
    """Return the field under a key, read as ``kind`` unless its ``as`` says otherwise."""
    value = keys.data[key]
    if isinstance(value, str | list):
        columns = keys.texts(key)
        if not columns or not all(columns):
            raise keys.wrong("names no column", key)
        if key == "seq" and columns == (ROW_NUMBER,):
            return Field(value=ROW_NUMBER, kind=kind, required=required)
        return Field(columns, kind=kind, required=required)
    if not isinstance(value, dict):
        raise keys.wrong('must be a column\'s name, or a table like { value = "…" }', key)
    return _table(keys.sub(key), kind, required, words)


def _table(keys: Keys, kind: As, required: bool, words: dict[str, dict[str, str]]) -> Field:
    keys.only(KEYS)
    ways = [k for k in WAYS if k in keys.data]
    if len(ways) != 1:
        raise keys.wrong(f"needs exactly one of {', '.join(WAYS)}")
    lookup = None
    if "lookup" in keys.data:
        by, take = keys.text("by"), keys.text("take")
        if not by or not take:
            raise keys.wrong("a lookup needs 'by' (a column here) and 'take' (a column there)")
        lookup = Lookup(keys.text("lookup") or "", by, keys.text("match", "id") or "id", take)
    default = keys.data.get("default")
    if isinstance(default, bool):
        default = int(default)
    if default is not None and not isinstance(default, str | int | float):
        raise keys.wrong(f"must be a text or a number, not {default!r}", "default")
    return Field(
        columns=keys.texts("column") or keys.texts("path"),
        value=_constant(keys),
        template=keys.text("template"),
        lookup=lookup,
        words=keys.words("words", words),
        default=default,
        kind=cast(As, keys.choice("as", AS, kind)),
        times=keys.texts("times"),
        optional=keys.flag("optional"),
        required=required and default is None,
    )


def _constant(keys: Keys) -> str | None:
    value = keys.data.get("value")
    if isinstance(value, bool):
        return str(int(value))
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise keys.wrong(f"must be a text, a number, true or false, not {value!r}", "value")
