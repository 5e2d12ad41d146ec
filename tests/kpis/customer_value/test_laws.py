"""Laws of retention after a contact, against a slow count over random histories."""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxtui.clock import DAY
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import asking, number

H = 10 * DAY
START = instant("2025-01-01")
JANUARY = "2025-01-01..2025-01-31"


@dataclass
class Life:
    """A customer's contacts, purchases that are no refund, contracts, and when it left."""

    contacts: list[int]
    purchases: list[int]
    contracts: list[tuple[int, int | None]]
    left_at: int | None

    def kept(self, contact: int) -> bool:
        """Say whether the customer was retained after a contact."""
        end = contact + H
        return any(contact < p <= end for p in self.purchases) or any(
            a <= end and (b is None or b > end) for a, b in self.contracts
        )

    def known_lost(self, contact: int, at: int) -> bool:
        """Say whether the customer is known at an instant to be lost after a contact."""
        ends = [b for _, b in self.contracts if b is not None] + ([self.left_at] if self.left_at else [])
        return (
            any(contact < end <= at for end in ends)
            and not any(a <= at and (b is None or b > at) for a, b in self.contracts)
            and not any(contact < p <= at for p in self.purchases)
        )


def lives(seed: int) -> list[Life]:
    """Return forty random customers, with times on few instants so that many coincide."""
    rng = random.Random(seed)

    def moment() -> int:
        return START + rng.randint(0, 60) * DAY // 2

    found = []
    for _ in range(40):
        contracts = []
        if rng.random() < 0.6:
            begins = moment() - 10 * DAY
            contracts.append((begins, None if rng.random() < 0.4 else begins + rng.randint(1, 60) * DAY // 2))
        found.append(
            Life(
                [moment() for _ in range(rng.randint(1, 3))],
                [moment() for _ in range(rng.randint(0, 2))],
                contracts,
                moment() if rng.random() < 0.3 else None,
            )
        )
    return found


def history(people: list[Life]) -> History:
    """Return the rows of some lives."""
    rows = History()
    for n, life in enumerate(people):
        rows.add("customer", customer=f"c{n}", since=START, left_at=life.left_at)
        for i, at in enumerate(life.contacts):
            rows.add("ticket", ticket=f"t{n}-{i}", created_at=at, customer=f"c{n}", channel=("chat", "email")[i % 2])
        for i, at in enumerate(life.purchases):
            rows.add("purchase", purchase=f"p{n}-{i}", customer=f"c{n}", occurred_at=at, amount=1.0)
        for i, (begins, ends) in enumerate(life.contracts):
            rows.add("contract", contract=f"k{n}-{i}", customer=f"c{n}", from_at=begins, to_at=ends)
    return rows


def waits(people: list[Life], at: int) -> list[tuple[Life, int]]:
    """Return who waits for an outcome at an instant, with the last contact."""
    latest = [(one, max((c for c in one.contacts if c <= at), default=None)) for one in people]
    return [(one, c) for one, c in latest if c is not None and c + H > at]


@pytest.mark.parametrize("seed", range(4))
def test_retained_pending_and_lost_are_those_of_a_slow_count(tmp_path: Path, seed: int) -> None:
    people = lives(seed)
    for day in ("2025-01-12", "2025-01-20 06:00", "2025-02-03 12:00"):
        at = instant(day)
        with asking(history(people), tmp_path, day) as store:
            until = min(instant("2025-02-01"), at + 1)
            window = [max((c for c in one.contacts if START - H <= c < until - H), default=None) for one in people]
            known = [one.kept(c) for one, c in zip(people, window, strict=True) if c is not None]
            # Who waits is counted at the instant, or at the period's end where that is earlier.
            waiting, pending = waits(people, min(at, until - 1)), waits(people, at)
            shown = number(store, "retained_after_contact", JANUARY)
            assert (shown.n, shown.waiting) == (len(known), len(waiting))
            assert shown.value == (sum(known) / len(known) if known else None)
            assert shown.value is None or (shown.low or 0) <= shown.value <= (shown.high or 1) <= 1
            lost = number(store, "lost_known", "today")
            assert lost.n == sum(one.known_lost(c, at) for one, c in pending) <= len(pending)
            parts = [number(store, "retained_after_contact", JANUARY, f"channel:{c}") for c in ("chat", "email")]
            assert sum(part.n for part in parts) == shown.n


@pytest.mark.parametrize("seed", range(4))
def test_in_a_cohort_known_and_pending_are_all(tmp_path: Path, seed: int) -> None:
    people = lives(seed)
    met = sum(any(START <= c < instant("2025-02-01") for c in one.contacts) for one in people)
    for day, known in (("2025-01-20", None), ("2025-02-11", met)):
        with asking(history(people), tmp_path, day) as store:
            seen = met if known else sum(any(c <= store.at for c in one.contacts) for one in people)
            shown = number(store, "retained_after_contact", JANUARY, cohort=True)
            assert shown.n + (shown.waiting or 0) == seen
            assert known is None or shown.n == known
