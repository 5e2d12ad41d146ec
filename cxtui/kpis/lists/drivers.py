"""What customers turn to the floor for: topics, by product and by place, and what could be answered by itself."""

from typing import Any

from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.store.read import lists

MOST = 50
"""Rows of a list of drivers; those that come less often stand in the whole of the shares alone."""

_TOPIC = ListColumn("topic", "text", "topic")
_TICKETS = ListColumn("tickets", "count", "tickets")
_SHARE = ListColumn("share", "ratio", "of all")


def _drivers(store: StoreAsOf, question: Question) -> ListTable:
    settings = store.scope.settings
    found = lists.rows(store.tx, "topics", question.wanted(settings))
    earlier: dict[str, int] = dict(lists.rows(store.tx, "topics", question.earlier(store.zone).wanted(settings)))
    whole = sum(n for _, n in found)
    rows = tuple(
        (topic or None, n, n / whole, earlier.get(topic, 0), n - earlier.get(topic, 0)) for topic, n in found[:MOST]
    )
    columns = (
        _TOPIC,
        _TICKETS,
        _SHARE,
        ListColumn("before", "count", "period before"),
        ListColumn("more", "count", "more"),
    )
    return ListTable("drivers", DRIVERS.title, columns, rows, missing=store.scope.missing("topic"))


def _by(name: str, column: str) -> Any:
    def read(store: StoreAsOf, question: Question) -> ListTable:
        found = lists.rows(store.tx, name, question.wanted(store.scope.settings))
        whole = sum(n for _, _, n in found)
        rows = tuple((value or None, topic or None, n, n / whole) for value, topic, n in found[:MOST])
        columns = (ListColumn(column, "text", column), _TOPIC, _TICKETS, _SHARE)
        definition = BY_PRODUCT if column == "product" else BY_PLACE
        return ListTable(definition.name, definition.title, columns, rows, missing=store.scope.missing("topic"))

    return read


def _automation(store: StoreAsOf, question: Question) -> ListTable:
    least = store.scope.settings.leaderboard.min_n
    found = lists.rows(store.tx, "automation", question.wanted(store.scope.settings))
    rows = tuple(
        (topic, solved, one, one / solved, seconds / one)
        for topic, solved, one, seconds in found
        if topic and solved >= least and one
    )
    columns = (
        _TOPIC,
        ListColumn("solved", "count", "solved"),
        ListColumn("one_touch", "count", "in one reply"),
        ListColumn("share", "ratio", "of solved"),
        ListColumn("seconds", "seconds", "mean time to the solve"),
    )
    missing = store.scope.lacks(("messages",), ("status", "topic"))
    return ListTable("automation", AUTOMATION.title, columns, rows[:MOST], missing=missing)


DRIVERS = ListDefinition(
    name="drivers",
    title="Drivers",
    words=(
        "Tickets created in the period by topic, with those of the period before and how many more there are; spam, "
        "deleted and merged left out."
    ),
    source="ticket (topic)",
    per_agent=False,
    read=_drivers,
    needs=("topic",),
)
BY_PRODUCT = ListDefinition(
    name="drivers_by_product",
    title="Drivers by product",
    words="Tickets created in the period by product and topic; spam, deleted and merged left out.",
    source="ticket (topic, product)",
    per_agent=False,
    read=_by("products", "product"),
    needs=("topic",),
)
BY_PLACE = ListDefinition(
    name="drivers_by_place",
    title="Drivers by place",
    words="Tickets created in the period by place and topic; spam, deleted and merged left out.",
    source="ticket (topic, place)",
    per_agent=False,
    read=_by("places", "place"),
    needs=("topic",),
)
AUTOMATION = ListDefinition(
    name="automation",
    title="Candidates for automation",
    words=(
        "Topics of tickets solved in the period, those most often solved in one reply first: exactly one human reply "
        "until the first solve. Topics with fewer solved tickets than the leaderboard's minimum n are left out."
    ),
    source="event (message, status) and ticket (topic)",
    per_agent=False,
    read=_automation,
    models=("resolution", "first_response", "ticket_fact"),
    needs=("messages",),
    also=("status", "topic"),
)
DEFINED = (DRIVERS, BY_PRODUCT, BY_PLACE, AUTOMATION)
