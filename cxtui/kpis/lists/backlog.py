"""What stands open: by age, by customer, and how it came to be as much."""

from bisect import bisect_right

from cxtui.clock import DAY
from cxtui.kpis.lists.table import Column, ListDefinition, Table
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.question import Question
from cxtui.language import said
from cxtui.store.read import lists, units

_BANDS = (
    (said("under 1 h"), 0),
    (said("1 to 4 h"), 3_600),
    (said("4 to 24 h"), 4 * 3_600),
    (said("1 to 3 days"), DAY),
    (said("3 to 7 days"), 3 * DAY),
    (said("7 to 14 days"), 7 * DAY),
    (said("14 to 30 days"), 14 * DAY),
    (said("30 days and more"), 30 * DAY),
)
_ENTRIES = tuple(map(said, ("created", "reopened", "unmerged", "restored", "no spam")))
_EXITS = tuple(map(said, ("solved", "closed", "merged", "deleted", "spam")))

_ALL = 1 << 40
"""More tickets than there will be."""

_TICKETS = Column("tickets", "count", "tickets")


def _age(asked: Asked, question: Question) -> Table:
    found = units.values(asked.tx, "backlog", question.level(asked.scope.settings), _ALL)
    ages = sorted(age for age in found if age is not None)
    norm = asked.scope.settings.norms.get("resolution_mean")
    counts, late = [0] * len(_BANDS), [0] * len(_BANDS)
    starts = [start for _, start in _BANDS]
    for age in ages:
        band = max(0, bisect_right(starts, age) - 1)
        counts[band] += 1
        late[band] += norm is not None and age > norm
    rows = tuple(
        (band, n, n / len(ages) if ages else None, None if norm is None else over)
        for (band, _), n, over in zip(_BANDS, counts, late, strict=True)
    )
    columns = (
        Column("age", "text", "age"),
        _TICKETS,
        Column("share", "ratio", "of all"),
        Column("over", "count", "over the norm"),
    )
    return Table("backlog_age", AGE.title, columns, rows, missing=asked.scope.missing("status", "resolution"))


def _top_customers(asked: Asked, question: Question) -> Table:
    level = question.level(asked.scope.settings)
    found = lists.rows(asked.tx, "top_customers", level)
    columns = (
        Column("source", "text", "source"),
        Column("customer", "text", "customer"),
        Column("name", "text", "name"),
        Column("tier", "text", "tier"),
        Column("tickets", "count", "open"),
        Column("oldest", "seconds", "oldest"),
    )
    rows = tuple((*row[:5], level.at - row[5]) for row in found)
    return Table("top_customers", TOP.title, columns, rows, missing=asked.scope.missing("customers"))


def _balance(asked: Asked, question: Question) -> Table:
    wanted = question.wanted(asked.scope.settings)
    before, after = lists.rows(asked.tx, "balance_levels", wanted)[0]
    came: dict[str, int] = dict(lists.rows(asked.tx, "balance_entries", wanted))
    went: dict[str, int] = dict(lists.rows(asked.tx, "balance_exits", wanted))
    rows = (
        (said("at start"), None, before),
        *((said("entered"), how, came.get(how, 0)) for how in _ENTRIES),
        *((said("left"), how, went.get(how, 0)) for how in _EXITS),
        (said("at end"), None, after),
    )
    columns = (Column("what", "text", ""), Column("transition", "text", "transition"), _TICKETS)
    return Table("backlog_balance", BALANCE.title, columns, rows, missing=asked.scope.missing("status", "resolution"))


AGE = ListDefinition(
    name="backlog_age",
    title="Backlog by age",
    words=(
        "Tickets open at the instant by the time since their creation, and how many of them are older than the norm "
        "of the mean resolution."
    ),
    source="ticket and event (status, merged, spam, deleted)",
    read=_age,
    span="instant",
    models=("backlog_span",),
)
TOP = ListDefinition(
    name="top_customers",
    title="Customers by open tickets",
    words="The ten customers with the most tickets open at the instant; of equals the one whose oldest is older.",
    source="ticket (customer) and event (status, merged, spam, deleted)",
    read=_top_customers,
    span="instant",
    models=("backlog_span",),
)
BALANCE = ListDefinition(
    name="backlog_balance",
    title="Balance of the backlog",
    words=(
        "Open tickets before the period, what entered and what left in it by the transition, and open tickets at its "
        "end, or at the instant where that is earlier: at start + entered − left = at end. A ticket that comes and "
        "goes several times counts each time."
    ),
    source="ticket and event (status, merged, unmerged, spam, deleted, restored)",
    read=_balance,
    span="today",
    models=("backlog_step", "backlog_span"),
)
DEFINED = (AGE, TOP, BALANCE)
