"""The load of a floor in a few numbers: who is on, who has most, and what lies with people who are off."""

from dataclasses import dataclass

from cxtui.kpis.lists.load import ON
from cxtui.kpis.lists.table import ListTable

OFF = "offline"
"""The state of an agent who is not at work; who is away comes back."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """``on`` agents are on, the ``busiest`` of them holds ``most`` open tickets, and ``left`` are held by who is off.

    What nothing tells is None.
    """

    on: int | None
    busiest: str | None
    most: int | None
    left: int | None


def load_summary(table: ListTable) -> LoadSummary:
    """Return the summary of the list of load; of several with as many tickets the first of the list is the busiest."""
    place = {column.name: at for at, column in enumerate(table.columns)}
    people = [(row[place["name"]], row[place["state"]], row[place["open"]]) for row in table.rows]
    if not any(state is not None for _, state, _ in people):
        return LoadSummary(None, None, None, None)
    on = [(name, held) for name, state, held in people if state in ON]
    busiest, most = max(((name, held) for name, held in on if held), key=lambda one: one[1], default=(None, None))
    held = [held for _, _, held in people if held is not None]
    left = sum(held for _, state, held in people if state == OFF and held)
    return LoadSummary(len(on), busiest, most, left if held else None)


def left_first(table: ListTable) -> list[tuple[object, ...]]:
    """Return the rows of the list of load: who is off and holds most first, then the others in the list's order."""
    place = {column.name: at for at, column in enumerate(table.columns)}

    def held(row: tuple[object, ...]) -> int:
        count = row[place["open"]]
        return count if row[place["state"]] == OFF and isinstance(count, int) else 0

    return sorted(table.rows, key=lambda row: -held(row))
