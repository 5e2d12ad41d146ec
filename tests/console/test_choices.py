"""What people choose about a list: its order, its columns, the row they follow, the next that is late."""

from cxtui.console.choices import Choices
from cxtui.console.panes.response import ResponsePane
from tests.console import floors
from tests.console.hand import screen_text
from tests.console.panes.stage import shown, staged, subtitle
from tests.console.panes.test_rows import on_cursor, without


def test_rows_without_a_value_stand_last_either_way_and_equals_keep_their_order() -> None:
    rows = [("a", 2), ("b", None), ("c", 1), ("d", 2)]
    keys = {"n": lambda row: row[1]}
    assert [r[0] for r in Choices("n").ordered(rows, keys)] == ["c", "a", "d", "b"]
    assert [r[0] for r in Choices("n", down=True).ordered(rows, keys)] == ["a", "d", "c", "b"]
    assert Choices("gone").ordered(rows, keys) is rows


def test_after_the_last_column_comes_the_lists_own_order() -> None:
    choices = Choices()
    seen = []
    for _ in range(4):
        choices.next_column(["left", "ticket"])
        seen.append(choices.column)
    assert seen == ["left", "ticket", None, "left"]


async def test_s_sorts_and_the_head_says_so_while_the_cursor_keeps_its_ticket() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (_, pilot):
        own = [pane.key(row) for row in pane.rows]
        await pilot.press("down", "down", "s")
        assert pane.choices.column == "stake"
        await pilot.press("s", "s")
        assert pane.choices.column == "ticket" and "▴" in shown(pane)[0]
        tickets = [row.ticket for row in pane.rows]
        assert tickets == sorted(tickets) and pane.chosen == own[2]
        assert f"#{own[2][1]}" in (on_cursor(pane) or "")
        await pilot.press("S")
        assert [row.ticket for row in pane.rows] == tickets[::-1] and "▾" in shown(pane)[0]
        pane.show(without(floors.busy(), 1))
        assert [row.ticket for row in pane.rows] == [t for t in tickets[::-1] if t != own[0][1]]
        while pane.choices.column is not None:
            await pilot.press("s")
        assert [pane.key(row) for row in pane.rows] == own[1:]


async def test_a_click_on_a_head_sorts_by_it_and_then_turns_it() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (_, pilot):
        x = shown(pane)[0].index("customer") + 2
        await pilot.click(ResponsePane, offset=(x + 2, 1))
        names = [row.customer.casefold() for row in pane.rows if row.customer]
        assert pane.choices.column == "customer" and names == sorted(names)
        await pilot.click(ResponsePane, offset=(x + 2, 1))
        assert pane.choices.down


async def test_n_goes_round_what_is_breached() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (_, pilot):
        late = [i for i, row in enumerate(pane.rows) if pane.breached(row)]
        assert 0 < len(late) < len(pane.rows)
        await pilot.press("end", "n")
        assert pane.cursor == late[0]
        seen = [pane.cursor]
        for _ in late[1:]:
            await pilot.press("n")
            seen.append(pane.cursor)
        assert seen == late
        await pilot.press("N")
        assert pane.cursor == (late[-2] if len(late) > 1 else late[0])


async def test_a_followed_row_is_kept_where_others_would_take_its_place() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (_, pilot):
        await pilot.press("f")
        pane.show(without(floors.busy(), 1))
        assert pane.chosen == ("helpdesk", "48120") and on_cursor(pane) is None
        assert subtitle(pane) == "the followed row is not in the list now"
        pane.show(floors.busy())
        assert "#48120" in (on_cursor(pane) or "")
        await pilot.press("f")
        pane.show(without(floors.busy(), 1))
        assert pane.chosen == ("helpdesk", "48121")


async def test_columns_are_chosen_by_ticking() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (stage, pilot):
        assert "customer" in shown(pane)[0]
        await pilot.press("c")
        await pilot.pause()
        assert "Columns" in screen_text(stage)  # type: ignore[arg-type]
        await pilot.press("down", "down", "space", "escape")
        await pilot.pause()
        assert pane.choices.hidden == {"customer"} and "customer" not in shown(pane)[0]
        assert "subject" in shown(pane)[0]


async def test_y_copies_the_row() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (120, 20), focus=True) as (stage, pilot):
        await pilot.press("y")
        assert stage.clipboard.split("\t")[2] == "#48120"
