"""Lists: the cursor stays on its ticket, keys move it, Enter and click open."""

from dataclasses import replace

from cxtui.console.panes.response import ResponsePane
from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.panes.stage import shown, staged, subtitle


def without(floor: Floor, count: int) -> Floor:
    """Return the floor after the first ``count`` waiting tickets were answered."""
    part = floor.responses
    return replace(floor, responses=replace(part, rows=part.rows[count:], waiting=part.waiting - count))


def on_cursor(pane: ResponsePane) -> str | None:
    """Return the line that is painted on the cursor's ground."""
    ground = pane.get_component_rich_style("pane--cursor").bgcolor
    for y in range(pane.content_size.height):
        segments = list(pane.render_line(y))
        if segments and segments[0].style is not None and segments[0].style.bgcolor == ground:
            return pane.render_line(y).text
    return None


async def test_keys_move_the_cursor_and_scroll() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True) as (_, pilot):
        assert pane.chosen == ("helpdesk", "48120")
        for key, ticket, top in (
            ("down", 48121, 0), ("j", 48122, 0), ("k", 48121, 0), ("up", 48120, 0), ("up", 48120, 0),
            ("pagedown", 48129, 0), ("pagedown", 48138, 9), ("end", 48151, None), ("home", 48120, 0),
        ):  # fmt: skip
            await pilot.press(key)
            line = on_cursor(pane)
            assert pane.chosen is not None and line is not None
            if ticket != 48151:
                assert pane.chosen[1] == str(ticket)
            assert f"#{pane.chosen[1]}" in line
            assert top is None or pane.top == top


async def test_the_last_row_is_one_without_a_promise() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True) as (_, pilot):
        await pilot.press("end")
        assert pane.chosen == ("helpdesk", "48149")
        assert subtitle(pane) == "25–34 of 34"


async def test_the_cursor_follows_its_ticket() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True) as (_, pilot):
        await pilot.press("down", "down", "down")
        assert pane.chosen == ("helpdesk", "48123")
        pane.show(without(floors.busy(), 2))
        assert (pane.chosen, pane.cursor) == (("helpdesk", "48123"), 1)
        assert "#48123" in (on_cursor(pane) or "")
        pane.show(floors.busy())
        assert (pane.chosen, pane.cursor) == (("helpdesk", "48123"), 3)


async def test_a_scrolled_view_keeps_the_ticket_where_it_is_seen() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True) as (_, pilot):
        await pilot.press("pagedown", "pagedown")
        before = pane.cursor - pane.top
        pane.show(without(floors.busy(), 2))
        assert pane.chosen == ("helpdesk", "48138")
        assert pane.cursor - pane.top == before


async def test_when_its_ticket_is_gone_the_cursor_stays_in_its_place() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True):
        pane.show(without(floors.busy(), 1))
        assert (pane.chosen, pane.cursor) == (("helpdesk", "48121"), 0)
        pane.show(floors.quiet())
        assert (pane.chosen, pane.cursor) == (None, 0)
        pane.show(floors.busy())
        assert pane.chosen == ("helpdesk", "48120")


async def test_enter_and_click_open_the_ticket() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13), focus=True) as (stage, pilot):
        await pilot.press("down", "enter")
        assert stage.opened == [("helpdesk", "48121")]
        await pilot.click(pane, offset=(10, 5))
        assert stage.opened[-1] == ("helpdesk", "48123")
        await pilot.click(pane, offset=(10, 1))
        assert len(stage.opened) == 2


async def test_without_the_focus_there_is_no_cursor() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 13)) as (stage, pilot):
        assert on_cursor(pane) is None
        pane.focus()
        await pilot.pause()
        assert on_cursor(pane) is not None
        stage.set_focus(None)
        await pilot.pause()
        assert on_cursor(pane) is None


async def test_from_seven_lines_on_a_list_has_heads() -> None:
    tall, short = ResponsePane(), ResponsePane()
    async with staged(tall, floors.busy(), (100, 9)):
        assert len(shown(tall)) == 7 and "subject" in shown(tall)[0] and "#48120" in shown(tall)[1]
    async with staged(short, floors.busy(), (100, 8)):
        assert len(shown(short)) == 6 and "#48120" in shown(short)[0]


async def test_the_wheel_scrolls_and_a_short_pane_has_no_heads() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 8)) as (_, pilot):
        assert "#48120" in shown(pane)[0]
        await pilot._post_mouse_events([_scroll_down()], widget=pane)
        assert "#48123" in shown(pane)[0]


def _scroll_down() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_resizing_keeps_the_cursor_in_view() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 30), focus=True) as (_, pilot):
        await pilot.press("pagedown")
        for size in ((60, 8), (40, 5), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert f"#{48120 + 26}" in (on_cursor(pane) or "")
