"""A stage for one pane: an app with the console's themes, and what the pane shows as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from cxtui.console.messages import ChooseColumns, OpenAgent, OpenTicket
from cxtui.console.panes.pane import Pane
from cxtui.console.screens.columns import ColumnsPrompt
from cxtui.console.themes import DARK, themes, variables
from cxtui.kpis.floor import Floor


class Stage(App[None]):
    """Shows one pane on the whole terminal, in a theme, and remembers what it asked for."""

    CSS = "Pane { width: 1fr; height: 1fr; } HeadlinesPane { height: auto; }"

    def __init__(self, pane: Pane, floor: Floor | None, theme: str = "dark", ascii: bool = False) -> None:
        super().__init__()
        for one in themes():
            self.register_theme(one)
        self.theme = theme
        self.pane = pane
        self.floor = floor
        self.opened: list[tuple[str, str]] = []
        pane.ascii = ascii

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the palette for the moment before the theme is in force."""
        return variables(DARK)

    def compose(self) -> ComposeResult:
        """Show the pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Give the pane its picture."""
        if self.floor is not None:
            self.pane.show(self.floor)

    def on_open_ticket(self, message: OpenTicket) -> None:
        """Note the ticket that was asked for."""
        self.opened.append((message.source, message.ticket))

    def on_open_agent(self, message: OpenAgent) -> None:
        """Note the agent that was asked for."""
        self.opened.append((message.source, message.agent))

    def on_choose_columns(self, message: ChooseColumns) -> None:
        """Ask for the columns, as the console does."""
        self.push_screen(ColumnsPrompt(message.pane))


@asynccontextmanager
async def staged(
    pane: Pane, floor: Floor | None, size: tuple[int, int] = (120, 24), *, ascii: bool = False, focus: bool = False
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """Run a stage until its first paint is over; the pane has the focus only if asked for."""
    stage = Stage(pane, floor, ascii=ascii)
    stage.AUTO_FOCUS = "Pane" if focus else ""  # type: ignore[misc]
    async with stage.run_test(size=size) as pilot:
        await settle(pilot)
        yield stage, pilot


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what is drawn after the first paint is drawn too."""
    await pilot.pause()
    await pilot.pause()


def shown(pane: Pane) -> list[str]:
    """Return the lines of the pane's content, as they are painted, without trailing blanks."""
    return [pane.render_line(y).text.rstrip() for y in range(pane.content_size.height)]


def widths(pane: Pane) -> set[int]:
    """Return the widths of the painted lines in cells."""
    return {pane.render_line(y).cell_length for y in range(pane.content_size.height)}


class Repaints:
    """Notes which regions a pane asks to be repainted; None stands for the whole pane."""

    def __init__(self, pane: Pane) -> None:
        self.regions: list[Region | None] = []
        original = pane.refresh

        def refresh(*regions: Region, **options: bool) -> Pane:
            self.regions += regions or (None,)
            return original(*regions, **options)

        pane.refresh = refresh  # type: ignore[method-assign]

    def take(self) -> list[Region | None]:
        """Return what was asked for since the last time."""
        taken, self.regions = self.regions, []
        return taken


def title(pane: Pane) -> str:
    """Return the words in the upper edge of the pane's frame, as they are painted."""
    return _edge(pane, 0)


def subtitle(pane: Pane) -> str:
    """Return the words in the lower edge of the pane's frame, as they are painted."""
    return _edge(pane, pane.outer_size.height - 1)


def _edge(pane: Pane, y: int) -> str:
    (strip,) = pane.render_lines(Region(0, y, pane.outer_size.width, 1))
    return strip.text.strip("╭╮╰╯─+- ")
