"""The answer to who a customer is: open tickets, history, money, and whether the customer stays."""

from typing import Any

from cxtui.clock import DAY
from cxtui.kpis.customer import Answer, Contact, Contract, CustomerRevenue, CustomerTicket, CustomerView, Purchase
from cxtui.kpis.customer_value.retention_status import Activity, RetentionStatus, retention_status
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.reading import clocks, past, ticket

OPEN, HISTORY, PURCHASES, CONTRACTS = 30, 100, 12, 8
"""How many of each are read; the counts are whole."""


def read(store: StoreAsOf, source: str, customer: str) -> CustomerView | None:
    """Return a customer as of the instant, or None if the store holds neither one of that name nor a ticket yet."""
    tx, at = store.tx, store.at
    key = {"source": source, "customer": customer, "at": at}
    own = tx.row("customer", source=source, customer=customer)
    days = store.scope.settings.retention_days
    contacts, first, recent = tx.rows("customer_contacts_count", **key, from_at=at - days * DAY + 1)[0]
    name, tier, account, since, left_at = own or (None,) * 5
    if not contacts and (own is None or (since is not None and since > at)):
        return None
    left_at = left_at if left_at is not None and left_at <= at else None
    opened, open_count = _open(store, key, contacts)
    missing = store.scope.during(at, at + 1).missing("purchases", "contracts")
    return CustomerView(
        source=source,
        customer=customer,
        as_of=at,
        name=name,
        tier=tier,
        account=account,
        since=since if since is not None and since <= at else None,
        left_at=left_at,
        days=days,
        first_contact_at=first,
        contacts=contacts,
        recent=recent,
        open=opened,
        open_count=open_count,
        history=_history(store, key),
        retention=None if missing else _retention(store, key, left_at, days * DAY),
        missing=missing,
        money=_money(store, key, days * DAY),
        purchases=_purchases(store, key),
        contracts=_contracts(store, key),
    )


def _open(store: StoreAsOf, key: dict[str, Any], contacts: int) -> tuple[tuple[CustomerTicket, ...], int]:
    """Return the open tickets, the oldest first, by whichever is shorter: the customer's tickets or the backlog."""
    tx, at = store.tx, store.at
    backlog = tx.value("backlog_at_most", at=at, most=contacts + 1)
    rows = tx.rows("customer_open" if contacts <= backlog else "customer_open_of_backlog", **key, most=OPEN)
    source = key["source"]
    found = []
    for name, _ in rows:
        facts = ticket.fields(tx, source, name, at)
        if facts is not None:
            found.append(
                CustomerTicket(
                    ticket=name,
                    subject=facts["subject"],
                    channel=facts["channel"],
                    team=facts["team"],
                    priority=facts["priority"],
                    status=facts["status"],
                    assignee=facts["assignee"],
                    created_at=facts["created_at"],
                    clocks=clocks.read(tx, source, name, facts, at),
                )
            )
    return tuple(found), rows[0][1] if rows else 0


def _history(store: StoreAsOf, key: dict[str, Any]) -> tuple[Contact, ...]:
    return tuple(_contact(store, row) for row in store.tx.rows("customer_contacts", **key, most=HISTORY))


def _contact(store: StoreAsOf, row: tuple[Any, ...]) -> Contact:
    (
        source, name, created_at, subject, channel, topic, excluded, replied_at, reply_s, outcome_at, met, solved_at,
        resolution_s, reopened_at, is_open, _, kind, value, low, high, good,
    ) = row  # fmt: skip
    tx, at = store.tx, store.at
    if tx.value("has_later_events", source=source, ticket=name, at=at):
        topic = past.attributes_at(tx, source, name, at).get("topic", topic)
    answer = (
        None
        if kind is None
        else Answer(kind=kind, value=value, low=low, high=high, good=bool(good) if kind == "csat" else None)
    )
    return Contact(
        ticket=name,
        created_at=created_at,
        subject=subject,
        channel=channel,
        topic=topic,
        first_response_s=reply_s if _by(replied_at, at) else None,
        in_time=bool(met) if _by(outcome_at, at) and met is not None else None,
        resolution_s=resolution_s if _by(solved_at, at) else None,
        reopened=_by(reopened_at, at),
        open=bool(is_open),
        counts=not excluded,
        answer=answer,
    )


def _by(when: int | None, at: int) -> bool:
    return when is not None and when <= at


def _retention(store: StoreAsOf, key: dict[str, Any], left_at: int | None, horizon_s: int) -> RetentionStatus:
    contact = store.tx.value("customer_last_contact", **key)
    if contact is None:
        return retention_status(Activity(), horizon_s, store.at)
    until = min(store.at, contact + horizon_s)
    bought, last_bought, live_until, ended = store.tx.rows("customer_activity", **key, contact_at=contact, until=until)[
        0
    ]
    return retention_status(
        Activity(
            contact_at=contact,
            bought_at=bought,
            last_bought_at=last_bought,
            live_until=live_until,
            ended_at=ended,
            left_at=left_at,
        ),
        horizon_s,
        store.at,
    )


def _money(store: StoreAsOf, key: dict[str, Any], horizon_s: int) -> tuple[CustomerRevenue, ...]:
    rows = store.tx.rows("customer_money", **key, from_at=store.at - horizon_s + 1)
    return tuple(CustomerRevenue(currency, n, round(whole, 4), round(recent, 4)) for currency, n, whole, recent in rows)


def _purchases(store: StoreAsOf, key: dict[str, Any]) -> tuple[Purchase, ...]:
    return tuple(
        Purchase(at, kind, -abs(amount) if kind == "refund" and amount is not None else amount, currency)
        for at, kind, amount, currency in store.tx.rows("customer_purchases", **key, most=PURCHASES)
    )


def _contracts(store: StoreAsOf, key: dict[str, Any]) -> tuple[Contract, ...]:
    return tuple(
        Contract(name, from_at, to_at, value, bool(live))
        for name, from_at, to_at, value, live in store.tx.rows("customer_contracts", **key, most=CONTRACTS)
    )
