"""A floor of four weeks that the tests of this folder look at, and the histories of its tickets."""

from collections import defaultdict

import pytest

from cxtui.clock import DAY
from cxtui.simulator import CanonicalRows, Simulator
from tests.simulator.looking import START, History, histories


@pytest.fixture(scope="session")
def simulator() -> Simulator:
    return Simulator(7, START)


@pytest.fixture(scope="session")
def rows(simulator: Simulator) -> CanonicalRows:
    return Simulator(7, START).history(START, START + 28 * DAY)


@pytest.fixture(scope="session")
def tickets(rows: CanonicalRows) -> dict[str, History]:
    return histories(rows)


@pytest.fixture(scope="session")
def by_channel(tickets: dict[str, History]) -> dict[str, list[History]]:
    found: dict[str, list[History]] = defaultdict(list)
    for history in tickets.values():
        if history.counts:
            found[history["channel"]].append(history)
    return found
