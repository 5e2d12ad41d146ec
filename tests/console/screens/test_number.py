"""The page of a number: words at once, the value when it is read, other numbers a step away."""

from textual.pilot import Pilot

from cxtui.console.panes.cards import cards
from cxtui.console.screens.list import ListPage
from cxtui.console.screens.number import NumberPage
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists import ListColumn, ListTable
from cxtui.kpis.query import Query
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.headlines import HEADLINES
from tests.console import floors
from tests.console.fakes import FakeFeed, console


def explanation(name: str) -> Explanation:
    """Return a number with a value that stands nowhere else."""
    definition = DEFINITIONS[name]
    question = Question(Period(floors.NOW - 3600, floors.NOW + 1, "today", 1), floors.NOW)
    metric = Metric(name, 0.4321, "ratio", floors.NOW, 1234, 56, target=0.8, state="bad")
    return Explanation(definition, question, "UTC", metric, 7, 3, (("helpdesk", 75),))


def text(page: NumberPage | ListPage, width: int = 100) -> str:
    """Return what a page says."""
    return "\n".join("".join(cell.text for cell in line) for line in page.write(width))


async def until_asked(pilot: Pilot[None], feed: FakeFeed, name: str) -> None:
    """Wait until a number was read."""
    for _ in range(200):
        if feed.queried[-1:] == [Query("number", (name,))]:
            break
        await pilot.pause(0.01)
    await pilot.pause(0.05)


async def test_a_number_says_what_it_is_and_what_it_says_now() -> None:
    app, feed = console(floors.busy())
    feed.answers["number",] = explanation("first_response_median")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("x")
        await until_asked(pilot, feed, "first_response_median")
        page = app.page
        assert isinstance(page, NumberPage)
        shown = text(page)
        for words in (
            "43 %",
            "80 %: misses its norm",
            "1,234 tickets",
            "56 without",
            "7 tickets",
            "3 of them",
            "1 min ago",
        ):
            assert words in shown, words
        assert "Median of first human reply" in shown and "Hyndman" in shown
        await pilot.press("right")
        await until_asked(pilot, feed, "first_response_p90")
        assert page.number_name == "first_response_p90"
        await pilot.press("left", "left", "escape")
        assert app.page is None and app.face is app.board


async def test_without_the_store_the_words_stay() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        feed.trouble = ("locked", "another program holds the store")
        await pilot.press("x")
        await pilot.pause(0.2)
        page = app.page
        assert isinstance(page, NumberPage)
        shown = text(page, 76)
        assert "another program holds the store" in shown and "Median of first human reply" in shown


ROWS = (("reply before creation", 14), ("\x1b[31m" + "x" * 300, None))


async def test_the_list_of_doubts_opens() -> None:
    app, feed = console(floors.busy())
    columns = ListColumn("kind", "text", "Kind"), ListColumn("tickets", "count", "Tickets")
    feed.answers["list", "doubts"] = ListTable("doubts", "Doubts", columns, ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("!")
        await pilot.pause(0.3)
        page = app.page
        assert isinstance(page, ListPage)
        shown = text(page, 76)
        assert "reply before creation" in shown and "14" in shown and "\x1b" not in shown
        assert max(len(line) for line in shown.splitlines()) <= 76


def test_every_number_of_the_floor_is_explained() -> None:
    app, _ = console(floors.busy())
    numbers = {name for pane in app.boards["floor"].panes.values() for name in pane.NUMBERS}
    assert numbers <= set(DEFINITIONS)
    assert {card.name for card in cards(floors.busy())} <= numbers | set(HEADLINES)
