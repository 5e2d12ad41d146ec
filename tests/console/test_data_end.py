"""A console on data that ended days ago: it opens at the end, says so, and goes to now and back."""

from contextlib import closing
from pathlib import Path

from cxtui.console.app import CxtuiApp
from cxtui.console.reviewing import ReviewDesk, ReviewPace
from cxtui.kpis.feeds.data_end import DataEnd
from cxtui.kpis.feeds.store_feed import StoreFeed
from tests.console import floors
from tests.console.fakes import EAGER, QUICK, FakeFeed
from tests.console.hand import header, screen_text, until
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NEWEST = instant("2025-01-14 09:00")


async def test_it_opens_at_the_end_goes_to_now_and_back(tmp_path: Path) -> None:
    store = stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")
    end, now = DataEnd(), NEWEST + 30 * 86_400
    app = CxtuiApp(
        lambda: StoreFeed(store, clock=lambda: now, end=end), clock=lambda: now, pace=QUICK, rest=EAGER, end=end
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "DATA ENDS" in header(app))
        assert " DATA ENDS  2025-01-14 09:00 · shown as of then" in header(app)
        assert " . now " in screen_text(app).splitlines()[-1]
        await pilot.press("full_stop")
        await until(pilot, lambda: "DATA ENDS" not in header(app))
        assert " . now " not in screen_text(app).splitlines()[-1]
        await pilot.press("escape")
        await until(pilot, lambda: "DATA ENDS" in header(app))


def test_triggers_rest_while_the_floor_is_of_the_end(tmp_path: Path) -> None:
    end, watch = DataEnd(), [1000.0]
    feed = FakeFeed(floors.busy())
    pace = ReviewPace(look=1, evaluate=60)
    with closing(ReviewDesk(tmp_path / "desk.db", None, pace, lambda: watch[0], end=end)) as desk:
        end.instant(NEWEST, NEWEST + 30 * 86_400)
        desk.look(feed)
        watch[0] += 1
        desk.look(feed)
        assert feed.evaluated == []
        end.leave()
        watch[0] += 1
        desk.look(feed)
        assert len(feed.evaluated) == 1
