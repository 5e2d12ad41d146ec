"""An agent's console on data that ended days ago: it opens at the end, says so, and goes to now and back."""

from pathlib import Path

from cxtui.console.agent.app import AgentApp
from cxtui.kpis.agent.feed import AgentFeed
from cxtui.kpis.feeds.data_end import DataEnd
from tests.console.fakes import EAGER, QUICK
from tests.console.hand import header, screen_text, until
from tests.kpis.agent.test_data_end import LATER, store_of


async def test_it_opens_at_the_end_goes_to_now_and_back(tmp_path: Path) -> None:
    store, end = store_of(tmp_path), DataEnd()
    app = AgentApp(
        lambda: AgentFeed(store, "a1", clock=lambda: LATER, end=end),
        clock=lambda: LATER,
        pace=QUICK,
        rest=EAGER,
        end=end,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "DATA ENDS" in header(app))
        assert " . now " in screen_text(app).splitlines()[-1]
        await pilot.press("full_stop")
        await until(pilot, lambda: "DATA ENDS" not in header(app))
        await pilot.press("escape")
        await until(pilot, lambda: "DATA ENDS" in header(app))
