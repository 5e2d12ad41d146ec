"""Pictures of one app through its sizes and screens, each compared with the one that is kept."""

from collections.abc import Iterable
from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
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

    async def sizes(self, pilot: Pilot[None], sizes: Iterable[tuple[int, int]], name: str = "{size}") -> None:
        """Resize the terminal, and compare what is on the screen at each size; ``{size}`` of a name is ``80x24``."""
        for width, height in sizes:
            await pilot.resize_terminal(width, height)
            await self.take(pilot, name.format(size=f"{width}x{height}"))
