"""Answers made by hand for the screens of the queue and of customers: lists, speeds, a customer."""

from cxtui.clock import DAY
from cxtui.kpis.answers.speeds import SpeedsView
from cxtui.kpis.customer import Answer, Contact, Contract, CustomerRevenue, CustomerTicket, CustomerView, Purchase
from cxtui.kpis.customer_value.bands import RESPONSE, banded
from cxtui.kpis.customer_value.retention_status import RetentionStatus
from cxtui.kpis.customer_value.speed import Correlation, Knee
from cxtui.kpis.floor import Clock
from cxtui.kpis.lists import LISTS, ListColumn, ListTable
from cxtui.kpis.question.period import Period
from tests.console.panes.explained import explained
from tests.console.parts import NOW

HOUR = 3_600
Answers = dict[tuple[str, ...], object | None]

AGES = (
    ("under 1 h", 12, 0.12, 0), ("1 to 4 h", 20, 0.2, 0), ("4 to 24 h", 26, 0.26, 0), ("1 to 3 days", 30, 0.3, 30),
    ("3 to 7 days", 11, 0.11, 11), ("7 to 14 days", 1, 0.01, 1), ("14 to 30 days", 0, 0.0, 0),
    ("30 days and more", 0, 0.0, 0),
)  # fmt: skip
BALANCE = (
    ("at start", None, 92), ("entered", "created", 60), ("entered", "reopened", 5), ("entered", "unmerged", 0),
    ("left", "solved", 55), ("left", "merged", 2), ("left", "spam", 0), ("at end", None, 100),
)  # fmt: skip
DRIVERS = (
    ("delivery", 120, 0.4, 100, 20), ("login", 90, 0.3, 140, -50), ("\x1b[31m" + "invoice" * 9, 60, 0.2, 60, 0),
    (None, 30, 0.1, 10, 20),
)  # fmt: skip
TOP = (
    ("desk", "c1", "Acme GmbH", "gold", 14, 3 * DAY), ("desk", "c2", "東京電気 株式会社", "plus", 9, 7 * HOUR),
    ("desk", "c3", None, None, 2, 700),
)  # fmt: skip
LOST = (
    ("desk", "c4", "Globex", "gold", NOW - 2 * DAY, NOW - 9 * DAY, "chat", "48001"),
    ("desk", "c5", None, None, NOW - 3 * DAY, NOW - 20 * DAY, "email", "47001"),
)
TIERS = (
    ("gold", 400, 360, 0.9, 0.87, 0.93, 120, 3, 90_000.0, "EUR", None),
    ("free", 12, 6, 0.5, 0.25, 0.75, 900, 40, 12.5, "EUR", "under 20"),
)
CHANNELS = (
    ("chat", 900, 200_000, "EUR", 40_000.0, 4_000.0, 9.0),
    ("phone", 300, 90_000, "EUR", 9_000.0, 12_000.0, -0.25),
)
RETURNS = (
    ("desk", "48120", NOW - HOUR, "chat", "gold", "high", "billing", 410.0, 4.5, 90.1),
    ("desk", "48122", NOW - 2 * HOUR, "phone", "free", "low", "mail", 20.0, 40.0, -0.5),
)


def heat(scale: int = 1) -> ListTable:
    """Return a week: as many tickets as the hour says on weekdays, none at night, one an hour at weekends."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    rows = tuple(
        (day, *((hour if place < 5 else 1) * scale if 8 <= hour < 20 else 0 for hour in range(24)))
        for place, day in enumerate(days)
    )
    columns = (ListColumn("weekday", "text", ""), *(ListColumn(f"h{h:02}", "count", f"{h:02}") for h in range(24)))
    return ListTable("heat", LISTS["heat"].title, columns, rows)


def splits(dimension: str, *rows: tuple[object, ...]) -> ListTable:
    """Return a list of the queue by a dimension: value, created, solved, open, mean first response, level, CSAT."""
    name = {"channel": "channels", "team": "teams", "priority": "priorities", "tier": "tiers"}[dimension]
    columns = (
        ListColumn(dimension, "text", dimension), ListColumn("created", "count", "created"),
        ListColumn("solved", "count", "solved"), ListColumn("open", "count", "open"),
        ListColumn("first_response_mean", "seconds", "first response"),
        ListColumn("service_level", "ratio", "service level"), ListColumn("csat", "ratio", "satisfaction"),
    )  # fmt: skip
    return ListTable(name, LISTS[name].title, columns, rows)


def table(name: str, columns: str, *rows: tuple[object, ...], note: str | None = None) -> ListTable:
    """Return a list; its columns are written ``name:unit name:unit``."""
    made = (one.partition(":") for one in columns.split())
    definition = tuple(ListColumn(column, unit or "text", column) for column, _, unit in made)  # type: ignore[arg-type]
    return ListTable(name, LISTS[name].title, definition, rows, note=note)


def lists() -> dict[str, ListTable]:
    """Return every list of both screens."""
    found = (
        splits("channel", ("chat", 500, 490, 60, 570.0, 0.71, 0.85), ("email", 616, 593, 140, 30_600.0, 0.82, None)),
        splits("team", ("billing", 300, 280, 80, 900.0, 0.79, 0.9), (None, 816, 803, 120, 20_000.0, None, None)),
        splits("priority", ("normal", 1_116, 1_083, 200, 9_000.0, 0.8, 0.84)),
        splits("tier", ("gold", 200, 190, 30, 8_000.0, 0.9, 0.6)),
        table("backlog_age", "age tickets:count share:ratio over:count", *AGES),
        table("backlog_balance", "what transition tickets:count", *BALANCE),
        heat(),
        table("drivers", "topic tickets:count share:ratio before:count more:count", *DRIVERS),
        table("top_customers", "source customer name tier tickets:count oldest:seconds", *TOP),
        table(
            "customers_lost",
            "source customer name tier lost_at:instant contact_at:instant channel ticket",
            *LOST,
            note="the latest 2 of 29,477 customers",
        ),
        table(
            "retention_by_tier",
            "tier customers:count retained:count share:ratio low:ratio high:ratio waiting:count lost:count "
            "revenue:money currency sample",
            *TIERS,
        ),
        table(
            "return_by_channel",
            "channel contacts:count handle_s:seconds currency revenue:money cost:money return:number",
            *CHANNELS,
        ),
        table(
            "queue_by_return",
            "source ticket created_at:instant channel tier priority team revenue:money cost:money return:number",
            *RETURNS,
        ),
    )
    return {one.name: one for one in found}


def speeds(of: str = "first_response", knee: bool = True) -> SpeedsView:
    """Return 3,000 customers: 90 of 100 stay who were answered within five minutes, 70 of 100 later; 10 waited long."""
    waits = [(s, int(i % 10 != 0)) for s in (30, 200) for i in range(500)]
    waits += [(s, int(i % 10 > 2)) for s in (600, 1_500, 2_000, 9_000) for i in range(490)]
    waits += [(90_000, i % 2) for i in range(10)]
    found = Knee(250, 0.9, 0.699) if knee else None
    period = Period(NOW - 90 * DAY, NOW + 1, "90d", 90)
    return SpeedsView(
        of, period, tuple(banded(waits, RESPONSE)), 20, Correlation(-0.218, -0.252, -0.183, 1e-9, len(waits)), found
    )


def customer(key: str = "c1", name: str | None = "Acme GmbH", subject: str = "Wrong bill") -> CustomerView:
    """Return a customer with two open tickets, of which one is overdue, who bought and is at risk nonetheless."""
    late = Clock("first_response", "breached", NOW - 130, -130, "nobody has answered and it was due", None)
    due = Clock("resolution", "running", NOW + 5 * HOUR, 5 * HOUR, "the ticket is not solved yet", None)
    contact = Contact("48122", NOW - HOUR, subject, "chat", "bill", None, False, None, False, True, True, None)
    before = Contact(
        "47000", NOW - 9 * DAY, "I cannot log in", "email", "login", 252, True, 3 * HOUR, True, False, True,
        Answer("csat", 4.0, 1.0, 5.0, True),
    )  # fmt: skip
    spam = Contact("46999", NOW - 10 * DAY, "Win!", "email", None, None, None, None, False, False, False, None)
    return CustomerView(
        "desk", key, NOW, name, "gold", "acme", NOW - 900 * DAY, None, 90, NOW - 700 * DAY, 240, 14,
        (
            CustomerTicket("48001", "Import fails", "email", "mail", "normal", "open", None, NOW - 2 * DAY, (due,)),
            CustomerTicket("48122", subject, "chat", "billing", "high", "new", "Sam R", NOW - HOUR, (late, due)),
        ),
        2, (contact, before, spam),
        RetentionStatus("at_risk", "nothing_yet", NOW + 89 * DAY, NOW - HOUR, NOW + 90 * DAY - HOUR), None,
        (CustomerRevenue("EUR", 4, 1_240.75, 0.0),),
        (Purchase(NOW - 200 * DAY, "renewal", 1_300.0, "EUR"), Purchase(NOW - 201 * DAY, "refund", -59.5, "EUR")),
        (Contract("k-1", NOW - 900 * DAY, NOW - 100 * DAY, 900.0, False),),
    )  # fmt: skip


def answers() -> Answers:
    """Return what both screens and a customer's page are answered."""
    numbers = (
        explained("retention", 0.953, 740_085, before=0.95, target=0.7, state="good"),
        explained("retained_after_contact", 0.715, 88_621, before=0.716, waiting=255_319),
        explained("lost_known", 29_477.0, 29_477),
        explained("nps", 52.0, 5_073, before=51.5, target=50.0, state="good"),
        explained("csat", 0.84, 37_206, before=0.85, target=0.85, state="warn"),
        explained("contacts_per_100_customers", 36.9, 147_701, before=40.6),
        explained("repeat_rate", 0.113, 85_017, before=0.106, target=0.1, state="bad"),
        explained("channel_return", None, 152_038, note="an hour of handling has no price"),
        explained("sales_credit", 8_200.0, 41),
    )
    return {
        **{("list", name): one for name, one in lists().items()},
        **{("number", one.definition.name): one for one in numbers},
        ("speeds", "first_response"): speeds(),
        ("speeds", "resolution"): speeds("resolution", knee=False),
        ("customer",): customer(),
    }


def nothing() -> Answers:
    """Return what the screens are answered by a store that holds tickets alone."""
    why = "no purchases or contracts in this store: import a purchase or contract table"
    found: Answers = {}
    for (kind, *names), one in answers().items():
        if isinstance(one, ListTable):
            lacks = one.name in ("customers_lost", "retention_by_tier", "return_by_channel", "queue_by_return")
            rows = tuple((*row[:1], *(0 for _ in row[1:])) for row in one.rows) if one.name == "heat" else ()
            found[kind, *names] = ListTable(one.name, one.title, one.columns, rows, missing=why if lacks else None)
        elif isinstance(one, SpeedsView):
            found[kind, *names] = SpeedsView(one.of, one.period, (), 20, missing=why)
        elif kind == "number":
            found[kind, *names] = explained(names[0], None, missing=why)
    return found
