"""Worlds as stores in files."""

from pathlib import Path

from cxtui import canonical
from cxtui.canonical import STATUSES
from cxtui.importing.rows import apply_rows
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.proof.engines import settings_of, tuples
from tests.proof.world import World


def stored(world: World, path: Path) -> Path:
    """Publish a world as a store at a path, without statuses that are no word of ours: those are refused."""
    settings = settings_of(world.setup)
    events = [row for row in world.rows["event"] if row["kind"] != "status" or row["value"] in (None, *STATUSES)]
    world = World(world.setup, {**world.rows, "event": events})
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, settings))
    with Writer(path) as writer:
        apply_rows(writer, {name: tuples(world, name) for name in canonical.TABLES}, "s", "hand", settings)
    return path
