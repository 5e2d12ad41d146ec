"""The wall's pages at the four sizes that walls have: what is large, how large, and that nothing empty is left."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from cxtui.console.draw.huge import DotSize, huge
from cxtui.console.draw.strips import Cell, Line, text_of
from cxtui.console.wall.app import WallApp, WallPlan
from cxtui.console.wall.drawing import digit_size, sheet_lines
from cxtui.console.wall.pages.page import WallPage
from cxtui.console.wall.sheet import BigNumber, WallList, WallSheet, counted, lasting
from cxtui.kpis.answers.day_course import DayCourse
from cxtui.kpis.answers.half_hour import HalfHour, of_floor
from cxtui.kpis.answers.lately import Happening, Lately
from cxtui.kpis.floor import Escalations, Leaderboard, Responses, Volume
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.floors import NOW, ZONE
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until
from tests.console.wall.walls import Hand, page, pass_by, ready, wall

GREAT = (320, 90)
ROWS = {SMALL: 3, MIDDLE: 5, WIDE: 7, GREAT: 12}
"""Lines that a main digit takes at least, by the size of the terminal."""

AHEAD = HalfHour(NOW, 12, (NOW + 60, NOW + 1_200, NOW + 2_000), 104, NOW - 7_500, NOW - 100, 3)
COURSE = DayCourse(
    tuple(range(NOW - 52_200, NOW - 52_200 + 96 * 900, 900)),
    breached=(*range(58), *(None,) * 38), due=(3,) * 58 + (None,) * 38, unassigned=(100,) * 58 + (None,) * 38,
    longest=(7_500,) * 58 + (None,) * 38, escalated_late=(0,) * 58 + (None,) * 38,
)  # fmt: skip
LATELY = Lately(
    NOW,
    (
        Happening(NOW - 60, "broke", "s", "4711", "chat", "P1"),
        Happening(NOW - 90, "came", "s", "INC1", None, None),
    ),
)
LABELS = ("Breached", "Due in 30 min", "Unassigned", "Longest wait", "Escalated late")


def fed(feed: FakeFeed) -> FakeFeed:
    """Let a feed answer what the first page asks."""
    feed.answers |= {("half_hour",): AHEAD, ("day_course",): COURSE, ("lately",): LATELY}
    return feed


async def first_page(pilot: Hand, app: WallApp) -> list[str]:
    await ready(pilot, app)
    await until(pilot, app.board.settled)
    app.tick()
    await pilot.pause()
    return screen_text(app).split("\n")


def sheet_of(app: WallApp) -> WallSheet:
    assert isinstance(app.board, WallPage)
    return app.board.sheet.sheet()


@pytest.mark.parametrize("size", ROWS, ids=str)
@pytest.mark.parametrize("ascii", [False, True], ids=["blocks", "ascii"])
async def test_digits_labels_and_states_of_the_first_page(size: tuple[int, int], ascii: bool) -> None:
    app, feed, _ = wall(floors.busy(), ascii=ascii)
    fed(feed)
    async with app.run_test(size=size) as pilot:
        lines = await first_page(pilot, app)
        sheet = sheet_of(app)
        assert [one.label for one in sheet.numbers] == list(LABELS)
        assert [one.state for one in sheet.numbers] == ["bad", "warn", "warn", "bad", "bad"]
        assert sheet.listed is not None and len(sheet.listed.rows) == 6
        drawn = [DotSize(across, down, ascii) for down in range(16, 0, -1) for across in range(3 * down, 0, -1)]
        found = [one for one in drawn if stands(lines, huge("104", one))]
        assert found and found[0].rows >= ROWS[size], "three digits are as many lines high as a wall of this size needs"
        text = "\n".join(lines)
        letters = size == GREAT and not ascii
        for one in sheet.numbers:
            label = one.short if one.short and size == SMALL else one.label
            assert label in text or (letters and stands(lines, huge(one.label, DotSize(1, 1))))
            assert one.word in text or (letters and stands(lines, huge(one.word, DotSize(1, 1))))
        assert any(sign in text for sign in ("X late now",)) or letters


def stands(lines: list[str], rows: tuple[str, ...]) -> bool:
    """Return whether rows of cells stand below one another somewhere."""
    for y in range(len(lines) - len(rows) + 1):
        x = lines[y].find(rows[0])
        while x >= 0:
            if all(lines[y + i][x : x + len(row)] == row for i, row in enumerate(rows)):
                return True
            x = lines[y].find(rows[0], x + 1)
    return False


@pytest.mark.parametrize("size", ROWS, ids=str)
async def test_every_page_has_few_numbers_and_rows_and_fits(size: tuple[int, int]) -> None:
    pages = ("floor", "queue", "escalations", "scorecard")
    app, feed, time = wall(floors.busy(), WallPlan(pages, 10))
    fed(feed)
    seen = set()
    async with app.run_test(size=size) as pilot:
        await first_page(pilot, app)
        for _ in pages:
            sheet = sheet_of(app)
            assert 1 <= len(sheet.numbers) <= 5 and (sheet.listed is None or len(sheet.listed.rows) <= 6)
            assert all(one.label and (one.word or one.state == "none") for one in sheet.numbers)
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1] and {cell_len(line) for line in lines} == {size[0]}
            seen.add(page(app))
            await pass_by(pilot, app, time, 10)
    assert seen == set(pages)


def test_a_page_cannot_have_more() -> None:
    one = BigNumber("n", counted(1))
    row = (Cell("x"),)
    assert WallSheet((one,) * 5, WallList("t", (row,) * 6))
    for numbers, rows in ((6, 6), (5, 7)):
        with pytest.raises(ValueError, match="at most 5 numbers and 6 rows"):
            WallSheet((one,) * numbers, WallList("t", (row,) * rows))


def test_digits_give_up_precision_before_size_is_lost() -> None:
    assert lasting(59) == ((("0", "min"),),) and lasting(3_599) == ((("59", "min"),),)
    assert lasting(3_600) == ((("1", "h"), ("00", "")), (("1", "h"),))
    assert lasting(86_400 * 3 + 3_600) == ((("3", "d"), ("1", "h")), (("3", "d"),))
    assert counted(999) == ((("999", ""),),) and counted(1_250)[1] == (("1", "k"),)
    found = digit_size([lasting(7_500)], 14, 5)
    assert found == DotSize(2, 2), "2 h stands where 2 h 05 would have had to be small"
    assert digit_size([counted(123_456_789)], 3, 8) is None


def shown(sheet: WallSheet, width: int = 100, height: int = 30) -> list[str]:
    lines: list[Line] = sheet_lines(sheet, width, height)
    assert len(lines) == height
    return text_of(lines)


def test_a_column_without_anything_is_left_out() -> None:
    rows = tuple((Cell(str(n)), Cell(""), Cell("x")) for n in range(2))
    listed = WallList("List", rows, heads=("number", "masked", "letter"))
    text = "\n".join(shown(WallSheet((BigNumber("n", counted(1)),), listed)))
    assert listed.kept() == [0, 2] and "masked" not in text and "letter" in text


def test_letters_that_have_no_dots_are_written_plainly() -> None:
    rows = ((Cell("客服"), Cell("#1")),)
    text = "\n".join(shown(WallSheet((BigNumber("客服", counted(7)),), WallList("客服", rows))))
    assert text.count("客服") == 3 and "#1" in text


# What a store does not tell


async def test_pages_that_would_say_nothing_are_passed_by() -> None:
    floor = replace(
        floors.busy(), escalations=Escalations(missing="import escalations"), volume=Volume(missing="import status"),
        metrics={}, leaderboard=Leaderboard(),
    )  # fmt: skip
    app, feed, time = wall(floor, WallPlan(("floor", "queue", "escalations", "scorecard"), 10))
    fed(feed)
    async with app.run_test(size=WIDE) as pilot:
        await first_page(pilot, app)
        seen = []
        for _ in range(30):
            await pass_by(pilot, app, time, 1)
            seen.append(page(app))
        assert set(seen) == {"floor"}, "what a floor tells of itself is known before a page is shown"


async def test_a_page_that_turns_out_to_be_empty_is_shown_once_while_it_is_asked() -> None:
    from cxtui.kpis.answers.series import NumberSeries

    app, feed, time = wall(floors.quiet(), WallPlan(("floor", "response"), 10))
    fed(feed)
    nothing = NumberSeries("service_level", "ratio", "up", ZONE, 0, missing="import messages")
    feed.answers[("series",)] = nothing
    async with app.run_test(size=WIDE) as pilot:
        await first_page(pilot, app)
        seen = []
        for _ in range(60):
            await pass_by(pilot, app, time, 1)
            await until(pilot, app.board.settled)
            seen.append(page(app))
        assert 1 <= seen.count("response") <= 3 and set(seen[20:]) == {"floor"}
        time.run(3_600)
        for _ in range(30):
            await pass_by(pilot, app, time, 1)
            seen.append(page(app))
        assert "response" in seen[60:], "it is looked at again after an hour"


async def test_a_wall_of_which_no_page_has_anything_stays_on_its_page() -> None:
    floor = replace(floors.busy(), escalations=Escalations(missing="import escalations"))
    app, _, time = wall(floor, WallPlan(("escalations",), 10))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 30)
        assert page(app) == "escalations" and "import escalations" in screen_text(app)


async def test_what_is_not_known_says_what_to_import() -> None:
    app, feed, _ = wall(replace(floors.busy(), responses=Responses(missing="import messages")))
    feed.answers |= {("half_hour",): HalfHour(NOW, missing_replies="import messages", unassigned=0)}
    async with app.run_test(size=WIDE) as pilot:
        await first_page(pilot, app)
        late, due, free, longest, _escalated = sheet_of(app).numbers
        assert late.word == due.word == longest.word == "import messages"
        assert (free.word, free.state) == ("all taken", "good")


async def test_a_quiet_floor_is_told_in_words_too() -> None:
    app, feed, _ = wall(floors.quiet())
    feed.answers |= {("half_hour",): HalfHour(NOW, 0, (), 0, None, None, 0)}
    async with app.run_test(size=MIDDLE) as pilot:
        text = "\n".join(await first_page(pilot, app))
        assert [one.word for one in sheet_of(app).numbers] == [
            "none late", "none due", "all taken", "nobody waits", "none late",
        ]  # fmt: skip
        assert text.count("✓") >= 5


# A store in trouble, large


@pytest.mark.parametrize("size", ROWS, ids=str)
@pytest.mark.parametrize("trouble", ["missing", "locked", "corrupt"])
async def test_a_store_in_trouble_says_so_in_large_letters(size: tuple[int, int], trouble: str) -> None:
    app, feed, _ = wall(floors.busy())
    fed(feed)
    async with app.run_test(size=size) as pilot:
        await first_page(pilot, app)
        feed.trouble = (trouble, f"the store is {trouble} indeed")  # type: ignore[assignment]
        await until(pilot, lambda: app.picture.trouble == trouble)
        app.tick()
        await pilot.pause()
        lines = screen_text(app).split("\n")
        assert any(stands(lines, huge(trouble, DotSize(n, n))) for n in range(1, 17))
        assert f"the store is {trouble} indeed" in "\n".join(lines)
        assert app.board.panes["sheet"].has_class("-stale")


async def test_old_data_and_a_store_that_was_never_there_say_so_in_large_letters() -> None:
    app, _, time = wall(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await ready(pilot, app)
        assert not stands(screen_text(app).split("\n"), huge("STALE", DotSize(2, 2)))
        time.run(3_600)
        app.tick()
        await pilot.pause()
        assert stands(screen_text(app).split("\n"), huge("STALE", DotSize(2, 2)))
    app, feed, time = wall(floors.quiet())
    feed.trouble = ("missing", "there is no store at /there yet")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.picture.trouble == "missing")
        app.tick()
        await pilot.pause()
        assert stands(screen_text(app).split("\n"), huge("MISSING", DotSize(2, 2)))


# What just happened


async def test_the_ticker_tells_what_just_happened_by_number() -> None:
    app, feed, _ = wall(floors.busy())
    fed(feed)
    async with app.run_test(size=MIDDLE) as pilot:
        text = "\n".join(await first_page(pilot, app))
        assert "14:31 #4711 X broke its promise chat" in text and "14:30 INC1 came in" in text


def test_a_floor_that_is_cut_tells_no_count_that_it_does_not_know() -> None:
    rows = floors.busy().responses.rows
    told = of_floor(replace(floors.busy(), responses=Responses(rows=rows, waiting=999, breached=400)))
    assert told.breached is None and told.longest_since is None
