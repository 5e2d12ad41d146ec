"""What comes to light of a customer later (money, contracts, a tier) changes exactly the contacts it is about."""

from pathlib import Path

import pytest

from cxtui.importing.rows import apply_rows
from cxtui.settings import defaults
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.importing.stores import rows_of
from tests.kpis.reading.stores import stored

TICKETS = (("t1", "2025-01-10 09:00"), ("t2", "2025-03-01 09:00"), ("t3", "2025-06-20 09:00"))

Rows = tuple[tuple[str, dict[str, object]], ...]


def floor() -> History:
    """Return three contacts of one customer, answered by one agent, and what was bought and signed so far."""
    history = History().add("agent", agent="a1", kind="human").add("customer", customer="c1", tier="plus")
    for ticket, created in TICKETS:
        history.ticket(ticket, created, customer="c1", opened_by="c1", opened_by_kind="customer")
        history.says(ticket, created).says(ticket, created.replace("09:00", "10:00"), "a1")
    return (
        history.add("purchase", purchase="p1", customer="c1", occurred_at=instant("2025-02-01 00:00"), amount=5.0)
        .add("contract", contract="k1", customer="c1", from_at=instant("2025-05-01 00:00"),
             to_at=instant("2025-05-20 00:00"))
    )  # fmt: skip


CASES: dict[str, tuple[Rows, dict[str, int]]] = {
    "nothing": ((), {"t1": 1, "t2": 0, "t3": 0}),
    "a purchase keeps the contacts within the horizon before it": (
        (("purchase", {"purchase": "p2", "occurred_at": "2025-05-30 09:00"}),), {"t1": 1, "t2": 1, "t3": 0},
    ),
    "at the horizon's end it still does": (
        (("purchase", {"purchase": "p2", "occurred_at": "2025-05-30 09:00:00"}),), {"t1": 1, "t2": 1, "t3": 0},
    ),
    "a second later no more": (
        (("purchase", {"purchase": "p2", "occurred_at": "2025-05-30 09:00:01"}),), {"t1": 1, "t2": 0, "t3": 0},
    ),
    "a refund keeps nobody": (
        (("purchase", {"purchase": "p2", "occurred_at": "2025-05-01 09:00", "kind": "refund"}),),
        {"t1": 1, "t2": 0, "t3": 0},
    ),
    "a purchase that moves leaves the one and keeps the other": (
        (("purchase", {"purchase": "p1", "occurred_at": "2025-07-01 09:00", "version_at": 9}),),
        {"t1": 0, "t2": 0, "t3": 1},
    ),
    "a purchase that turns out to be a refund": (
        (("purchase", {"purchase": "p1", "occurred_at": "2025-02-01 00:00", "kind": "refund", "version_at": 9}),),
        {"t1": 0, "t2": 0, "t3": 0},
    ),
    "a contract that runs on": (
        (("contract", {"contract": "k2", "from_at": "2025-05-30 09:00", "to_at": None}),), {"t1": 1, "t2": 1, "t3": 1},
    ),
    "a contract that ends on the day": (
        (("contract", {"contract": "k2", "from_at": "2025-05-01 00:00", "to_at": "2025-05-30 09:00"}),),
        {"t1": 1, "t2": 0, "t3": 0},
    ),
    "a contract that is prolonged": (
        (("contract", {"contract": "k1", "from_at": "2025-05-01 00:00", "to_at": None, "version_at": 9}),),
        {"t1": 1, "t2": 1, "t3": 1},
    ),
    "a customer of another tier, known for longer": (
        (("customer", {"tier": "gold", "since": "2020-01-01 00:00", "version_at": 9}),), {"t1": 1, "t2": 0, "t3": 0},
    ),
    "a customer of another name": (
        (("customer", {"tier": "plus", "name": "Other", "version_at": 9}),), {"t1": 1, "t2": 0, "t3": 0},
    ),
}  # fmt: skip
"""What comes later, and which contacts were kept then (H is 90 days: t2's ends on 30 May 2025, 09:00)."""


@pytest.mark.parametrize(("later", "kept"), CASES.values(), ids=CASES)
def test_what_comes_later_changes_what_it_is_about(tmp_path: Path, later: Rows, kept: dict[str, int]) -> None:
    store = stored(floor(), tmp_path / "floor.db")
    news = History(())
    for table, values in later:
        timed = {
            name: instant(value)
            if isinstance(value, str) and name in ("occurred_at", "from_at", "to_at", "since")
            else value
            for name, value in values.items()
        }
        news.add(table, customer="c1", **timed)
    with Writer(store) as writer:
        apply_rows(writer, {name: rows for name, rows in news.rows.items() if rows}, "s", "hand", defaults())
    compared = compare(store)
    assert compared.sound, compared.differences
    credits = rows_of(store, "contact_credit")
    assert {row[1]: row[columns("retained")] for row in credits} == kept
    tiers = {row[columns("tier")] for row in credits}
    assert tiers == {"gold" if any(v.get("tier") == "gold" for _, v in later) else "plus"}


def columns(name: str) -> int:
    """Return the place of a column of contact_credit."""
    from cxtui.facts.tables import DERIVED

    return DERIVED["contact_credit"].names.index(name)
