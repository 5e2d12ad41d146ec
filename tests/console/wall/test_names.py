"""No page of the wall names anybody: all seven on a real store, in every part, held against all its names."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.console.boards import BOARDS
from cxtui.console.draw.huge import DotSize, huge
from cxtui.console.wall.app import WallApp, WallPlan
from cxtui.console.wall.run import WallOptions, masked_feed
from tests.console.fakes import EAGER, QUICK
from tests.console.hand import SMALL, WIDE, screen_text, until
from tests.facts.histories import instant

AT = instant("2026-04-07 14:32")


def secrets(store: Path) -> tuple[set[str], set[str]]:
    """Return the names of agents, and those of customers with every subject, as far as they tell anything."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as con:
        agents = {name for (name,) in con.execute("SELECT name FROM agent WHERE name IS NOT NULL")}
        words = {name for (name,) in con.execute("SELECT name FROM customer WHERE name IS NOT NULL")}
        words |= {subject for (subject,) in con.execute("SELECT subject FROM ticket WHERE subject IS NOT NULL")}
    return {name for name in agents if len(name) > 5}, {word for word in words if len(word) > 5}


def shown_names(text: str, names: set[str]) -> set[str]:
    """Return the names on a screen, cut ones too."""
    return {name for name in names if name[:9] in text}


async def walked(store: Path, size: tuple[int, int], wanted: WallOptions) -> str:
    """Return everything that a wall says on all its pages and their parts."""
    shown, ran = "", [0.0]
    app = WallApp(
        masked_feed(store, AT, wanted, lambda: AT),
        WallPlan(BOARDS, 10),
        monotonic=lambda: ran[0],
        clock=lambda: AT,
        pace=QUICK,
        rest=EAGER,
    )
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.picture.newest is not None)
        seen: set[tuple[str, int]] = set()
        while (stop := (app.rotation.stop.page, app.rotation.stop.part)) not in seen:
            seen.add(stop)
            await until(pilot, app.board.settled)
            shown += screen_text(app) + "\n"
            while (app.rotation.stop.page, app.rotation.stop.part) == stop:
                ran[0] += 2
                app.tick()
                await pilot.pause()
        assert {name for name, _ in seen} == set(BOARDS)
    return shown


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["200x50", "80x24"])
async def test_no_page_names_anybody(packaged: Path, size: tuple[int, int]) -> None:
    agents, words = secrets(packaged)
    shown = await walked(packaged, size, WallOptions())
    assert len(agents) > 10 and len(words) > 100
    assert not shown_names(shown, agents) and not shown_names(shown, words)
    assert "taken" in shown.lower() or huge("taken", DotSize(1, 1))[0] in shown


async def test_what_is_allowed_is_named(packaged: Path) -> None:
    agents, words = secrets(packaged)
    shown = await walked(packaged, SMALL, WallOptions(names=True, agents=True))
    assert shown_names(shown, agents) and shown_names(shown, words)
