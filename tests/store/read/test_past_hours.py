"""Opening hours that change later do not change what was due: unless they had been announced by then."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.agent.feed import AgentFeed
from cxtui.kpis.feeds.store_feed import StoreFeed
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

TUESDAY, WEDNESDAY = instant("2025-01-14 16:00"), instant("2025-01-15 00:00")
DAYS, LATE = "1980-2460,3420-3900,4860-5340", "1980-2460,3420-3900,5040-5520"
"""Monday to Wednesday from 09:00 to 17:00; with Wednesday from 12:00 to 20:00."""


def shop(folder: Path, announced: str) -> Path:
    """Return a store with an email of Tuesday 14:00, due in 4 open hours, and new hours from Wednesday on."""
    h = History().add("agent", agent="a1", name="Ann", kind="human", team="red")
    for from_at, week, version in ((0, DAYS, 0), (WEDNESDAY, LATE, instant(announced))):
        h.add("calendar", calendar="hours", from_at=from_at, version_at=version, zone="UTC", week=week, position=1)
    h.ticket("T1", "2025-01-14 14:00", channel="email", customer="c1", team="red", opened_by_kind="customer")
    h.says("T1", "2025-01-14 14:00", "c1")
    h.status("T1", "2025-01-14 14:00", "new")
    h.event("T1", "2025-01-15 19:00", "note", actor="a1", actor_kind="agent")
    return stored(h, folder / "floor.db")


@pytest.mark.parametrize(
    ("announced", "at", "due"),
    [
        ("2025-01-15 00:00", TUESDAY, "2025-01-15 10:00"),
        ("2025-01-15 00:00", WEDNESDAY - 1, "2025-01-15 10:00"),
        ("2025-01-15 00:00", WEDNESDAY, "2025-01-15 13:00"),
        ("2025-01-14 16:00", TUESDAY, "2025-01-15 13:00"),
        ("2025-01-14 16:01", TUESDAY, "2025-01-15 10:00"),
    ],
)
def test_what_was_due_on_tuesday(tmp_path: Path, announced: str, at: int, due: str) -> None:
    store = shop(tmp_path, announced)
    with closing(StoreFeed(store, at)) as feed:
        (row,) = feed.read().responses.rows
        assert row.due_at == instant(due)
    with closing(AgentFeed(store, "a1", "s", at)) as feed:
        work = feed.read().agent_work
        assert work is not None
        assert [task.due_at for task in work.unassigned.rows] == [instant(due)]
