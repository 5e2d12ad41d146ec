"""How long an answer rests before it is given anew: as long as it took many times over, longer beside many others."""

from collections.abc import Iterator

import pytest

from cxtui.console.threads.query_thread import TOGETHER, QueryThread, Rest, _Known
from cxtui.kpis.query import Query
from tests.console import floors
from tests.console.fakes import FakeFeed


def rested(monkeypatch: pytest.MonkeyPatch, wanted: int, seconds: float) -> float:
    """Return how long one of so many queries rests whose answer took so long."""
    clock: Iterator[float] = iter((100.0, 100.0 + seconds))
    monkeypatch.setattr("cxtui.console.threads.query_thread.time.monotonic", lambda: next(clock))
    one = QueryThread(lambda: FakeFeed(floors.busy()), lambda message: None, Rest(least=1.0, times=20.0))
    queries = [Query("scorecard", (str(n),)) for n in range(wanted)]
    one._known = {query: _Known() for query in queries}
    one._answer(queries[0], "stamp")
    return one._known[queries[0]].due_at - 100.0 - seconds


@pytest.mark.parametrize(("wanted", "times"), [(1, 20), (TOGETHER, 20), (2 * TOGETHER, 40), (27, 135)])
def test_many_share_the_time_of_a_few(monkeypatch: pytest.MonkeyPatch, wanted: int, times: float) -> None:
    assert rested(monkeypatch, wanted, 0.5) == pytest.approx(times * 0.5)


def test_none_is_given_more_often_than_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rested(monkeypatch, 1, 0.001) == pytest.approx(1.0)
