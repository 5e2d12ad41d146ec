"""The staffing hint as a list: Call Centre Helper's example of Erlang C, and what is missing by channel."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.question.filters import parse_filter
from cxtui.settings import StoreSettings, defaults
from tests.facts.histories import instant
from tests.kpis.reading.stores import stored
from tests.kpis.reading.test_staffing import NOON, Phones


def hinted(store: Path, words: str = "", period: str | None = None, at: int = NOON) -> ListTable:
    """Return the list as of an instant."""
    with closing(StoreFeed(store, at)) as feed, feed.asking() as opened:
        definition = LISTS["staffing"]
        return definition.read(opened, opened.question_of(definition.span, period, parse_filter(words)))


def calls(path: Path, settings: StoreSettings | None = None) -> Path:
    """Return a store of two hundred calls between eleven and noon, three minutes each."""
    h = Phones()
    for n in range(200):
        h.call(f"c{n}", NOON - 3600 + 17 * n, ("talk", 100), ("hold", 20), ("wrap", 60))
    return stored(h, path, settings)


def test_a_hundred_calls_in_half_an_hour(tmp_path: Path) -> None:
    found = hinted(calls(tmp_path / "floor.db"))
    chat, phone = (dict(zip((c.name for c in found.columns), row, strict=True)) for row in found.rows)
    assert (phone["channel"], phone["contacts"], phone["handle_s"], phone["agents"]) == ("phone", 200, 180.0, 14)
    assert (phone["service_level"], phone["occupancy"]) == (pytest.approx(0.8884, abs=5e-5), pytest.approx(10 / 14))
    assert phone["fewer_service_level"] == pytest.approx(0.7956, abs=5e-5)
    assert phone["fewer_occupancy"] == pytest.approx(10 / 13)
    assert (chat["channel"], chat["contacts"], chat["agents"], chat["service_level"]) == ("chat", 0, None, None)
    assert found.missing == (
        "chat: no handle times of its last seven days: import a handle table (talk, hold, wrap or work)"
    )
    assert found.note is not None and found.note.startswith("Erlang C assumes: contacts come at random (Poisson)")
    assert "breaks, meetings and absence come on top" in found.note


def test_one_channel(tmp_path: Path) -> None:
    store = calls(tmp_path / "floor.db")
    assert [row[0] for row in hinted(store, "channel:phone").rows] == ["phone"]
    assert [row[0] for row in hinted(store, "!channel:phone").rows] == ["chat"]
    assert hinted(store, "channel:phone").missing is None


@pytest.mark.parametrize(("words", "period", "expected"), [("team:x", None, "not team"), ("", "7d", "takes no period")])
def test_what_it_cannot_be_asked(tmp_path: Path, words: str, period: str | None, expected: str) -> None:
    with pytest.raises(UsageError, match=expected):
        hinted(calls(tmp_path / "floor.db"), words, period)


def test_without_a_quick_channel(tmp_path: Path) -> None:
    found = hinted(calls(tmp_path / "floor.db", replace(defaults(), targets=())))
    assert found.rows == () and found.note is None
    assert found.missing is not None and "no channel has a first-response target under 10 minutes" in found.missing


def test_the_packaged_floor(packaged: Path) -> None:
    found = hinted(packaged, at=instant("2026-04-09 11:00"))
    assert [row[0] for row in found.rows] == ["chat", "phone"] and found.missing is None
    assert all(row[7] >= row[5] for row in found.rows), "as many agents as it takes for the goal"
