"""The review on the console: the call in the header, the page with evidence and owners, a file in trouble."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.reviewing import Review, ReviewDesk, ReviewPace
from cxtui.console.screens.review import ReviewPage
from cxtui.console.sheets.review import LOOKS, review
from cxtui.desk import Acknowledged, Action, Desk, DeskState, Firing
from cxtui.kpis.triggers import TriggerReading
from tests.console import floors
from tests.console.fakes import FakeFeed, console
from tests.console.floors import NOW

QUICK = ReviewPace(look=0.01)
DOWN = TriggerReading("csat_down", "Satisfaction is down", NOW, None, True, False, "81.0 % of 21, 90.0 % of 40")
LATE = TriggerReading(
    "stale:mail\x1b[31m", "Data is older than its allowance", NOW, None, True, False, "2 h, allowed 5 min"
)
TAKEN = Acknowledged("ann", NOW, "Ann", "2026-12-01", "read the comments")
VIEW = DeskState(
    (
        Firing(2, "nps_down", "Promoters are down", NOW - 900, "as bad", 1, rested_at=NOW - 60),
        Firing(1, "csat_down", "Satisfaction is down", NOW, "81.0 % of 21, 90.0 % of 40", 3, acknowledged=TAKEN),
        Firing(3, "stale:x\x1b[31m", "Data is old", NOW, "a word " * 60, 3),
    ),
    (
        Action(1, "csat_down", "read the comments", "Ann", "2026-12-01", NOW),
        Action(2, None, "hire", "Bea", "2026-11-01", NOW, NOW, "bea"),
    ),
)


async def until(pilot: Pilot[None], app: CxtuiApp, words: str) -> None:
    """Wait until the lines at the top say something."""
    for _ in range(300):
        if words in shown(app):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{words!r} is not in {shown(app)!r}")


def shown(app: CxtuiApp) -> str:
    """Return header and sources line, as far as they are shown."""
    bars = (app.board.header, app.board.sources)
    return "\n".join(bar.text for bar in bars if bar.display)


def floor(path: Path, *readings: TriggerReading) -> tuple[CxtuiApp, FakeFeed]:
    """Return a console whose triggers read so."""
    app, feed = console(floors.busy(), review=ReviewDesk(path, pace=QUICK))
    feed.readings = readings
    return app, feed


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 50)])
async def test_what_fired_is_called_out_and_a_key_opens_it(tmp_path: Path, size: tuple[int, int]) -> None:
    app, feed = floor(tmp_path / "floor.desk.db", DOWN, LATE)
    async with app.run_test(size=size) as pilot:
        await until(pilot, app, "r 2 to review")
        assert threading.get_ident() not in feed.threads, "nothing is evaluated where the screen is drawn"
        await pilot.press("r")
        await pilot.pause(0.1)
        page = app.page
        assert isinstance(page, ReviewPage)
        lines = text_of(page.write(size[0] - 4))
        text = "\n".join(lines)
        assert "csat_down" in text and "81.0 % of 21, 90.0 % of 40" in text and "not acknowledged" in text
        assert "\x1b" not in text and max(map(len, lines)) <= size[0] - 4
        await pilot.press("escape")
        assert app.page is None
    assert [one.shown for one in Desk(tmp_path / "floor.desk.db").read().firings] == [1, 1]


async def test_without_anything_nothing_is_said_and_the_page_is_there(tmp_path: Path) -> None:
    app, _ = floor(tmp_path / "floor.desk.db")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.2)
        assert "review" not in shown(app)
        await pilot.press("r")
        await pilot.pause(0.1)
        page = app.page
        assert isinstance(page, ReviewPage) and "nothing stands fired" in "\n".join(text_of(page.write(100)))


async def test_a_console_without_a_desk_file_has_nothing_evaluated() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("r")
        await pilot.pause(0.1)
        page = app.page
        assert isinstance(page, ReviewPage) and text_of(page.write(76)) == ["nothing was evaluated yet"]


async def test_a_damaged_desk_file_is_a_word_and_the_floor_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    app, feed = floor(path, DOWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, app, "r desk file damaged")
        reads = feed.reads
        feed.put(floors.quiet())
        for _ in range(300):
            if feed.reads > reads:
                break
            await pilot.pause(0.01)
        assert feed.reads > reads and app.picture.trouble is None
        await pilot.press("r")
        await pilot.pause(0.1)
        page = app.page
        assert isinstance(page, ReviewPage)
        assert "restore it, or move it away" in " ".join(text_of(page.write(76)))


def test_the_sheet_names_since_evidence_owner_and_due() -> None:
    text = text_of(review(Review(VIEW, True), "UTC", 100))
    whole = "\n".join(text)
    heads = [line.split(" ─")[0] for line in text if line.startswith("─ ")]
    assert heads == ["─ Satisfaction is down", "─ Data is old", "─ Promoters are down", "─ Action plan"]
    flat = " ".join(whole.split())
    assert "trigger csat_down since 2026-11-21 13:32:07 owner Ann due 2026-12-01" in flat
    assert "dealt with 2026-11-21 13:31:07" in flat and "1 until 2026-12-01 Ann for csat_down" in flat
    assert "hire" not in whole and "\x1b" not in whole and LOOKS not in flat
    assert LOOKS in " ".join(" ".join(text_of(review(Review(VIEW, False), "UTC", 100))).split())


@pytest.mark.parametrize("width", [36, 60, 76, 116, 196])
@pytest.mark.parametrize("ascii", [False, True])
def test_no_line_is_wider_than_the_sheet(width: int, ascii: bool) -> None:
    lines = review(Review(VIEW, False, "locked", "/there: another process keeps it"), "UTC", width, ascii)
    assert max(width_of(line) for line in lines) <= width
    assert not ascii or "".join(text_of(lines)).isascii()
