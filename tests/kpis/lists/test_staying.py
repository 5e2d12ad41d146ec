"""Tiers by who stays, and customers who are lost already, by hand."""

from pathlib import Path

import pytest

from cxtui.kpis.lists import LISTS, staying
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import asking, near, table

JANUARY = "2025-01-01..2025-01-31"


def floor() -> History:
    """Return two gold customers, of whom one buys again, a free one who leaves, and one without a tier.

    H is ten days; all write on 5 January.
    """
    history = History()
    for name, tier, left in (
        ("g1", "gold", None),
        ("g2", "gold", None),
        ("f1", "free", "2025-01-08"),
        ("n1", None, None),
    ):
        history.add("customer", customer=name, name=name.upper(), tier=tier, since=instant("2024-01-01"),
                    left_at=instant(left) if left else None)  # fmt: skip
        history.ticket(f"t-{name}", "2025-01-05", customer=name, channel="chat")
    history.add("purchase", purchase="p1", customer="g1", occurred_at=instant("2025-01-10"), amount=50.0,
                currency="EUR", kind="renewal")  # fmt: skip
    history.add("purchase", purchase="p2", customer="g1", occurred_at=instant("2025-01-11"), amount=20.0,
                currency="EUR", kind="refund")  # fmt: skip
    return history


def test_tiers_by_who_stays(tmp_path: Path) -> None:
    with asking(floor(), tmp_path, "2025-01-20") as store:
        found = table(store, "retention_by_tier", JANUARY)
        free, gold, none = found.rows
        # Wilson (1927) of 1 of 2 at 1.96: .0945 to .9055; of 0 of 1: 0 to .7935.
        assert gold[:4] == ("gold", 2, 1, 0.5) and gold[4:6] == (near(0.0945, 1e-4), near(0.9055, 1e-4))
        assert free[:4] == ("free", 1, 0, 0.0) and free[4:6] == (0.0, near(0.7935, 1e-4))
        assert none[:4] == (None, 1, 0, 0.0)
        # 50 − 20 came of the contact of g1; all outcomes are known, so nobody waits.
        assert [row[6:] for row in (gold, free)] == [(0, 0, 30.0, "EUR", "under 20"), (0, 0, 0.0, "EUR", "under 20")]
        assert found.note is None


def test_who_waits_is_not_in_the_share(tmp_path: Path) -> None:
    with asking(floor(), tmp_path, "2025-01-09") as store:
        rows = {row[0]: row for row in table(store, "retention_by_tier", JANUARY).rows}
        assert {tier: (row[1], row[3], row[6], row[7]) for tier, row in rows.items()} == {
            "gold": (0, None, 2, 0), "free": (0, None, 1, 1), None: (0, None, 1, 0),
        }  # fmt: skip


def test_money_of_two_currencies_is_never_added(tmp_path: Path) -> None:
    history = floor()
    history.add("purchase", purchase="p3", customer="f1", occurred_at=instant("2025-01-06"), amount=5.0,
                currency="USD", kind="new")  # fmt: skip
    with asking(history, tmp_path, "2025-01-20") as store:
        found = table(store, "retention_by_tier", JANUARY)
        assert {row[8:10] for row in found.rows} == {(None, None)}
        assert found.note and "EUR, USD" in found.note


def test_who_is_lost_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = floor()
    history.add("contract", contract="k1", customer="n1", from_at=instant("2024-01-01"), to_at=instant("2025-01-09"))
    with asking(history, tmp_path, "2025-01-09 12:00") as store:
        found = LISTS["customers_lost"].read(store, store.question("lost_known"))
        lost = [
            ("s", "n1", "N1", None, instant("2025-01-09"), instant("2025-01-05"), "chat", "t-n1"),
            ("s", "f1", "F1", "free", instant("2025-01-08"), instant("2025-01-05"), "chat", "t-f1"),
        ]
        assert list(found.rows) == lost and found.note is None
        monkeypatch.setattr(staying, "MOST", 1)
        cut = LISTS["customers_lost"].read(store, store.question("lost_known"))
        assert list(cut.rows) == lost[:1] and cut.note == "the latest 1 of 2 customers"
    with asking(history, tmp_path, "2025-01-07") as store:
        assert LISTS["customers_lost"].read(store, store.question("lost_known")).rows == ()


def test_without_purchases_both_say_what_to_import(tmp_path: Path) -> None:
    history = History(("messages", "status", "customers")).ticket("one", "2025-01-05", customer="c1")
    with asking(history, tmp_path, "2025-01-20") as store:
        for name in ("retention_by_tier", "customers_lost"):
            found = table(store, name, JANUARY)
            assert found.rows == () and found.missing and "import a purchase or contract table" in found.missing
