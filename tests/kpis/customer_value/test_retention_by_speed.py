"""Retention by speed of service as stores show it: bands and the turning point."""

import random
from pathlib import Path

import pytest

from cxtui.kpis.lists import ListTable
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import asking, near, number, table

JANUARY = "2025-01-01..2025-01-31"
MINUTE = 60


def answered(*waits: tuple[int | None, bool]) -> History:
    """Return customers by the seconds until their first response (None: never) and whether they stayed."""
    history = History()
    start = instant("2025-01-02")
    for n, (wait, kept) in enumerate(waits):
        ticket, customer = f"t{n}", f"c{n}"
        history.add("ticket", ticket=ticket, created_at=start, customer=customer, channel="chat")
        messages = [("c", 0)] + ([] if wait is None else [("a1", wait)])
        for place, (who, after) in enumerate(messages):
            kind = "agent" if who == "a1" else "customer"
            history.add("event", ticket=ticket, event=f"{place}", occurred_at=start + after, kind="message",
                        actor=who, actor_kind=kind, public=1)  # fmt: skip
        if kept:
            history.add("contract", contract=f"k{n}", customer=customer, from_at=start)
    return history


def shares(found: ListTable) -> dict[int | None, tuple[int, int]]:
    """Return customers and retained ones by the upper edge of their band, bands without customers left out."""
    return {row[1]: (row[2], row[3]) for row in found.rows if row[2]}


def test_bands_by_hand(tmp_path: Path) -> None:
    waits = answered((30, True), (60, False), (61, True), (7 * 86_400, False), (None, True))
    with asking(waits, tmp_path, "2025-02-01") as store:
        found = table(store, "retention_by_first_response", JANUARY)
        assert shares(found) == {60: (2, 1), 300: (1, 1), None: (1, 0)}
        assert {row[7] for row in found.rows} == {"under 20"}
        # Who was never answered has no speed.
        assert number(store, "speed_first_response", JANUARY).n == 4
        assert number(store, "retained_after_contact", JANUARY).n == 5
        assert number(store, "speed_resolution", JANUARY).n == 0


@pytest.mark.parametrize(("slow", "finds"), [(0.5, True), (0.85, False)])
def test_a_planted_history(tmp_path: Path, slow: float, finds: bool) -> None:
    """Up to 15 minutes 85 % stay; after it half of them, or as many where speed does not matter."""
    rng = random.Random(5)
    waits = [int(MINUTE * 2 ** rng.uniform(-1, 8)) for _ in range(1500)]
    history = answered(*((wait, rng.random() < (0.85 if wait <= 900 else slow)) for wait in waits))
    with asking(history, tmp_path, "2025-02-01") as store:
        knee = number(store, "knee_first_response", JANUARY)
        speed = number(store, "speed_first_response", JANUARY)
        assert knee.n == speed.n == 1500 and speed.low is not None and speed.high is not None
        if finds:
            assert knee.value == near(900, abs=300) and speed.high < 0
        else:
            assert (knee.value, knee.note) == (None, "no measurable gain at any speed") and speed.low < 0 < speed.high
