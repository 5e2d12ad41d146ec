"""Planted effects can be found again in what customers did and said."""

from collections import defaultdict

import pytest

from cxtui.clock import DAY
from cxtui.simulator import CanonicalRows, Simulator, Truth
from tests.simulator.looking import START, History, histories, newest


@pytest.fixture(scope="module")
def long_run() -> tuple[CanonicalRows, dict[str, Truth]]:
    """Five weeks of contacts, and their customers for 90 days after."""
    floor = Simulator(7, START)
    return floor.history(START, START + 130 * DAY), floor.truth()


def spearman(found: dict[str, float], planted: dict[str, float]) -> float:
    n = len(found)
    left = {agent: place for place, agent in enumerate(sorted(found, key=lambda a: found[a]))}
    right = {agent: place for place, agent in enumerate(sorted(found, key=lambda a: planted[a]))}
    return 1 - 6 * sum((left[a] - right[a]) ** 2 for a in found) / (n * (n * n - 1))


def kept_by_agent(rows: CanonicalRows) -> dict[str, list[tuple[float, bool]]]:
    """(share of the replies, whether the customer was active 90 days on) of each customer's last contact."""
    last: dict[str, History] = {}
    for history in histories(rows).values():
        if history["created_at"] < START + 40 * DAY and history.replies() and history.counts:
            before = last.get(history["customer"])
            if before is None or before["created_at"] < history["created_at"]:
                last[history["customer"]] = history
    bought = defaultdict(list)
    for row in rows["purchase"]:
        if row[8] in ("new", "renewal"):
            bought[row[4]].append(row[5])
    ends = {row[4]: row[6] for row in newest("contract", rows["contract"]).values()}
    found = defaultdict(list)
    for customer, history in last.items():
        begins = history["created_at"]
        horizon = begins + 90 * DAY
        stays = any(begins < at <= horizon for at in bought[customer])
        stays = stays or (customer in ends and (ends[customer] is None or ends[customer] > horizon))
        replies = [e.actor for e in history.replies()]
        for agent in set(replies):
            found[str(agent)].append((replies.count(agent) / len(replies), stays))
    return found


def test_customers_stay_with_those_who_keep_them(long_run: tuple[CanonicalRows, dict[str, Truth]]) -> None:
    rows, truth = long_run
    found = {a: cases for a, cases in kept_by_agent(rows).items() if sum(share for share, _ in cases) > 40}
    rate = {a: sum(w * y for w, y in cases) / sum(w for w, _ in cases) for a, cases in found.items()}
    assert len(rate) >= 15
    assert spearman(rate, {a: truth[a].retention for a in rate}) > 0.8
    worst = [rate[a] for a in rate if truth[a].style == "fast_bad"]
    best = [rate[a] for a in rate if truth[a].style == "slow_keeper"]
    assert min(best) - max(worst) > 0.2
    cases = [case for each in found.values() for case in each]
    assert 0.6 < sum(w * y for w, y in cases) / sum(w for w, _ in cases) < 0.8


def test_customers_like_those_who_are_good(long_run: tuple[CanonicalRows, dict[str, Truth]]) -> None:
    rows, truth = long_run
    given = defaultdict(list)
    for row in newest("rating", rows["rating"]).values():
        if row[7] == "csat" and row[8] is not None:
            given[row[12]].append(row[8] >= 4)
    rate = {a: sum(v) / len(v) for a, v in given.items() if len(v) >= 20}
    assert len(rate) >= 20
    assert spearman(rate, {a: truth[a].quality for a in rate}) > 0.8


def test_who_is_fast_and_bad_is_fast(long_run: tuple[CanonicalRows, dict[str, Truth]]) -> None:
    rows, truth = long_run
    talk = defaultdict(list)
    for row in rows["handle"]:
        if row[6] == "talk":
            talk[row[5]].append(row[8] - row[7])
    mean = {a: sum(v) / len(v) for a, v in talk.items() if len(v) > 50}
    hasty = [mean[a] for a in mean if truth[a].style == "fast_bad"]
    assert hasty
    assert max(hasty) < 0.8 * min(mean[a] for a in mean if truth[a].style != "fast_bad")


def test_purchases_are_of_every_kind_and_sold_in_tickets(long_run: tuple[CanonicalRows, dict[str, Truth]]) -> None:
    rows, _ = long_run
    kinds = {row[8] for row in rows["purchase"]}
    assert kinds == {"new", "renewal", "upsell", "cross_sell", "refund"}
    assert all((row[6] < 0) == (row[8] == "refund") for row in rows["purchase"])
    assert all(row[9] and row[10] for row in rows["purchase"] if row[8] in ("upsell", "cross_sell"))
    assert {row[5] for row in rows["customer"]} == {"standard", "plus", "enterprise"}


def test_who_left_has_no_contract_that_runs_on(long_run: tuple[CanonicalRows, dict[str, Truth]]) -> None:
    rows, _ = long_run
    contracts = {row[4]: row for row in newest("contract", rows["contract"]).values()}
    left = {row[1]: row[8] for row in newest("customer", rows["customer"]).values() if row[8] is not None}
    assert len(left) > 500
    for customer, at in left.items():
        assert customer not in contracts or contracts[customer][6] == at
    for row in rows["purchase"]:
        assert row[4] not in left or row[8] != "renewal" or row[5] <= left[row[4]]
