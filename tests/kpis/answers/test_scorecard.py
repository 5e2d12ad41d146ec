"""The scorecard says what every number's own explanation says, in any view."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.answers.scorecard import MOST, NUMBERS, PIECES, Scorecard, Scored
from cxtui.kpis.answers.viewed_question import question
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import explain
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import Query, View
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NOW = "2026-04-07 12:00"


@contextmanager
def fed(store: Path, at: str) -> Iterator[StoreFeed]:
    """Open a store as of an instant."""
    feed = StoreFeed(store, instant(at))
    try:
        yield feed
    finally:
        feed.close()


def scored(feed: StoreFeed, view: View) -> dict[str, Scored]:
    """Return the whole scorecard of a view by number."""
    found: dict[str, Scored] = {}
    for piece in PIECES:
        answer = feed.answer(Query("scorecard", (piece,), view))
        assert isinstance(answer, Scorecard) and answer.piece == piece
        assert tuple(one.metric.name for one in answer.rows) == PIECES[piece]
        found |= {one.metric.name: one for one in answer.rows}
    return found


def values(metric: Metric | None) -> dict[str, object] | None:
    """Return everything a number says."""
    return None if metric is None else {one.name: getattr(metric, one.name) for one in fields(metric)}


def definition(store: StoreAsOf, name: str, view: View) -> tuple[object, ...]:
    """Return what the explanation of a number says."""
    one = explain(store, name, question(store, DEFINITIONS[name].span, view), view.against == "weekdays")
    return values(one.metric), values(one.before), one.doubtful


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(period="7d"),
        View(period="2026-03-20..2026-03-24", against="weekdays"),
        View(period="yesterday", where="channel:chat !priority:low"),
        View(where="team:billing"),
    ],
)
def test_it_is_what_is_explained(packaged: Path, view: View) -> None:
    with fed(packaged, NOW) as feed:
        found = scored(feed, view)
        with feed.asking() as store:
            for name in NUMBERS:
                one = found[name]
                assert (values(one.metric), values(one.before), one.doubtful) == definition(store, name, view), name


def test_every_number_that_is_read_by_itself_stands_in_one_piece_of_its_group() -> None:
    assert sorted(NUMBERS) == sorted(name for name, definition in DEFINITIONS.items() if definition.how is not None)
    assert all(len(names) <= MOST for names in PIECES.values())
    assert all(len({DEFINITIONS[name].group for name in names}) == 1 for names in PIECES.values())
    groups = [DEFINITIONS[name].group for name in NUMBERS]
    assert len(list(dict.fromkeys(groups))) == sum(a != b for a, b in zip([None, *groups], groups, strict=False))


def test_values_and_what_they_are_compared_with_by_hand(tmp_path: Path) -> None:
    h = History()
    for n, day in enumerate(("13", "14", "14", "14")):
        h.ticket(f"t{n}", f"2025-01-{day} 10:00", channel="chat" if n % 2 else "email", opened_by_kind="customer")
        h.says(f"t{n}", f"2025-01-{day} 10:00").says(f"t{n}", f"2025-01-{day} 10:01", "a1")
    h.status("t1", "2025-01-14 10:30", "solved", "a1").status("t1", "2025-01-14 10:20", "pending", "a1")
    with fed(stored(h, tmp_path / "floor.db"), "2025-01-14 12:00") as feed:
        found = scored(feed, View())
        assert (found["created"].metric.value, found["solved"].metric.value) == (3, 1)
        before = found["created"].before
        assert before is not None and (before.value, before.n) == (1, 1)
        chats = scored(feed, View(where="channel:chat"))
        assert (chats["created"].metric.value, chats["backlog"].metric.value) == (2, 1)
        assert chats["backlog"].before is None
        assert chats["csat"].metric.value is None
        assert chats["service_level"].metric.state == "good" and chats["service_level"].metric.target == 0.8


def test_what_is_no_piece_and_what_is_no_filter(packaged: Path) -> None:
    with fed(packaged, NOW) as feed:
        assert feed.answer(Query("scorecard", ("volume",))) is None
        with pytest.raises(UsageError):
            feed.answer(Query("scorecard", ("quality 1",), View(period="someday")))


def test_every_trigger_is_read_of_any_instant(packaged: Path) -> None:
    with fed(packaged, NOW) as feed:
        readings = feed.answer(Query("triggers"))
        assert readings == feed.triggers({})
