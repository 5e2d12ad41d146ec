"""What stands open: by age, by customer, and how it came to be as much."""

from bisect import bisect_right

from cxtui.clock import DAY
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import lazy
from cxtui.store.read import lists, units

_BANDS = (
    (lazy("under 1 h"), 0),
    (lazy("1 to 4 h"), 3_600),
    (lazy("4 to 24 h"), 4 * 3_600),
    (lazy("1 to 3 days"), DAY),
    (lazy("3 to 7 days"), 3 * DAY),
    (lazy("7 to 14 days"), 7 * DAY),
    (lazy("14 to 30 days"), 14 * DAY),
    (lazy("30 days and more"), 30 * DAY),
)
_ENTRIES = tuple(map(lazy, ("created", "reopened", "unmerged", "restored", "no spam")))
_EXITS = tuple(map(lazy, ("solved", "closed", "merged", "deleted", "spam")))

_ALL = 1 << 40
"""More tickets than there will be."""

_TICKETS = ListColumn("tickets", "count", "tickets")


def _age(store: StoreAsOf, question: Question) -> ListTable:
    found = units.values(store.tx, "backlog", question.level(store.scope.settings), _ALL)
    ages = sorted(age for age in found if age is not None)
    norm = store.scope.settings.norms.get("resolution_mean")
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
        ListColumn("age", "text", "age"),
        _TICKETS,
        ListColumn("share", "ratio", "of all"),
        ListColumn("over", "count", "over the norm"),
    )
    return ListTable("backlog_age", AGE.title, columns, rows, missing=store.scope.missing("status", "resolution"))


def _top_customers(store: StoreAsOf, question: Question) -> ListTable:
    level = question.level(store.scope.settings)
    found = lists.rows(store.tx, "top_customers", level)
    columns = (
        ListColumn("source", "text", "source"),
        ListColumn("customer", "text", "customer"),
        ListColumn("name", "text", "name"),
        ListColumn("tier", "text", "tier"),
        ListColumn("tickets", "count", "open"),
        ListColumn("oldest", "seconds", "oldest"),
    )
    rows = tuple(
        (source, customer, name, tier, tickets, level.at - oldest_at)
        for source, customer, name, tier, tickets, oldest_at in found
    )
    return ListTable("top_customers", TOP.title, columns, rows, missing=store.scope.lacks(TOP.needs, TOP.also))


def _balance(store: StoreAsOf, question: Question) -> ListTable:
    wanted = question.wanted(store.scope.settings)
    before, after = lists.rows(store.tx, "balance_levels", wanted)[0]
    came: dict[str, int] = dict(lists.rows(store.tx, "balance_entries", wanted))
    went: dict[str, int] = dict(lists.rows(store.tx, "balance_exits", wanted))
    rows = (
        (lazy("at start"), None, before),
        *((lazy("entered"), how, came.get(how, 0)) for how in _ENTRIES),
        *((lazy("left"), how, went.get(how, 0)) for how in _EXITS),
        (lazy("at end"), None, after),
    )
    columns = (ListColumn("what", "text", ""), ListColumn("transition", "text", "transition"), _TICKETS)
    return ListTable(
        "backlog_balance", BALANCE.title, columns, rows, missing=store.scope.missing("status", "resolution")
    )


AGE = ListDefinition(
    name="backlog_age",
    title="Backlog by age",
    words=(
        "Tickets open at the instant by the time since their creation, and how many of them are older than the norm "
        "of the mean resolution."
    ),
    source="ticket and event (status, merged, spam, deleted)",
    per_agent=False,
    read=_age,
    span="instant",
    models=("backlog_span",),
    needs=("status", "resolution"),
)
TOP = ListDefinition(
    name="top_customers",
    title="Customers by open tickets",
    words="The ten customers with the most tickets open at the instant; of equals the one whose oldest is older.",
    source="ticket (customer) and event (status, merged, spam, deleted)",
    per_agent=False,
    read=_top_customers,
    span="instant",
    models=("backlog_span",),
    needs=("customers",),
    also=(("status", "resolution"),),
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
    per_agent=False,
    read=_balance,
    span="today",
    models=("backlog_step", "backlog_span"),
    needs=("status", "resolution"),
)
DEFINED = (AGE, TOP, BALANCE)
