"""What two makers of facts disagree about, cut down to the least that still shows it, as small tables."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.proof.clocks import ANY
from tests.proof.world import END, Row, World

Facts = dict[str, list[Row]]
Maker = Callable[[World], Facts]

KEYS = {
    "ticket_fact": ("source", "ticket"),
    "earlier_wait": ("source", "ticket", "seq"),
    "backlog_span": ("source", "ticket", "seq"),
    "customer_turn": ("source", "ticket", "seq"),
    "rating_fact": ("source", "ticket", "rating"),
    "ticket_credit": ("source", "ticket", "agent"),
    "clock_fact": ("source", "ticket", "metric", "seq"),
    "contact_credit": ("source", "ticket", "agent"),
}
"""What identifies a row of each table that is compared."""

Difference = tuple[str, tuple[object, ...], str, object, object]
"""Table, key, column, what the second implementation says, and what the package says."""


OTHERS = {("clock_fact", column) for column in ("state", "why", "left_s")}
"""Columns that the second implementation does not make."""


def differences(second: Facts, package: Facts) -> list[Difference]:
    """Return where the two differ, cell by cell; a row that only one has is one difference."""
    found: list[Difference] = []
    for table, key in KEYS.items():
        ours = {tuple(row[k] for k in key): row for row in second[table]}
        rows = [row for row in package[table] if row.get("metric") != "first_response"]
        theirs = {tuple(row[k] for k in key): row for row in rows}
        assert len(theirs) == len(rows), f"{table} has rows of one key"
        for place in sorted(ours.keys() | theirs.keys(), key=repr):
            one, other = ours.get(place), theirs.get(place)
            if one is None or other is None:
                found.append((table, place, "(row)", one and "there", other and "there"))
                continue
            found += [
                (table, place, c, one.get(c, "?"), v)
                for c, v in other.items()
                if (table, c) not in OTHERS and one.get(c, "?") not in (v, ANY)
            ]
    return found


def least(world: World, differs: Callable[[World], bool], place: tuple[object, ...]) -> World:
    """Return the world without everything that is not needed for a difference: other tickets, then any row.

    ``place`` starts with the source and the ticket that differ. Rows go in halves, quarters, … of a table,
    then one by one, until no more can go.
    """
    alone = _only(world, place)
    found = alone if differs(alone) else world
    gone = True
    while gone:
        gone = False
        for table in found.rows:
            size = max(1, len(found.rows[table]) // 2)
            while size:
                start = 0
                while start < len(found.rows[table]):
                    rows = found.rows[table]
                    less = World(found.setup, {**found.rows, table: rows[:start] + rows[start + size :]})
                    if differs(less):
                        found, gone = less, True
                    else:
                        start += size
                size //= 2
    return found


def _only(world: World, place: tuple[object, ...]) -> World:
    of_it = {"ticket", "event", "state", "stated", "rating"}
    return World(
        world.setup,
        {
            table: [row for row in rows if table not in of_it or (row["source"], row["ticket"]) == place[:2]]
            for table, rows in world.rows.items()
        },
    )


def description(world: World, found: list[Difference]) -> str:
    """Return a world and its differences as text: rows by table in order of time, then second/package."""
    lines = [f"setup {world.setup.name!r}"]
    for table, rows in world.rows.items():
        if table == "coverage":
            for source in sorted({row["source"] for row in rows}):
                lines.append(f"{source} covers {' '.join(sorted(r['what'] for r in rows if r['source'] == source))}")
            continue
        for row in sorted(
            rows, key=lambda r: [str(r.get(k)) for k in ("created_at", "occurred_at", "from_at", "event")]
        ):
            cells = (f"{k}={_cell(k, v)}" for k, v in row.items() if v is not None and not k.startswith("version"))
            lines.append(f"{table:10} {'  '.join(cells)}")
    lines.append("differences (second implementation / package):")
    lines += [f"  {table} {place} {c}: {_cell(c, a)} / {_cell(c, b)}" for table, place, c, a, b in found[:12]]
    return "\n".join(lines)


def _cell(name: str, value: object) -> str:
    if not isinstance(value, int) or not name.endswith(("_at", "_until", "since")):
        return str(value)
    return "never" if value == END else f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S}"


def check(world: World, second: Maker, package: Maker) -> None:
    """Fail with the least world that shows a difference, if there is one."""
    if not (found := differences(second(world), package(world))):
        return
    table, _, column, *_ = found[0]

    def differs(less: World) -> bool:
        return any((t, c) == (table, column) for t, _, c, *_ in differences(second(less), package(less)))

    small = least(world, differs, found[0][1])
    raise AssertionError("\n" + description(small, differences(second(small), package(small))))
