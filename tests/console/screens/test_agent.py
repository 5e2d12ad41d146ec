"""The page of an agent: the audit is read off the screen's thread, once, and says that it is being read."""

from textual.pilot import Pilot

from cxtui.console.draw.strips import text_of
from cxtui.console.messages import Answered
from cxtui.console.screens.agent import AgentPage
from cxtui.kpis.lists import Column, Table
from tests.console import floors
from tests.console.fakes import console

NAMES = ("name", "suspicion", "stands_out", "hits", "n", "rate", "low", "high", "usual", "team", "source", "agent")
ROW = ("Sam", "survey not sent", None, 9, 30, 0.3, 0.17, 0.48, 0.29, None, "helpdesk", "a1")


def text(page: AgentPage) -> str:
    """Return what a page says."""
    return "\n".join(text_of(page.write(76)))


async def opened(pilot: Pilot[None]) -> AgentPage:
    """Open the first agent's page."""
    await pilot.pause(0.1)
    await pilot.press("shift+tab", "home", "enter")
    await pilot.pause(0.05)
    page = pilot.app.page  # type: ignore[attr-defined]
    assert isinstance(page, AgentPage)
    return page


async def until(pilot: Pilot[None], page: AgentPage, words: str) -> None:
    """Wait until a page says something."""
    for _ in range(300):
        if words in text(page):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{words!r} is not said")


async def test_the_audit_of_the_agent_comes_when_it_is_read_and_is_not_read_with_every_floor() -> None:
    app, feed = console(floors.busy())
    feed.list = Table("audit", "Audit", tuple(Column(name, "text", name) for name in NAMES), (ROW,))
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(pilot)
        await until(pilot, page, "9 of 30")
        for _ in range(3):
            reads = feed.reads
            feed.put(floors.busy())
            for _ in range(300):
                if feed.reads > reads:
                    break
                await pilot.pause(0.01)
        assert feed.listed == ["audit"] and len(feed.threads) == 1


async def test_until_then_it_says_so_and_trouble_is_told() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        feed.trouble = ("locked", "another program holds the store")
        page = await opened(pilot)
        await until(pilot, page, "another program holds the store")
        page.audit = "reading"
        assert "\n  reading\n" in text(page)
        page.answer(Answered(("list", "heat"), None, "of another page"))
        assert "\n  reading\n" in text(page)
        feed.trouble, feed.list = None, Table("audit", "Audit", tuple(Column(n, "text", n) for n in NAMES), (ROW,))
        await until(pilot, page, "9 of 30")
