"""What filters can be about in this store: the values of each field, with names where they have some."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.language import lazy
from cxtui.nearest import nearest_names
from cxtui.store.read.units import DAY_DIMENSIONS, Filter

MOST = 2_000
"""Values of a field that are told; a floor has a few of most, and hundreds of agents."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value as a filter has it, and the name it goes by, empty where that is the value itself."""

    value: str
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FilterValues:
    """The values of every field of a filter, in order, cut at MOST."""

    fields: Mapping[str, tuple[Known, ...]]


def read(store: StoreAsOf) -> FilterValues:
    """Return the values of filter fields: channels, teams, priorities and tiers of any day, and all agents."""
    tx = store.tx
    names = {"team": dict[str, str](tx.rows("team_names"))}
    fields = {
        dimension: tuple(
            Known(value, _name(value, names.get(dimension, {}).get(value)))
            for (value,) in tx.rows("day_values", dimension=dimension, most=MOST)
        )
        for dimension in DAY_DIMENSIONS
    }
    agents = {agent: name for _, agent, name, *_ in tx.rows("agents")}
    fields["agent"] = tuple(Known(agent, _name(agent, name)) for agent, name in sorted(agents.items())[:MOST])
    fields["source"] = tuple(Known(source) for source, *_ in tx.rows("sources"))
    return FilterValues(fields)


def unknown_value(where: Filter, values: FilterValues) -> str | None:
    """Return which value of a filter the store has nothing of, with the nearest it has; None where all is known."""
    for chosen in (where.only, where.never):
        for field, wanted in chosen.items():
            known = [one.value for one in values.fields.get(field, ())]
            for value in wanted:
                if value and value not in known:
                    near = nearest_names(value, known)
                    words = lazy("the store has no {field} {value} yet", field=field, value=value)
                    return lazy("{words}; nearest: {near}", words=words, near=near[0]) if near else words
    return None


def _name(value: str, name: str | None) -> str:
    return "" if name is None or name == value else name
