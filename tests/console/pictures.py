"""Pictures of one app through its sizes and screens, each compared with the one that is kept."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot


class Pictures:
    """Compares pictures of a test by name, as many as it likes of one app, and notes which differ.

    A picture is kept as ``test_name[name].svg``: as one of a test that has a parameter for each.
    """

    def __init__(self, snapshot: SnapshotAssertion, folder: Path) -> None:
        self._snapshot = snapshot.use_extension(SVGImageExtension)
        self._folder = folder
        self.taken: list[str] = []
        self.different: dict[str, Path] = {}

    async def take(self, pilot: Pilot[None], name: str) -> None:
        """Compare what is on the screen once it has come to rest; one that differs is kept to be looked at."""
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()
        drawn = pilot.app.export_screenshot(title=pilot.app.title, simplify=True)
        self.taken.append(name)
        if self._snapshot(name=name) != drawn:
            self.different[name] = self._folder / f"{name}.svg"
            self.different[name].write_text(drawn, encoding="utf-8")

    async def looks(
        self,
        app: App[None],
        looks: Iterable[tuple[tuple[int, int], str, str]],
        ready: Callable[[Pilot[None]], Awaitable[object]],
    ) -> None:
        """Start an app, and compare it in each look (a size, a theme, and the picture's name) once it is ``ready``.

        In a name ``{size}`` stands for ``80x24``, ``{theme}`` for the theme.
        """
        async with app.run_test() as pilot:
            for (width, height), theme, name in looks:
                await pilot.resize_terminal(width, height)
                app.theme = theme
                await ready(pilot)
                await self.take(pilot, name.format(size=f"{width}x{height}", theme=theme))

    async def sizes(
        self, app: App[None], sizes: Iterable[tuple[int, int]], ready: Callable[[Pilot[None]], Awaitable[object]]
    ) -> None:
        """Start an app, and compare it at each size in its own theme; a picture's name is its size."""
        await self.looks(app, [(size, app.theme, "{size}") for size in sizes], ready)
