"""Retention by hand: who is a customer when, when a contact's outcome counts, and who is lost before that."""

from pathlib import Path

from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import asking, near, number

JANUARY, FEBRUARY = "2025-01-01..2025-01-31", "2025-02-01..2025-02-28"


def customers(**lives: tuple[str, str | None]) -> History:
    """Return a history of customers by since and left_at."""
    history = History()
    for name, (since, left) in lives.items():
        history.add(
            "customer", customer=name, tier="gold" if name < "c3" else "free", since=instant(since),
            left_at=instant(left) if left else None,
        )  # fmt: skip
    return history


BASE = {
    "c1": ("2024-05-01", None),  # stays
    "c2": ("2024-05-01", "2025-01-10"),  # leaves
    "c3": ("2024-12-31 23:59:59", None),  # came right before: stays
    "c4": ("2025-01-01", None),  # comes in the period: new, in neither side
    "c5": ("2025-01-05", "2025-01-20"),  # comes and goes
    "c6": ("2024-06-01", "2025-01-01"),  # leaves at the period's first instant: was one right before it
    "c7": ("2024-06-01", "2024-12-31"),  # left before
    "c8": ("2024-06-01", "2025-02-01"),  # leaves right after
}


def test_the_customer_base_by_since_and_left_at(tmp_path: Path) -> None:
    with asking(customers(**BASE), tmp_path, "2025-03-01") as store:
        found = number(store, "retention", JANUARY)
        # Right before January: c1 c2 c3 c6 c8. At its end c1 c3 c8 are still there (and c4, who is new).
        assert (found.n, found.value) == (5, near(3 / 5))
        assert (found.target, found.state) == (0.7, "bad")
        # Wilson (1927) of 3 of 5 at 1.96: .2307 to .8824.
        assert (found.low, found.high) == (near(0.2307, abs=1e-4), near(0.8824, abs=1e-4))
        # Right before February: c1 c3 c4 c8; c8 leaves on its first instant.
        assert number(store, "retention", FEBRUARY).value == near(3 / 4)
        gold, free = (number(store, "retention", JANUARY, f"tier:{tier}") for tier in ("gold", "free"))
        assert (gold.n, gold.value, free.n, free.value) == (2, 0.5, 3, near(2 / 3))
        assert number(store, "retention", JANUARY, "channel:chat").value is None


def test_a_period_that_runs_counts_up_to_the_instant(tmp_path: Path) -> None:
    with asking(customers(**BASE), tmp_path, "2025-01-09 12:00") as store:
        found = number(store, "retention", JANUARY)
        assert (found.n, found.value) == (5, near(4 / 5))


def test_without_left_at_a_customer_has_a_contract_or_bought_within_h(tmp_path: Path) -> None:
    history = customers(c1=("2024-05-01", None))
    live, ended = (instant("2024-06-01"), None), (instant("2024-06-01"), instant("2025-01-15"))
    for n, (from_at, to_at) in enumerate((live, ended)):
        history.add("contract", contract=f"k{n}", customer=f"c{n + 1}", from_at=from_at, to_at=to_at)
    buys = (("c3", "2024-12-22", "new"), ("c3", "2025-01-25", "renewal"), ("c4", "2024-12-30", "new"),
            ("c5", "2024-12-21", "new"), ("c6", "2024-12-30", "refund"), ("c7", "2025-01-30", "new"))  # fmt: skip
    for n, (customer, day, kind) in enumerate(buys):
        history.add("purchase", purchase=f"p{n}", customer=customer, occurred_at=instant(day), amount=5.0, kind=kind)
    with asking(history, tmp_path, "2025-03-01") as store:
        found = number(store, "retention", JANUARY)
        # H is ten days. Right before January: c1 c2 by contract, c3 c4 by purchase; c5's is too old, c6's a refund.
        # At its end c1 has a contract and c3 bought again; c7 is new.
        assert (found.n, found.value) == (4, 0.5)


def test_nobody_to_keep_is_no_rate(tmp_path: Path) -> None:
    with asking(customers(c4=("2025-01-05", None)), tmp_path, "2025-03-01") as store:
        found = number(store, "retention", JANUARY)
        assert (found.value, found.n) == (None, 0)
        assert found.note and "import customers with since and left_at" in found.note


def contacts() -> History:
    """Return contacts of five customers in January, H being ten days."""
    history = History()
    for name in ("c1", "c2", "c3", "c4", "c5"):
        history.add("customer", customer=name, tier="gold", since=instant("2024-01-01"),
                    left_at=instant("2025-01-12") if name == "c4" else None)  # fmt: skip
    for ticket, customer, day, channel in (
        ("t1", "c1", "2025-01-03", "chat"), ("t2", "c1", "2025-01-05", "email"), ("t3", "c2", "2025-01-05", "chat"),
        ("t4", "c3", "2025-01-06", "chat"), ("t5", "c4", "2025-01-10", "chat"), ("t6", "c5", "2025-01-11", "email"),
    ):  # fmt: skip
        history.ticket(ticket, day, customer=customer, channel=channel)
    # c1 buys on the last instant of H after t2; c2 has bought before the contact only; c3 has a refund only.
    for n, (customer, day, kind) in enumerate(
        (("c1", "2025-01-15", "renewal"), ("c2", "2025-01-05", "new"), ("c3", "2025-01-07", "refund"))
    ):
        history.add("purchase", purchase=f"p{n}", customer=customer, occurred_at=instant(day), amount=5.0, kind=kind)
    # c5's contract ends on the 14th; a later one begins on the 16th and is live at contact + H, the 21st.
    history.add("contract", contract="k1", customer="c5", from_at=instant("2024-01-01"),
                to_at=instant("2025-01-14"))  # fmt: skip
    history.add("contract", contract="k2", customer="c5", from_at=instant("2025-01-16"))
    return history


def test_after_contact_the_last_one_counts_when_its_horizon_ends(tmp_path: Path) -> None:
    with asking(contacts(), tmp_path, "2025-02-01") as store:
        found = number(store, "retained_after_contact", JANUARY)
        # One each: c1 by t2 (kept at exactly contact + H), c2 c3 c4 not, c5 by contract.
        assert (found.n, found.value, found.waiting) == (5, near(2 / 5), 0)
        assert [unit.ticket for unit in store.units("retained_after_contact", store.question(
            "retained_after_contact", JANUARY), 9)[0]] == ["t6", "t5", "t4", "t2", "t3"]  # fmt: skip
        # Outcomes known by the 13th: t1 of c1 is the last contact of that window, and c1 bought on the 15th.
        early = number(store, "retained_after_contact", "2025-01-01..2025-01-13")
        assert (early.n, early.value) == (1, 0)
        chat, email = (number(store, "retained_after_contact", JANUARY, f"channel:{c}") for c in ("chat", "email"))
        assert (chat.n, chat.value, email.n, email.value) == (3, 0, 2, 1)


def test_known_and_pending_are_all(tmp_path: Path) -> None:
    for day, known, waiting in (("10", 0, 4), ("13", 0, 5), ("15", 2, 3), ("16", 3, 2), ("22", 5, 0)):
        with asking(contacts(), tmp_path, f"2025-01-{day}") as store:
            found = number(store, "retained_after_contact", JANUARY, cohort=True)
            assert (found.n, found.waiting) == (known, waiting), day
            level = number(store, "retained_after_contact", "today")
            assert level.waiting == waiting


def test_a_loss_known_early_is_counted_at_once_and_moves_no_rate(tmp_path: Path) -> None:
    seen = []
    for at in ("2025-01-11 23:59:59", "2025-01-12", "2025-01-13", "2025-01-14", "2025-01-15", "2025-01-16",
               "2025-01-19 23:59:59", "2025-01-20"):  # fmt: skip
        with asking(contacts(), tmp_path, at) as store:
            lost = store.units("lost_known", store.question("lost_known"), 9)[0]
            rate = number(store, "retained_after_contact", JANUARY)
            assert store.metric("lost_known").n == len(lost)
            seen.append(([unit.ticket for unit in lost], rate.n))
    assert seen == [
        ([], 0),
        (["t5"], 0),  # c4 left on the 12th; the rate hears of it on the 20th
        (["t5"], 1),
        (["t6", "t5"], 1),  # c5's contract ended, and there is another from the 16th on
        (["t6", "t5"], 2),
        (["t5"], 3),
        (["t5"], 3),
        ([], 4),
    ]
