"""Lift as it is read: the agents of a filter, the customers behind them, and the same on the leaderboard."""

import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import DAYS_10, asking, near, number, table

JANUARY = "2025-01-01..2025-01-31"


def served(*tickets: tuple[str, str, bool], agents: str = "a1 a2") -> History:
    """Return a history of ``(customer, who replied in order, retained)``, one contact each on 2 January by chat."""
    history = History()
    for agent in agents.split():
        history.add("agent", agent=agent, name=agent.upper(), kind="human")
    for n, (customer, replies, kept) in enumerate(tickets):
        history.add("customer", customer=customer, tier="gold", since=instant("2024-12-01"))
        history.ticket(f"t{n}", "2025-01-02", customer=customer, channel="chat")
        history.says(f"t{n}", "2025-01-02 10:00", customer)
        for minute, who in enumerate(replies.split()):
            history.says(f"t{n}", f"2025-01-02 11:{minute:02d}", who)
        if kept:
            history.add("purchase", purchase=f"p{n}", customer=customer, occurred_at=instant("2025-01-05"), amount=9.0)
    return history


TWO = (("c1", "a1", True), ("c2", "a1", True), ("c3", "a2", True), ("c4", "a2", False))


def test_two_agents_by_hand(tmp_path: Path) -> None:
    with asking(served(*TWO), tmp_path, "2025-02-01") as store:
        # Without a1 the tier keeps 1 of 2 and leans on the floor's ½: e = ½. Without a2 all are kept: e = 1.
        a1, a2 = (number(store, "lift", JANUARY, f"agent:{one}") for one in ("a1", "a2"))
        assert (a1.value, a1.n, a2.value, a2.n) == (near(50), 2, near(-50), 2)
        assert number(store, "lift", JANUARY, "!agent:a1").value == near(-50)
        everyone = number(store, "lift", JANUARY)
        assert (everyone.value, everyone.n) == (None, 4) and everyone.note and "agent:ID" in everyone.note
        both = number(store, "lift", JANUARY, "agent:a1,a2")
        assert (both.value, both.note) == (None, "nobody else met a customer to compare with")
        rows = table(store, "lift_by_agent", JANUARY).rows
        assert [(row[1], row[2], row[3], row[6], row[8]) for row in rows] == [
            ("a1", "A1", near(50), 2, "under 20"), ("a2", "A2", near(-50), 2, "under 20"),
        ]  # fmt: skip
        assert [(row[4], row[5]) for row in rows] == [(a1.low, a1.high), (a2.low, a2.high)]


def test_the_customers_behind_a_lift_add_up_to_it(tmp_path: Path) -> None:
    with asking(served(*TWO, ("c5", "a1 a2 a1 a1", False)), tmp_path, "2025-02-01") as store:
        found = table(store, "lift_customers", JANUARY, "agent:a1")
        by_customer = {row[1]: row[7:] for row in found.rows}
        assert {name: (w, y) for name, (w, y, _, _) in by_customer.items()} == {
            "c1": (1, 1), "c2": (1, 1), "c5": (0.75, 0),
        }  # fmt: skip
        gain = sum(w * (y - e) for w, y, e, _ in by_customer.values())
        assert gain == near(sum(row[10] for row in found.rows))
        lift = number(store, "lift", JANUARY, "agent:a1")
        assert lift.value == near(100 * gain / 2.75)
        # Without a1: a2's 2¼ customers, of whom one stayed; leaning on the floor by one customer e = (1 + 4/9) / 3¼.
        assert {round(row[9], 9) for row in found.rows} == {round((1 + 1 / 2.25) / 3.25, 9)}
        assert table(store, "lift_customers", JANUARY).rows == ()


def test_a_customer_of_two_agents_asked_about_is_one_with_both_their_shares(tmp_path: Path) -> None:
    history = served(*TWO, ("c5", "a1 a2 a1 a1", False), ("c6", "a3", True), agents="a1 a2 a3")
    with asking(history, tmp_path, "2025-02-01") as store:
        rows = table(store, "lift_customers", JANUARY, "agent:a1,a2").rows
        assert {row[1]: row[7] for row in rows} == {"c1": 1, "c2": 1, "c3": 1, "c4": 1, "c5": near(1)}


def test_an_assignee_has_the_contact_whole(tmp_path: Path) -> None:
    history = served(*TWO, ("c5", "a1 a2 a1 a1", False))
    history.event("t4", "2025-01-02 12:00", "assignee", "a2").status("t4", "2025-01-02 13:00", "solved", "a1")
    with asking(history, tmp_path, "2025-02-01", DAYS_10.replace("[", 'attribution = "assignee"\n[', 1)) as store:
        weights = {row[2]: row[7] for row in table(store, "lift_customers", JANUARY, "agent:a2").rows}
        # Nobody held c3's and c4's contacts at a solve: they are whose who replied last.
        assert weights == {"t2": 1, "t3": 1, "t4": 1}


def test_customers_that_only_purchases_name_count_too(tmp_path: Path) -> None:
    history = served(*TWO)
    history.rows["customer"].clear()
    with asking(history, tmp_path, "2025-02-01") as store:
        assert number(store, "lift", JANUARY, "agent:a1").value == near(50)
        assert number(store, "retained_after_contact", JANUARY).n == 4


def test_bots_are_no_agents_to_compare_with(tmp_path: Path) -> None:
    history = served(*TWO)
    history.add("agent", agent="a9", name="A9", kind="system")
    with asking(history, tmp_path, "2025-02-01") as store:
        assert {row[1] for row in table(store, "lift_by_agent", JANUARY).rows} == {"a1", "a2"}


def test_without_purchases_and_contracts_a_lift_says_what_to_import(tmp_path: Path) -> None:
    history = History(("messages", "customers"))
    history.ticket("t1", "2025-01-02", customer="c1")
    with asking(history, tmp_path, "2025-02-01") as store:
        metric = store.metric("lift", store.question("lift", JANUARY))
        assert metric.missing and "import a purchase or contract table" in metric.missing
        assert table(store, "lift_by_agent", JANUARY).missing == metric.missing


def random_floor(seed: int) -> History:
    """Return a month of six agents who share the contacts of sixty customers, some of them stay."""
    rng, history = random.Random(seed), History()
    agents = [f"a{n}" for n in range(6)]
    for agent in agents:
        history.add("agent", agent=agent, name=agent, kind="human")
    for n in range(60):
        customer, since = f"c{n}", instant(rng.choice(("2023-01-01", "2024-06-01", "2024-12-20")))
        history.add("customer", customer=customer, tier=rng.choice(("gold", "free")), since=since)
        for contact in range(rng.choice((1, 1, 2))):
            ticket, day = f"t{n}-{contact}", f"2025-01-{rng.randint(1, 20):02d}"
            history.ticket(ticket, day, customer=customer, channel=rng.choice(("chat", "email")))
            history.says(ticket, f"{day} 09:00", customer)
            for minute in range(rng.randint(1, 3)):
                history.says(ticket, f"{day} 10:{minute:02d}", rng.choice(agents))
        if rng.random() < 0.6:
            history.add("contract", contract=f"k{n}", customer=customer, from_at=instant("2024-12-01"))
    return history


@pytest.mark.parametrize("seed", range(3))
def test_a_lift_is_the_leaderboard_s(tmp_path: Path, seed: int) -> None:
    with asking(random_floor(seed), tmp_path, "2025-01-31 12:00"):
        pass
    with closing(StoreFeed(tmp_path / "floor.db", at=instant("2025-01-31 12:00"))) as feed:
        board = feed.read().leaderboard
        parts = {row.agent: part for row in board.rows for part in row.components if part.name == "lift"}
        with feed.asking() as store:
            # The leaderboard takes outcomes with a horizon in whole days.
            question = Question(Period(board.from_at, instant("2025-01-31"), "board"), store.at)
            rows = LISTS["lift_by_agent"].read(store, question).rows
            read = {
                agent: store.metric("lift", replace(question, where=parse_filter(f"agent:{agent}"))) for agent in parts
            }
    assert len(parts) == 6
    assert {agent: part.value for agent, part in parts.items()} == {a: near(m.value or 0) for a, m in read.items()}
    assert {row[1]: row[3:7] for row in rows} == {a: (near(m.value or 0), near(m.low or 0), near(m.high or 0), m.n)
                                                 for a, m in read.items()}  # fmt: skip
