"""The text of a query over the past of a store that is too large to be copied.

A table of facts is two there: what stayed as it was, in the store, and what was otherwise, beside it. SQLite goes
through both from end to end where they come together on the right of a join; looked up by key in each they cost what
one does.
"""

import re
from functools import cache

from cxtui.facts import catalog

FOUND = "ticket_fact_found"
"""The view by which facts of a ticket are looked up."""

STAYS, THEN = "_stays", "_then"
"""After the name of a table of facts: its rows of the store that were as they are, and those that were otherwise."""

_JOINED = re.compile(r"(?<!LEFT )(?:CROSS )?JOIN ticket_fact\s+")
_PERHAPS = re.compile(
    rf"LEFT JOIN ({'|'.join(catalog.KEPT)})\s+(\w+)\s+ON\s+(.*?)"
    r"(?=\s*(?:\bLEFT JOIN\b|\bCROSS JOIN\b|\bJOIN\b|\bWHERE\b|\bGROUP BY\b|\bORDER BY\b|\bLIMIT\b|$))",
    re.DOTALL,
)


@cache
def looked_up(text: str) -> str:
    """Return a query in which facts are looked up by key where they are joined to something."""
    arms = (_perhaps(arm) for arm in text.split("UNION ALL"))
    return _JOINED.sub(f"CROSS JOIN {FOUND} ", "UNION ALL".join(arms))


def _perhaps(arm: str) -> str:
    """Return one SELECT in which facts that need not be there are looked up in both places: a row is in one at most."""
    while found := _PERHAPS.search(arm):
        table, name, on = found[1], found[2], found[3]
        column = re.compile(rf"\b{name}\.(\w+)")
        joins = ""
        for place in (STAYS, THEN):
            mine = column.sub(rf"{name}{place}.\1", on)
            joins += f"LEFT JOIN {table}{place} {name}{place} ON {mine} "
        either = rf"COALESCE({name}{THEN}.\1, {name}{STAYS}.\1)"
        arm = column.sub(either, arm[: found.start()]) + joins + column.sub(either, arm[found.end() :])
    return arm
