"""No text on any screen is missing from the catalogues: in a strange language nothing is left in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.boards import BOARDS
from cxtui.console.messages import OpenAgent, OpenCustomer, OpenList, OpenNumber, OpenTicket
from cxtui.console.screens.page import Page
from cxtui.console.themes import PALETTES
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS
from cxtui.language import use
from cxtui.text.explained import words as explained
from tests.console.hand import SMALL, WIDE, screen_text, until
from tests.console.test_every_screen import app_on
from tests.language.pseudo import Pseudo, customer_of, lettered, strange, vocabulary, words

NAMES = {
    "cxtui",
    "UTC",
    "Tab",
    "Shift",
    "Enter",
    "Esc",
    "Home",
    "End",
    "Space",
    "Ctrl",
    "PgUp",
    "PgDn",
    "CSAT",
    "CES",
    "NPS",
}
"""What is called the same in every language: the product, the zone, keys, kinds of surveys."""

SYNTAX = {"team", "channel", "priority", "tier", "agent", "source", "billing", "chat", "low", "acme", "today",
          "yesterday", "quarter", "none"}  # fmt: skip
"""What people type, in examples of it."""

THEMES = {word for name in PALETTES for word in words(name)}


@pytest.fixture(scope="module")
def store(packaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lettered(packaged, tmp_path_factory.mktemp("lettered") / "floor.db")


@pytest.fixture(scope="module")
def pseudo() -> Pseudo:
    return Pseudo()


@pytest.fixture(autouse=True)
def spoken(pseudo: Pseudo) -> Iterator[None]:
    use("ru", pseudo)
    yield
    use("en")


class Reading:
    """Reads the screen again and again; ``left`` are words that nobody translated, with where they were seen."""

    def __init__(self, pilot: Pilot[None], known: set[str]) -> None:
        assert isinstance(pilot.app, CxtuiApp)
        self.app, self.pilot, self.known = pilot.app, pilot, known
        self.left: dict[str, str] = {}

    async def look(self, where: str, known: frozenset[str] = frozenset()) -> None:
        for _ in range(4):
            await self.pilot.pause(0.02)
        for line in screen_text(self.app).splitlines():
            for word in words(line) - self.known - known:
                self.left.setdefault(word, f"{where}: {line.strip()}")

    async def board(self, name: str) -> None:
        await self.pilot.press(str(BOARDS.index(name) + 1))
        await until(self.pilot, lambda: self.app.board is self.app.boards.get(name))
        await until(self.pilot, self.app.board.settled)
        await self.look(name)

    async def page(self, message: OpenAgent | OpenCustomer | OpenList | OpenNumber | OpenTicket, where: str,
                   known: frozenset[str] = frozenset()) -> None:  # fmt: skip
        self.app.post_message(message)
        await until(self.pilot, lambda: self.app.page is not None)
        assert isinstance(self.app.face, Page)
        await until(self.pilot, lambda: strange("reading") not in screen_text(self.app))
        for _ in range(12):
            await self.look(where, known)
            before = self.app.face.sheet.top
            await self.pilot.press("pagedown")
            if self.app.face.sheet.top == before:
                break
        await self.pilot.press("escape")
        await until(self.pilot, lambda: self.app.page is None)


async def started(pilot: Pilot[None], store: Path) -> Reading:
    reading = Reading(pilot, NAMES | vocabulary(store))
    await until(pilot, lambda: reading.app.picture.newest is not None)
    return reading


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_and_pane(store: Path, size: tuple[int, int]) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        reading = await started(pilot, store)
        for name in BOARDS:
            await reading.board(name)
            for pane in app.board.PLAN.order:
                app.board.go(pane)
                await until(pilot, app.board.settled)
                await reading.look(f"{name} {pane}")
            app.board.action_maximise()
            await reading.look(f"{name} maximised")
            app.board.action_maximise()
            app.board.action_pause()
            await reading.look(f"{name} paused")
            app.board.action_pause()
        assert not reading.left, "\n".join(f"{word} in {where}" for word, where in reading.left.items())


async def test_every_page_and_prompt(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 36)) as pilot:
        reading = await started(pilot, store)
        floor = app.picture.newest
        assert floor is not None
        row = floor.leaderboard.rows[0]
        waiting = floor.responses.rows[0]
        await reading.page(OpenTicket(waiting.source, waiting.ticket), "ticket")
        await reading.page(OpenAgent(row.source, row.agent), "agent")
        await reading.page(OpenCustomer(*customer_of(store)), "customer")
        await reading.page(OpenNumber("service_level", ("service_level",)), "number", frozenset({"service", "level"}))
        for name in LISTS:
            await reading.page(OpenList(name), f"list {name}")
        for keys, where, known in (
            ("question_mark", "help", frozenset()),
            ("slash", "filter", SYNTAX),
            ("t", "range", SYNTAX),
            ("c", "columns", frozenset()),
            ("r", "review", frozenset()),
            ("ctrl+p", "palette", THEMES),
        ):
            await pilot.press(keys)
            await reading.look(where, frozenset(known))
            await pilot.press("escape")
            await pilot.pause()
        assert not reading.left, "\n".join(f"{word} in {where}" for word, where in reading.left.items())


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_word_of_every_number(name: str) -> None:
    for cohort in (False, True):
        for label, text in explained(DEFINITIONS[name], cohort):
            assert words(f"{label} {text}") == set()
