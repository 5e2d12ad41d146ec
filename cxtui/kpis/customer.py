"""One customer opened, as of an instant: tickets, promises, money, and whether the customer stays.

Instants are UTC epoch seconds, durations seconds; nothing later than ``as_of`` is in it.
"""

from dataclasses import dataclass

from cxtui.kpis.customer_value.retention_status import RetentionStatus
from cxtui.kpis.floor import Clock


@dataclass(frozen=True, slots=True, eq=False)
class CustomerTicket:
    """A ticket that is open, with its clocks."""

    ticket: str
    subject: str | None
    channel: str | None
    team: str | None
    priority: str | None
    status: str | None
    assignee: str | None
    created_at: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The last answer to a survey on its own scale; ``good`` is None where the kind is not satisfaction."""

    kind: str
    value: float
    low: float | None
    high: float | None
    good: bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """A ticket of the customer's history; ``in_time`` is None where no promise had an outcome yet.

    ``counts`` is False for spam, deleted and merged tickets, which no rate counts.
    """

    ticket: str
    created_at: int
    subject: str | None
    channel: str | None
    topic: str | None
    first_response_s: int | None
    in_time: bool | None
    resolution_s: int | None
    reopened: bool
    open: bool
    counts: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True, eq=False)
class Purchase:
    """Money that came, or went back (a refund is below 0)."""

    at: int
    kind: str | None
    amount: float | None
    currency: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """A contract; ``to_at`` is None while no end of it is known, ``value`` is over its whole time."""

    contract: str
    from_at: int
    to_at: int | None
    value: float | None
    live: bool


@dataclass(frozen=True, slots=True, eq=False)
class CustomerRevenue:
    """What a customer brought in one currency, refunds taken off: in all, and within the last horizon."""

    currency: str
    purchases: int
    whole: float
    recent: float


@dataclass(frozen=True, slots=True, eq=False)
class CustomerView:
    """A customer opened. ``open`` and ``history`` are cut, their counts whole; ``days`` is the horizon of retention,
    in which ``recent`` of the contacts came. ``missing`` says what to import to know whether the customer stays,
    ``note`` what of the customer is left out here.
    """

    source: str
    customer: str
    as_of: int
    name: str | None
    tier: str | None
    account: str | None
    since: int | None
    left_at: int | None
    days: int
    first_contact_at: int | None
    contacts: int
    recent: int
    open: tuple[CustomerTicket, ...]
    open_count: int
    history: tuple[Contact, ...]
    retention: RetentionStatus | None
    missing: str | None
    money: tuple[CustomerRevenue, ...]
    purchases: tuple[Purchase, ...]
    contracts: tuple[Contract, ...]
    note: str | None = None
