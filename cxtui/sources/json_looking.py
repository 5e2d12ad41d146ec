"""The rows at the beginning of a JSON text, which may be cut off anywhere."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from cxtui.errors import SourceError
from cxtui.sources.documents import DEEPEST
from cxtui.sources.json_reader import JsonReader
from cxtui.sources.sampling import SampledRow, flat

MOST = 1_000
KEYS = 3
"""How many known columns an object must have to be a row itself although it holds lists."""


def json_rows(path: Path, text: str, wanted: set[str]) -> dict[str, list[SampledRow]]:
    """Return rows by the path of the list that holds them, "" for the text's own values; none empty."""
    roots: list[Any] = []
    reader = JsonReader(path, iter([text]))
    try:
        if reader.peek() == "[":
            for _ in reader.items():
                roots.append(reader.value()[0])
                if len(roots) >= MOST:
                    break
        while reader.peek() == "{" and len(roots) < MOST:
            roots.append(reader.value()[0])
            reader.pass_over(",")
    except SourceError:
        if not roots:
            return _partial(path, text)
    objects = [one for one in roots if isinstance(one, dict)]
    if len(objects) == 1 and len(wanted & objects[0].keys()) < KEYS and (lists := _lists(objects[0])):
        return lists
    return {"": [dict(flat(one)) for one in objects]} if objects else {}


def _lists(root: dict[str, Any], at: tuple[str, ...] = ()) -> dict[str, list[SampledRow]]:
    found: dict[str, list[SampledRow]] = {}
    for key, value in root.items():
        if isinstance(value, list):
            rows = [dict(flat(one)) for one in value[:MOST] if isinstance(one, dict)]
            found |= {".".join((*at, key)): rows} if rows else {}
        elif isinstance(value, dict) and len(at) < DEEPEST:
            found |= _lists(value, (*at, key))
    return found


def _partial(path: Path, text: str) -> dict[str, list[SampledRow]]:
    """Return the rows of the lists of a document whose end is not there."""
    found: dict[str, list[SampledRow]] = {}
    # What is looked at ends in the midst of a row; those before it are whole.
    with suppress(SourceError):
        _walk(JsonReader(path, iter([text])), (), found)
    return {at: rows for at, rows in found.items() if rows}


def _walk(reader: JsonReader, at: tuple[str, ...], found: dict[str, list[SampledRow]]) -> None:
    reader.need("{")
    if reader.pass_over("}"):
        return
    while True:
        place = (*at, reader.key())
        if (opening := reader.peek()) == "[":
            rows = found.setdefault(".".join(place), [])
            for _ in reader.items():
                value, _ = reader.value()
                if isinstance(value, dict) and len(rows) < MOST:
                    rows.append(dict(flat(value)))
        elif opening == "{" and len(place) <= DEEPEST:
            _walk(reader, place, found)
        else:
            reader.value()
        if reader.pass_over("}"):
            return
        reader.need(",")
