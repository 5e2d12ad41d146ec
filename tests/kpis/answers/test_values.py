"""What filters can be about."""

from contextlib import closing
from pathlib import Path

from cxtui.kpis.answers.values import FilterValues, Known
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.query import Query
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored


def test_every_field_has_its_values_and_their_names(tmp_path: Path) -> None:
    history = History()
    history.add("customer", customer="c1", tier="gold").add("team", team="t1", name="Billing")
    history.add("agent", agent="a2", name="Sam").add("agent", agent="a1")
    history.ticket("one", "2025-01-14 09:00", channel="chat", team="t1", priority="high", customer="c1")
    history.ticket("two", "2025-01-15 09:00", channel="email", team="t2")
    history.ticket("three", "2025-01-15 09:00", channel="chat")
    with closing(StoreFeed(stored(history, tmp_path / "floor.db"), at=instant("2025-01-15 10:00"))) as feed:
        found = feed.answer(Query("values"))
    assert isinstance(found, FilterValues)
    assert dict(found.fields) == {
        "channel": (Known("chat"), Known("email")),
        "team": (Known("t1", "Billing"), Known("t2")),
        "priority": (Known("high"),),
        "tier": (Known("gold"),),
        "agent": (Known("a1"), Known("a2", "Sam")),
        "source": (Known("s"),),
    }
