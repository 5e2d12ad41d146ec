"""An agent's console: the one screen it has, the keys it has not, and tickets that are not there any more."""

from dataclasses import replace

import pytest

from cxtui.console.agent.app import AGENT_PANES, AgentApp
from cxtui.console.keys import TABLE, KeyTable
from cxtui.console.screens.ticket import TicketPage
from cxtui.kpis.agent.answers import NOT_YOURS
from cxtui.kpis.agent.work import NotVisible, Tasks
from tests.console.agent.work import QUEUE, console, floor
from tests.console.hand import MIDDLE, SMALL, WIDE, footer, header, screen_text, shown, until, visible

ELSEWHERE = ("2", "3", "4", "5", "6", "7", "/", "t", "!", "r", "a")


@pytest.mark.parametrize(("size", "count"), [(SMALL, 1), (MIDDLE, 4), (WIDE, 4)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_the_agents_own_screen_is_the_first_and_only(size: tuple[int, int], count: int, ascii: bool) -> None:
    app, _ = console(ascii=ascii)
    async with app.run_test(size=size) as pilot:
        await shown(pilot)
        await pilot.pause()
        assert app.board.NAME == "mine" and list(app.boards) == ["mine"]
        assert len(visible(app)) == count and "queue" in visible(app)
        assert "Ann" in header(app)
        assert not ascii or screen_text(app).isascii()


async def test_tab_goes_round_and_1_stays() -> None:
    app, _ = console()
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        seen = []
        for _ in range(4):
            seen.append(app.board.pane)
            await pilot.press("tab")
        assert seen == ["queue", "unassigned", "escalations", "score"]
        await pilot.press("1")
        assert app.board.NAME == "mine" and app.board.pane == "queue"


async def test_keys_of_what_an_agent_has_not_do_nothing() -> None:
    app, feed = console()
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        before, queries = screen_text(app), list(feed.queried)
        await pilot.press(*ELSEWHERE)
        await pilot.pause()
        assert screen_text(app) == before and app.page is None and feed.queried == queries
        assert list(app.boards) == ["mine"]


async def test_what_an_agent_has_not_is_neither_in_help_nor_footer_nor_palette() -> None:
    gone = {key.says for key in TABLE} - {key.says for key in AGENT_PANES}
    assert len(gone) == 7 + 6
    app, _ = console()
    async with app.run_test(size=(120, 90)) as pilot:
        await shown(pilot)
        assert not any(word in footer(app) for word in ("filter", "range", "review"))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Mine: what waits for me" in screen_text(app))
        assert not [says for says in gone if says in screen_text(app)]
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: "Maximise" in screen_text(app) or "whole screen" in screen_text(app))
        await pilot.press(*"screen")
        await pilot.pause(0.3)
        assert not [says for says in gone if says in screen_text(app)]


async def test_a_ticket_that_was_given_away_says_so_on_its_page() -> None:
    app, feed = console()
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketPage) and "Timeline" in screen_text(app))
        feed.answers[("ticket",)] = NotVisible(NOT_YOURS)
        work = floor().agent_work
        assert work is not None
        feed.put(replace(floor(), version=2, agent_work=replace(work, queue=Tasks(QUEUE[1:], 5))))
        await until(pilot, lambda: NOT_YOURS in screen_text(app))
        assert "Timeline" not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "#48002" in screen_text(app))
        assert "#48001" not in screen_text(app)


async def test_whom_the_store_does_not_know_any_more_sees_nothing() -> None:
    app, feed = console()
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Timeline" in screen_text(app))
        feed.trouble = ("denied", "there is no such agent in this store")
        feed.put(floor())
        await until(pilot, lambda: "NO ACCESS" in header(app))
        assert "Timeline" not in screen_text(app) and "#48" not in screen_text(app).replace("#48001", "", 1)
        await pilot.press("escape")
        await until(pilot, lambda: "there is no such agent in this store" in screen_text(app))
        assert "#48" not in screen_text(app) and "Acme" not in screen_text(app) and not visible(app)
        feed.trouble = None
        await until(pilot, lambda: "#48001" in screen_text(app))


async def test_x_explains_the_agents_own_number() -> None:
    app, feed = console()
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("x")
        await until(pilot, lambda: any(one.kind == "number" for one in feed.queried))
        [numbers] = {one.names for one in feed.queried if one.kind == "number"}
        assert numbers == ("first_response_median",)


def test_an_agents_keys_are_those_of_the_user_and_no_others() -> None:
    keys = KeyTable.remapped({"pause": "f5"})
    keys_left = keys.only(AGENT_PANES)
    assert keys_left.of("pause").keys == ("f5",)
    assert {key.id for key in keys_left.table} == {key.id for key in AGENT_PANES} < {key.id for key in keys.table}
    assert keys_left.of("screen_1").action == "go('mine')"
    assert {key.id for key in keys.locked().only(AGENT_PANES).table} == {key.id for key in AGENT_PANES if not key.open}


async def test_an_agent_who_has_not_anything_sees_good_news() -> None:
    work = floor().agent_work
    assert work is not None
    app, _ = console(replace(floor(), agent_work=replace(work, queue=Tasks(), unassigned=Tasks())))
    assert isinstance(app, AgentApp)
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await until(pilot, lambda: "nothing waits for you" in screen_text(app))
        assert "everything in your team has somebody" in screen_text(app)
