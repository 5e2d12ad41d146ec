"""The filter of a command: what it names that the store does not have is said, and may yet come."""

from collections.abc import Sequence

from cxtui.cli.failures import say
from cxtui.kpis.answers import values
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import parse_filter
from cxtui.store.read.units import Filter


def filter_in(store: StoreAsOf, words: Sequence[str]) -> Filter:
    """Return the filter that a person wrote, UsageError for none; a value that the store lacks is named on stderr."""
    where = parse_filter(words)
    if where.only or where.never:
        doubt = values.unknown_value(where, values.read(store))
        if doubt is not None:
            say(f"--filter: {doubt}")
    return where
