"""An agent's feed opens at the end of data that ended days ago, as that of the whole floor does."""

from contextlib import closing
from functools import partial
from pathlib import Path

from cxtui.kpis.agent.feed import AgentFeed
from cxtui.kpis.feeds.data_end import DataEnd
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NEWEST = instant("2025-01-14 09:30")
LATER = NEWEST + 30 * 86_400


def store_of(folder: Path) -> Path:
    history = History().add("agent", agent="a1", name="Ann", kind="human")
    history.ticket("t", "2025-01-14 09:00").event("t", "2025-01-14 09:30", "assignee", "a1")
    return stored(history, folder / "floor.db")


def test_own_tickets_are_read_as_of_the_end_and_of_now_when_asked(tmp_path: Path) -> None:
    end = DataEnd()
    with closing(AgentFeed(store_of(tmp_path), "a1", clock=lambda: LATER, end=end, keep_board_s=0, keep_s=0)) as feed:
        floor = feed.read()
        assert (floor.as_of, floor.live, floor.ended) == (NEWEST, False, True)
        assert floor.agent_work is not None
        assert [row.ticket for row in floor.agent_work.queue.rows] == ["t"]
        end.leave()
        floor = feed.read()
        assert (floor.as_of, floor.live, floor.ended) == (LATER, True, False)
        end.come_back()
        assert feed.read().ended


def test_without_an_end_it_is_of_now_and_two_days_are_not_old(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    with closing(AgentFeed(store, "a1", clock=lambda: LATER)) as feed:
        assert (feed.read().as_of, feed.read().ended) == (LATER, False)
    for later, ended in ((172_800, False), (172_801, True)):
        with closing(AgentFeed(store, "a1", clock=partial(int, NEWEST + later), end=DataEnd())) as feed:
            assert feed.read().ended is ended
