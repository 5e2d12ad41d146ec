"""The console under a hand: keys, pages, pause, resizing, hostile text."""

from dataclasses import replace
from functools import partial

import pytest
from rich.cells import cell_len

from cxtui.console.keys import KeyTable
from cxtui.console.screens.agent import AgentPage
from cxtui.console.screens.floor import FloorScreen
from cxtui.console.screens.help import HelpPage
from cxtui.console.screens.page import Page
from cxtui.console.screens.ticket import TicketPage
from cxtui.kpis.query import Query
from tests.console import floors
from tests.console.fakes import console
from tests.console.floors import HOSTILE, NOW, ticket_view
from tests.console.hand import MIDDLE, SMALL, WIDE, footer, header, screen_text, shown, until, visible

ORDER = FloorScreen.PLAN.order


@pytest.mark.parametrize(("size", "count"), [(WIDE, 4), (MIDDLE, 4), (SMALL, 1), ((200, 24), 2), ((80, 50), 4)])
async def test_as_many_panes_as_there_is_room_for(size: tuple[int, int], count: int) -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=size) as pilot:
        await shown(pilot)
        assert len(visible(app)) == count
        assert "response" in visible(app)
        assert app.focused is app.board.panes["response"]


async def test_tab_goes_round_all_panes_and_brings_their_page() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        for name in (*ORDER[1:], ORDER[0]):
            await pilot.press("tab")
            assert visible(app) == {name}
            assert app.focused is app.board.panes[name]
            assert f"{ORDER.index(name) + 1}/4" in footer(app)
        await pilot.press("shift+tab")
        assert visible(app) == {ORDER[-1]}


async def test_m_maximises_the_pane_at_hand_and_escape_takes_it_back() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("tab", "m")
        assert visible(app) == {"escalations"}
        assert not app.board.headlines.display
        await pilot.press("tab")
        assert visible(app) == {"volume"}
        await pilot.press("escape")
        assert len(visible(app)) == 4
        assert app.board.headlines.display
        assert app.focused is app.board.panes["volume"]


async def test_enter_opens_the_ticket_under_the_cursor_and_escape_goes_back() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.page, TicketPage) and app.page.view)
        assert [one for one in feed.queried if one.kind == "ticket"] == [Query("ticket", ("helpdesk", "48121"))]
        text = screen_text(app)
        assert "Ticket #48121" in text
        assert "answered in 6 min 50 s of 4 h" in text
        assert "Billing has to reissue it" in text
        assert "+1 h 19" in text
        await pilot.press("escape")
        assert app.page is None
        assert app.focused is app.board.panes["response"]


async def test_an_open_ticket_follows_the_floor() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Which address should it be?" in screen_text(app))
        view = ticket_view()
        feed.answers["ticket",] = replace(view, subject="Another subject", timeline=())
        feed.put(floors.busy())
        await until(pilot, lambda: "Another subject" in screen_text(app))
        feed.answers["ticket",] = None
        feed.put(floors.busy())
        await until(pilot, lambda: "does not hold this ticket any more" in screen_text(app))


async def test_an_open_ticket_of_a_store_in_trouble_stays_and_the_header_says_so() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Which address should it be?" in screen_text(app))
        feed.trouble = ("locked", "another program holds the store")
        await until(pilot, lambda: "LOCKED" in header(app))
        assert "Which address should it be?" in screen_text(app)


async def test_enter_on_an_agent_shows_the_components_of_the_score() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("shift+tab", "enter")
        assert isinstance(app.page, AgentPage)
        text = screen_text(app)
        assert "Ola Nowak" in text
        assert "Customer satisfaction" in text
        assert "35.0%" in text


async def test_help_names_every_key_and_closes_as_it_opened() -> None:
    app, _ = console(floors.busy(), keys=KeyTable.remapped({"pause": "f5"}))
    async with app.run_test(size=(100, 60)) as pilot:
        await shown(pilot)
        await pilot.press("question_mark")
        assert isinstance(app.page, HelpPage)
        text = screen_text(app)
        assert "In the list: First response" in text
        for key in app.keys.table:
            assert key.where == "map" or key.says in text
        assert "F5" in text
        await pilot.press("question_mark")
        assert len([screen for screen in app.screen_stack if isinstance(screen, Page)]) == 1
        await pilot.press("escape")
        assert app.page is None


async def test_long_pages_scroll_to_their_end_and_no_further() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        await pilot.press("question_mark")
        assert "Signs" not in screen_text(app)
        await pilot.press("end", "down", "down")
        assert "how many tickets, answers or customers" in screen_text(app)
        top = app.page.sheet.top if app.page else 0
        await pilot.press("home", "pagedown", "pagedown", "pagedown", "pagedown", "j")
        assert app.page is not None
        assert app.page.sheet.top == top
        await pilot.press("home")
        assert app.page.sheet.top == 0


async def test_p_holds_the_picture_and_shows_the_newest_after() -> None:
    time_now = [NOW]
    app, feed = console(floors.busy(), clock=lambda: time_now[0])
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("p")
        assert "PAUSED" in header(app)
        time_now[0] += 65
        feed.put(replace(floors.quiet(), tickets=99))
        await until(pilot, lambda: app.picture.newest and app.picture.newest.tickets == 99)
        app.tick()
        await pilot.pause()
        assert "PAUSED  1 min, picture of 14:32:07" in header(app)
        assert "#48120" in screen_text(app)
        assert "-02:57" in screen_text(app)
        await pilot.press("p")
        assert "PAUSED" not in header(app)
        *panes, events, _ = screen_text(app).rstrip("\n").split("\n")
        assert "#48120" not in "\n".join(panes), "nobody waits"
        assert "#48120 broke" in events, "that it did is not forgotten"


async def test_escape_undoes_the_latest_mode_first() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("p", "m", "enter")
        await pilot.press("escape")
        assert app.page is None
        assert len(visible(app)) == 1
        await pilot.press("escape")
        assert len(visible(app)) == 4
        assert "PAUSED" in header(app)
        await pilot.press("escape")
        assert "PAUSED" not in header(app)
        await pilot.press("escape")
        assert app.is_running


async def test_resizing_never_breaks() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("tab", "tab")
        for size in ((120, 36), (80, 24), (41, 13), (39, 24), (80, 11), (1, 1), (200, 24), (80, 50), (110, 30), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1]
            if size[0] < 40 or size[1] < 12:
                assert not visible(app)
            else:
                assert "volume" in visible(app)
                assert app.focused is app.board.panes["volume"]
        assert len(visible(app)) == 4


async def test_too_small_a_terminal_says_so_in_one_line() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=(38, 10)) as pilot:
        await shown(pilot)
        drawn = [line.strip() for line in screen_text(app).split("\n") if line.strip()]
        assert drawn == ["cxtui needs 40 × 12 cells"]


async def test_d_changes_between_dark_and_light() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("d")
        assert app.theme == "light"
        await pilot.press("d")
        assert app.theme == "dark"


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quitting_ends_the_reading_too(key: str) -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press(key)
        await pilot.pause()
    assert feed.closed
    assert app.return_code == 0


async def test_a_users_keys_work_and_the_usual_ones_no_longer() -> None:
    app, _ = console(floors.busy(), keys=KeyTable.remapped({"maximise": "f6", "down": "w", "open": "o"}))
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("m")
        assert len(visible(app)) == 4
        await pilot.press("f6")
        assert len(visible(app)) == 1
        await pilot.press("w", "o")
        assert isinstance(app.page, TicketPage)
        assert app.page.key == ("helpdesk", "48121")


async def test_the_palette_does_what_it_names() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"light")
        await until(pilot, lambda: "Theme: light" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == "light")
        await pilot.press("ctrl+p")
        await pilot.press(*"hold", "space", *"the", "space", *"pic")
        await until(pilot, lambda: "Hold the picture" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.picture.pause)


async def test_clicking_a_word_of_the_footer_does_it() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.click("#foot", offset=(footer(app).index("pause"), 0))
        await until(pilot, lambda: app.picture.pause)
        await pilot.click("#foot", offset=(footer(app).index("help"), 0))
        await until(pilot, lambda: isinstance(app.page, HelpPage))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL])
async def test_hostile_text_is_only_ever_text(size: tuple[int, int]) -> None:
    app, feed = console(floors.hostile())
    view = ticket_view()
    steps = tuple(
        replace(moment, value=HOSTILE[i % len(HOSTILE)], actor=HOSTILE[(i + 1) % len(HOSTILE)])
        for i, moment in enumerate(view.timeline)
    )
    feed.answers["ticket",] = replace(view, subject=HOSTILE[1], timeline=steps, facts=((HOSTILE[0], HOSTILE[2]),) * 3)
    async with app.run_test(size=size) as pilot:
        await shown(pilot)
        for keys in ((), ("enter",), ("escape", "tab"), ("enter",), ("escape", "tab", "tab"), ("enter",)):
            await pilot.press(*keys)
            await pilot.pause(0.05)
            text = screen_text(app)
            assert not {c for c in text if (ord(c) < 32 and c != "\n") or c in "\x7f\x9b\u202e\u2066"}
            assert all(cell_len(line) == size[0] for line in text.split("\n"))
        assert app.is_running


async def test_a_thousand_waiting_tickets_can_be_walked() -> None:
    app, _ = console(floors.thousand())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        await pilot.press("end", "enter")
        assert isinstance(app.page, TicketPage)
        assert app.page.key[0] == "helpdesk"


async def test_nothing_is_mounted_or_removed_by_news_and_ticks() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        before = list(app.screen.walk_children())

        def at(instant: int) -> bool:
            return app.picture.newest is not None and app.picture.newest.as_of == instant

        for step in range(1, 6):
            feed.put(floors.busy(NOW + step) if step % 2 else floors.thousand(NOW + step))
            await until(pilot, partial(at, NOW + step))
            app.tick()
        assert list(app.screen.walk_children()) == before


async def test_no_color_leaves_no_colour() -> None:
    app, _ = console(floors.busy(), no_color=True)
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        coloured = {
            segment.style.color.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style is not None and segment.style.color is not None
        }
        assert coloured <= {"default"}


async def test_ascii_is_ascii() -> None:
    app, _ = console(floors.busy(), ascii=True)
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        names = ("Aïcha", "Tomás", "Zoë")
        for keys in ((), ("enter",), ("escape", "question_mark"), ("escape", "shift+tab", "enter")):
            await pilot.press(*keys)
            await pilot.pause(0.05)
            odd = [line for line in screen_text(app).split("\n") if not line.isascii()]
            assert [line for line in odd if not any(name in line for name in names) and "Długa" not in line] == []


async def test_a_screen_that_is_not_shown_draws_nothing_and_catches_up_when_it_is_gone_to() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("3")
        await until(pilot, lambda: app.board.NAME == "response")
        floor = app.boards["floor"].panes["response"]
        drawn = floor.floor
        feed.put(floors.quiet())
        await until(pilot, lambda: app.picture.newest is not None and app.picture.newest.version == 2)
        assert floor.floor is drawn
        await pilot.press("1")
        await until(pilot, lambda: floor.floor is app.picture.newest)
