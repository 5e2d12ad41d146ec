"""Numbers before and after a named change, each worked out by hand."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists.before_after import compare, table
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.settings import loads
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored
from tests.kpis.triggers.walk import days, rate


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a floor in Warsaw that changed on 11 February 2026; ten local days before and after it.

    Before: 8 of 10 answers good, replies after 10, 12, 14, 16, 18 minutes twice over. After: 3 of 10 good, replies
    after 20, 22, 24, 26, 28 minutes twice over. A reply half past midnight on the 11th is in the later days.
    """
    history = History()
    for number, day in enumerate(days("2026-02-01", "2026-02-20")):
        late, place = number >= 10, number % 10
        ticket = f"t{number}"
        minutes = (20 if late else 10) + 2 * (place % 5)
        # The local day begins at 23:00 UTC the evening before: the first of the later turns is of that hour.
        first = f"{day} 12:00"
        history.ticket(ticket, first).says(ticket, first).says(ticket, f"{day} 12:{minutes}", "a1")
        rate(history, ticket, day, 5.0 if place < (3 if late else 8) else 1.0)
    settings = loads('zone = "Europe/Warsaw"\n')
    return stored(history, tmp_path_factory.mktemp("change") / "floor.db", settings)


@pytest.fixture
def opened(store: Path) -> Iterator[StoreAsOf]:
    """Return the store as of the end of February."""
    with closing(StoreFeed(store, instant("2026-02-28 12:00"))) as feed, feed.asking() as one:
        yield one


def test_shares_have_newcombe_s_interval(opened: StoreAsOf) -> None:
    (one,) = compare(opened, "macros", "2026-02-11", ["csat"], 10).rows
    assert (one.before.value, one.before.n, one.after.value, one.after.n) == (0.8, 10, 0.3, 10)
    assert one.moved == pytest.approx(-0.5)
    # Wilson: 8 of 10 .49016 to .94331, 3 of 10 .10779 to .60323. −.5 − √(.19221² + .14331²) and
    # −.5 + √(.30323² + .30984²).
    assert one.difference is not None
    assert one.difference[1:] == pytest.approx((-0.73975, -0.06647), abs=2e-5)


def test_means_have_welch_s_interval(opened: StoreAsOf) -> None:
    (one,) = compare(opened, "macros", "2026-02-11", ["reply_time"], 10).rows
    assert (one.before.value, one.after.value) == (14 * 60, 24 * 60)
    # Each five values twice over: squared deviations 2 × 40 min² over 9 = 8.889; two means of ten: √(1.7778) =
    # 1.3333 min, 18 degrees of freedom: 10 ± 2.101 × 1.3333 minutes.
    assert one.difference is not None
    assert one.difference == pytest.approx((600, 600 - 168.08, 600 + 168.08), abs=0.1)


def test_counts_and_quantiles_have_none(opened: StoreAsOf) -> None:
    created, median = compare(opened, "macros", "2026-02-11", ["created", "first_response_median"], 10).rows
    assert (created.before.value, created.after.value, created.moved, created.difference) == (10, 10, 0, None)
    assert (median.before.value, median.after.value, median.moved, median.difference) == (840, 1440, 600, None)


def test_periods_are_local_days_on_either_side(opened: StoreAsOf) -> None:
    found = compare(opened, "macros", "2026-02-11", ["csat"], 10)
    # Midnight in Warsaw is 23:00 UTC.
    assert found.before.from_at == instant("2026-01-31 23:00")
    assert found.before.to_at == found.after.from_at == instant("2026-02-10 23:00")
    assert found.after.to_at == instant("2026-02-20 23:00")
    assert (found.days, found.after_days) == (10, 10)


def test_days_that_have_not_come_yet_are_told(store: Path) -> None:
    with closing(StoreFeed(store, instant("2026-02-13 15:00"))) as feed, feed.asking() as opened:
        found = compare(opened, "macros", "2026-02-11", ["csat", "created"], 10)
        # 11, 12 and the running 13 February; three answers, all good.
        assert found.after_days == 3
        csat, created = found.rows
        assert (csat.after.value, csat.after.n) == (1.0, 3)
        # Ten days of tickets against three are no difference.
        assert (created.before.value, created.after.value, created.moved) == (10, 3, None)
        assert "after it 3 so far" in str(table(found).note)


def test_the_list_says_association(opened: StoreAsOf) -> None:
    made = table(compare(opened, "new macros", "2026-02-11", ["csat", "reply_time", "created"], 10))
    assert made.title == "new macros, 2026-02-11: before and after"
    assert made.note is not None and "Association, not cause" in made.note
    assert [row[1:] for row in made.rows] == [
        ("80.0 %", 10, "30.0 %", 10, "−50.0 pt", "−74.0 pt to −6.6 pt"),
        ("14 min", 10, "24 min", 10, "+10.0 min", "+7.2 min to +12.8 min"),
        ("10", 10, "10", 10, "+0", None),
    ]


def test_by_default_headline_numbers_with_a_norm(opened: StoreAsOf) -> None:
    found = compare(opened, "macros", "2026-02-11")
    assert {"csat", "service_level", "escalation_rate"} <= {one.name for one in found.rows}
    assert found.days == 28


@pytest.mark.parametrize(
    ("day", "names", "says"),
    [
        ("2026-03-05", ["csat"], "is of 2026-03-05, which is still to come"),
        ("2026-02-11", ["csatt"], "no number is called 'csatt'; nearest: csat"),
        ("2026-02-11", ["backlog"], "backlog is no number of a period"),
    ],
)
def test_what_cannot_be_compared(opened: StoreAsOf, day: str, names: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        compare(opened, "macros", day, names)
