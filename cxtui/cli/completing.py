"""What the shell offers to complete a word with: names that are known, and values that a store has.

Whatever goes wrong here offers nothing: a message would stand in the middle of the line that somebody types.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cxtui.errors import CxtuiError

Offer = list[tuple[str, str]]
"""Words, each with what a shell shows beside it."""


def numbers(incomplete: str) -> Offer:
    """Offer the numbers and lists that can be explained."""
    from cxtui.kpis.definitions import DEFINITIONS
    from cxtui.kpis.lists import LISTS

    titles = {name: one.title for name, one in DEFINITIONS.items()} | {name: one.title for name, one in LISTS.items()}
    return _beginning(incomplete, titles.items())


def exports(incomplete: str) -> Offer:
    """Offer everything that can be exported."""
    from cxtui.exporting.catalogue import names
    from cxtui.kpis.definitions import DEFINITIONS

    return _beginning(incomplete, ((n, DEFINITIONS[n].title if n in DEFINITIONS else "") for n in names()))


def dimensions(incomplete: str) -> Offer:
    """Offer what numbers can be split by."""
    from cxtui.store.read.units import DIMENSIONS

    return _beginning(incomplete, ((one, "") for one in DIMENSIONS))


def themes(incomplete: str) -> Offer:
    """Offer the themes."""
    from cxtui.console.themes import PALETTES

    return _beginning(incomplete, ((one, "") for one in PALETTES))


def languages(incomplete: str) -> Offer:
    """Offer the languages."""
    from cxtui.language import LANGUAGES

    return _beginning(incomplete, ((one, "") for one in LANGUAGES))


def screens(incomplete: str) -> Offer:
    """Offer the screens by name."""
    from cxtui.console.boards import BOARDS

    return _beginning(incomplete, ((name, f"screen {n + 1}") for n, name in enumerate(BOARDS)))


def demo_agents(incomplete: str) -> Offer:
    """Offer the agents of the demo."""
    from cxtui.demo.faces import demo_agents as known

    return _beginning(incomplete, ((one, "") for one in known()))


def filters(ctx: Any, incomplete: str) -> Offer:
    """Offer fields of a filter, and values of the store that the line names."""
    from cxtui.console.completion import completions
    from cxtui.kpis.answers.values import FilterValues

    values = FilterValues(_values(ctx.params))
    return [(one.line, one.name) for one in completions(incomplete, values)]


def agents(ctx: Any, incomplete: str) -> Offer:
    """Offer the agents of the store that the line names."""
    return _beginning(incomplete, ((one.value, one.name) for one in _values(ctx.params).get("agent", ())))


def _values(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of the filter's fields in the store that is named; nothing where it cannot be read."""
    from cxtui import api
    from cxtui.kpis.answers import values

    store = given.get("store")
    path = None if store is None else Path(store)
    with suppress(CxtuiError, OSError), api.open(path) as floor, floor.asking() as asked:
        return values.read(asked).fields
    return {}


def _beginning(incomplete: str, known: Iterable[tuple[str, str]]) -> Offer:
    return list(_like(incomplete.lower(), known))


def _like(part: str, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((word, about) for word, about in known if word.lower().startswith(part))
