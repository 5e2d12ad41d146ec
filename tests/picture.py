"""Draw the README's picture from the fixtures: ``python -m tests.picture docs/floor.svg``."""

import asyncio
import sys
import tempfile
from pathlib import Path

from cxtui.clock import parse_instant
from cxtui.console.app import CxtuiApp
from cxtui.importing.run import Request, run
from cxtui.kpis.reading import StoreFeed
from cxtui.settings import defaults

FIXTURES = Path(__file__).parent.parent / "fixtures"
AT = "2026-04-07 14:32:07"
ZONE = "Europe/Warsaw"
SIZE = (150, 44)


async def draw(store: Path) -> str:
    """Return the floor of the fixtures, on a busy afternoon, as SVG."""
    at = parse_instant(AT, ZONE)
    app = CxtuiApp(lambda: StoreFeed(store, clock=lambda: at), clock=lambda: at)
    async with app.run_test(size=SIZE) as pilot:
        while app.picture.newest is None:
            await pilot.pause(0.05)
        await pilot.pause()
        return app.export_screenshot(title="cxtui", simplify=True)


def main(target: Path) -> None:
    """Import the fixtures into a store that is thrown away, and write the picture."""
    from dataclasses import replace

    from cxtui.store.configured import configure

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "floor.db"
        configure(store, replace(defaults(), zone=ZONE))
        run(store, Request((FIXTURES,), "canonical"))
        target.write_text(asyncio.run(draw(store)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
