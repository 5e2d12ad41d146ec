"""Draw every screen of the demo's floor as SVG: ``python -m cxtui.demo.picture docs/screens``."""

import asyncio
import sys
import tempfile
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cxtui.clock import DAY
from cxtui.demo.pace import SEED
from cxtui.demo.rules import settings
from cxtui.demo.straight import straight
from cxtui.errors import CxtuiError, UsageError

ZONE = "Europe/Warsaw"

LIVE_FROM = 1_773_826_800
"""Wednesday 18 March 2026, 10:40 in Warsaw: the instant before which the picture's history lies."""

HISTORY_DAYS = 90

AT = LIVE_FROM + 3 * 3600 + 52 * 60 + 7
"""A busy afternoon, 14:32:07 in Warsaw: the instant of the picture."""

COMMITTED_S = 2
"""Seconds before the instant at which the newest batch came."""

PATIENCE_S = 60.0


def make_store(store: Path, seed: int, at: int, scratch: Path) -> None:
    """Write the whole history of a demo's floor until ``at`` (epoch seconds) into a new store, in bulk."""
    from cxtui.importing.run import Request, run
    from cxtui.simulator import SOURCE
    from cxtui.simulator.folder import Order, write_folder
    from cxtui.store.configured import configure

    folder = scratch / "floor"
    write_folder(Order(seed, LIVE_FROM - HISTORY_DAYS * DAY, ZONE), folder, at)
    configure(store, settings(ZONE))
    run(store, Request((folder,), "canonical", SOURCE), clock=lambda: at - COMMITTED_S)


async def draw(
    store: Path, at: int, size: tuple[int, int], theme: str, *, screens: Sequence[str] = ("floor",), ascii: bool = False
) -> dict[str, str]:
    """Return screens of a console on a store whose time stands at ``at``, as SVG by name.

    Raises CxtuiError if the store cannot be read.
    """
    from cxtui.console.app import CxtuiApp
    from cxtui.kpis.feeds.store_feed import StoreFeed

    app = CxtuiApp(lambda: StoreFeed(store, clock=lambda: at), theme=theme, ascii=ascii, clock=lambda: at)
    async with app.run_test(size=size) as pilot, asyncio.timeout(PATIENCE_S):
        while app.picture.newest is None:
            if app.picture.trouble is not None:
                raise CxtuiError(app.picture.advice)
            await pilot.pause(0.05)
        drawn = {}
        for name in screens:
            await app.action_go(name)
            await pilot.pause(0.2)
            while not app.board.settled():
                await pilot.pause(0.05)
            await pilot.pause(0.3)
            drawn[name] = straight(app.export_screenshot(title="cxtui", simplify=True))
        return drawn


WALLS = ((80, 24), (120, 36), (200, 50), (320, 90))
"""The sizes in which the wall's first page is drawn."""


async def draw_wall(
    store: Path, at: int, size: tuple[int, int], theme: str, *, pages: Sequence[str] = ("floor",), ascii: bool = False
) -> dict[str, str]:
    """Return pages of a wall that names nobody, on a store whose time stands at ``at``, as SVG by ``wall-NAME``.

    The first page is drawn in all of WALLS, by ``wall-80x24``. Raises CxtuiError if the store cannot be read.
    """
    drawn = {}
    for name in pages:
        for across, down in WALLS if name == "floor" else (size,):
            called = f"wall-{across}x{down}" if name == "floor" else f"wall-{name}"
            drawn[called] = await _wall_page(store, at, (across, down), name, theme=theme, ascii=ascii)
    return drawn


async def _wall_page(store: Path, at: int, size: tuple[int, int], name: str, **looks: Any) -> str:
    from cxtui.console.wall.app import WallApp, WallPlan
    from cxtui.console.wall.run import WallOptions, masked_feed

    app = WallApp(masked_feed(store, None, WallOptions(), lambda: at), WallPlan((name,)), clock=lambda: at, **looks)
    async with app.run_test(size=size) as pilot, asyncio.timeout(PATIENCE_S):
        while app.picture.newest is None:
            if app.picture.trouble is not None:
                raise CxtuiError(app.picture.advice)
            await pilot.pause(0.05)
        while not app.board.settled():
            await pilot.pause(0.05)
        await pilot.pause(0.3)
        return straight(app.export_screenshot(title="cxtui", simplify=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures that the arguments ask for; return the exit code."""
    from cxtui.console.boards import BOARDS

    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cxtui-picture-") as folder:
            store = Path(folder) / "floor.db"
            make_store(store, options.seed, AT, Path(folder))
            size, screens = _size(options.size), options.screens or BOARDS
            if options.wall:
                drawing = draw_wall(store, AT, size, options.theme, pages=screens, ascii=options.ascii)
            else:
                drawing = draw(store, AT, size, options.theme, screens=screens, ascii=options.ascii)
            drawn = asyncio.run(drawing)
        options.out.mkdir(parents=True, exist_ok=True)
        for name, svg in drawn.items():
            (options.out / f"{name}.svg").write_text(svg, encoding="utf-8")
    except CxtuiError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"error: cannot write {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _parser() -> ArgumentParser:
    from cxtui.console.boards import BOARDS
    from cxtui.console.themes import PALETTES

    parser = ArgumentParser(
        prog="python -m cxtui.demo.picture", description=__doc__,
        formatter_class=ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write NAME.svg to")
    parser.add_argument("--size", default="160x45", help="cells, COLUMNSxROWS")
    parser.add_argument("--screens", nargs="+", choices=BOARDS, help="which (default: all)")
    parser.add_argument("--theme", default="dark", choices=list(PALETTES))
    parser.add_argument("--seed", type=int, default=SEED, help="which floor")
    parser.add_argument(
        "--wall", action="store_true", help="the wall's pages instead, as wall-NAME.svg, the first one in four sizes"
    )
    parser.add_argument("--ascii", action="store_true", help="without box and braille characters")
    return parser


def _size(text: str) -> tuple[int, int]:
    columns, _, rows = text.partition("x")
    if not (columns.isdigit() and rows.isdigit() and 0 < int(columns) <= 1000 and 0 < int(rows) <= 1000):
        raise UsageError(f"--size {text!r} is no size; write COLUMNSxROWS, such as 160x45")
    return int(columns), int(rows)


if __name__ == "__main__":
    sys.exit(main())
