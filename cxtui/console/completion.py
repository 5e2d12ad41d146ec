"""What the last word of a filter may become: field names, and values that the store has, by id or by name."""

from typing import NamedTuple

from cxtui.errors import UsageError
from cxtui.kpis.answers.values import FilterValues, Known, unknown_value
from cxtui.kpis.question.filters import filter_text, parse_filter
from cxtui.store.read.units import DIMENSIONS, Filter

MOST = 6


class Completion(NamedTuple):
    """What is offered: the ``word``, the ``name`` that its value goes by, and the whole line with it."""

    word: str
    name: str
    line: str


def completions(line: str, values: FilterValues | None) -> tuple[Completion, ...]:
    """Return what the end of a line can be completed to, the likeliest first; nothing before a word is begun."""
    if not line or line[-1].isspace() or line.count('"') % 2:
        return ()
    start = max(line.rfind(" "), line.rfind("\t")) + 1
    before, word = line[:start], line[start:]
    sign = "!" if word.startswith("!") else ""
    field, colon, written = word.removeprefix("!").partition(":")
    field = field.lower()
    if not colon:
        fields = [one for one in DIMENSIONS if field and one.startswith(field)]
        return tuple(Completion(f"{sign}{one}:", "", f"{before}{sign}{one}:") for one in fields)
    if values is None or field not in DIMENSIONS:
        return ()
    kept, comma, part = written.rpartition(",")
    taken = set(kept.split(","))
    head = f"{sign}{field}:{kept}{comma}"
    found = [one for one in _like(part, values.fields.get(field, ())) if one.value not in taken]
    if [one.value for one in found] == [part]:
        return ()  # it is complete
    return tuple(
        Completion(f"{field}:{_written(one)}", one.name, f"{before}{head}{_written(one)}") for one in found[:MOST]
    )


def unknown(line: str, values: FilterValues | None) -> str | None:
    """Return what of a filter the store has nothing of, with the nearest it has; None where all is known."""
    if values is None:
        return None
    try:
        return unknown_value(parse_filter(line), values)
    except UsageError:
        return None


def _like(part: str, known: tuple[Known, ...]) -> list[Known]:
    """Return the values that begin with a part, then those with a name or a value that has it."""
    part = part.strip("\"'").lower()
    first = [one for one in known if one.value.lower().startswith(part)]
    rest = [one for one in known if one not in first and part in f"{one.value} {one.name}".lower()]
    return first + rest


def _written(one: Known) -> str:
    """Return a value as a filter has it, in quotes where it needs them."""
    return filter_text(Filter({"team": (one.value,)})).removeprefix("team:")
