"""What became known: canonical rows in the order in which they happened, until somebody takes them."""

from typing import Any

from cxtui.canonical import TABLES
from cxtui.simulator.customers import Customer

CanonicalRow = tuple[Any, ...]
CanonicalRows = dict[str, list[CanonicalRow]]

SOURCE = "simulator"


def no_rows() -> CanonicalRows:
    """Return an empty list for every canonical table that the simulator fills."""
    return {
        name: []
        for name in (
            "team", "agent", "customer", "calendar", "coverage", "ticket", "event", "contract", "purchase",
            "rating", "qa_score", "agent_state", "handle",
        )
    }  # fmt: skip


class Ticket:
    """A ticket under way: its canonical columns, and what its journey must remember."""

    __slots__ = (
        "assignee", "channel", "created_at", "customer", "deleted_at", "done", "effort", "events",
        "first_reply_at", "held", "id", "junk", "last_agent", "merged_into", "opened_by", "opened_by_kind",
        "place", "priority", "product", "queued", "reopened", "replies", "solved_at", "spam", "status",
        "step", "subject", "team", "tier", "topic", "turns", "twin", "version_at", "waiting_since", "working",
    )  # fmt: skip

    def __init__(self, id: str, created_at: int, channel: str, customer: Customer) -> None:
        self.id = id
        self.created_at = self.version_at = created_at
        self.channel = channel
        self.customer = customer
        self.team = ""
        self.priority = "normal"
        self.topic = ""
        self.product = ""
        self.place = customer.place
        self.subject = ""
        self.opened_by = customer.id
        self.opened_by_kind = "customer"
        self.merged_into: str | None = None
        self.spam = 0
        self.junk = False
        """Spam that nobody has marked yet."""
        self.deleted_at: int | None = None
        self.status = "new"
        self.assignee: str | None = None
        self.tier = 1
        self.turns = 1
        """Human replies that are still needed before it can be solved."""
        self.effort = 1.0
        self.events = 0
        self.step = 0
        """Grows with every change of state, so that plans made before it are dropped."""
        self.queued = self.working = self.done = self.held = False
        self.waiting_since: int | None = created_at
        self.first_reply_at: int | None = None
        self.solved_at: int | None = None
        self.last_agent: str | None = None
        self.replies: dict[str, int] = {}
        self.reopened = 0
        self.twin: Ticket | None = None
        """The older ticket of the same customer that asks the same."""

    def row(self) -> CanonicalRow:
        """Return the ticket as its canonical row."""
        return (
            SOURCE, self.id, self.version_at, 0, self.created_at, self.channel, self.team, self.priority,
            self.topic, self.product, self.place, self.customer.id, self.subject, self.opened_by,
            self.opened_by_kind, self.merged_into, self.spam, self.deleted_at,
        )  # fmt: skip


class Ledger:
    """Collects rows; tickets are written once a batch, as they stand when it is taken."""

    def __init__(self) -> None:
        self.rows = no_rows()
        self._touched: dict[str, Ticket] = {}

    def event(
        self, ticket: Ticket, at: int, kind: str, actor: str | None, actor_kind: str,
        value: str | None = None, previous: str | None = None,
    ) -> None:  # fmt: skip
        """Write that something other than a message happened to a ticket."""
        ticket.events += 1
        event = f"{ticket.events:03d}"
        self.rows["event"].append(
            (SOURCE, ticket.id, event, at, kind, actor, actor_kind, None, None, value, previous, at, 0, None)
        )

    def message(
        self, ticket: Ticket, at: int, actor: str, actor_kind: str, automated: int = 0, public: int = 1
    ) -> None:
        """Write a public message, or a private note (``public`` 0)."""
        ticket.events += 1
        kind = "message" if public else "note"
        event = f"{ticket.events:03d}"
        self.rows["event"].append(
            (SOURCE, ticket.id, event, at, kind, actor, actor_kind, public, automated, None, None, at, 0, None)
        )

    def status(self, ticket: Ticket, at: int, status: str, actor: str | None, actor_kind: str) -> None:
        """Write a change of status, unless the ticket has it already; older plans for the ticket lapse."""
        if ticket.status != status or not ticket.events:
            previous = ticket.status if ticket.events else None
            self.event(ticket, at, "status", actor, actor_kind, status, previous)
            ticket.status = status
        ticket.step += 1

    def touch(self, ticket: Ticket, at: int) -> None:
        """Note that the ticket's own row changed at ``at``."""
        ticket.version_at = at
        self._touched[ticket.id] = ticket

    def add(self, table: str, *row: Any) -> None:
        """Write a row of any other table; ``source`` is put before it."""
        self.rows[table].append((SOURCE, *row))

    def customer(self, customer: Customer, version_at: int, left_at: int | None = None) -> None:
        """Write a customer as known at ``version_at``."""
        self.rows["customer"].append(customer_row(customer, version_at, left_at))

    def take(self) -> CanonicalRows:
        """Return everything collected since the last time, and forget it."""
        rows, self.rows = self.rows, no_rows()
        rows["ticket"] = [ticket.row() for ticket in self._touched.values()]
        self._touched = {}
        return rows


def customer_row(customer: Customer, at: int, left_at: int | None) -> CanonicalRow:
    """Return a customer as known at ``at``."""
    return (
        SOURCE, customer.id, at, 0, customer.name, customer.tier, customer.account, customer.since, left_at,
    )  # fmt: skip


def contract_row(customer: Customer, at: int, ends: int | None) -> CanonicalRow:
    """Return a customer's contract as known at ``at``; ``ends`` is None while it runs on."""
    return (SOURCE, f"{customer.id}-1", at, 0, customer.id, customer.since, ends, customer.contract)


TABLE_NAMES = tuple(name for name in TABLES if name in no_rows())
"""Tables the simulator fills, in the order of the contract."""
