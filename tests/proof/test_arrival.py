"""Importing twice changes nothing, and any order of arrival gives the same rows: those of the second implementation."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from cxtui.canonical import STATUSES
from cxtui.facts.tables import DERIVED
from tests.importing.stores import CONTENT, differing, imported
from tests.proof import facts
from tests.proof.differing import KEYS, differences
from tests.proof.drawing import draw_world
from tests.proof.setups import DEFAULTS, SETUPS
from tests.proof.world import Row, Setup, World

SETUP = Setup("as nobody configured", DEFAULTS, SETUPS[1].calendars)
STALE = {
    "ticket": "subject",
    "event": "actor",
    "agent": "name",
    "team": "name",
    "customer": "account",
    "rating": "comment",
    "purchase": "currency",
}


def written(folder: Path, rows: dict[str, list[Row]]) -> Path:
    """Write a folder of canonical CSV files."""
    folder.mkdir()
    for table, some in rows.items():
        if some:
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, list(some[0]))
                out.writeheader()
                out.writerows(some)
    return folder


def in_pieces(rng: Random, world: World, count: int) -> list[dict[str, list[Row]]]:
    """Deal the rows out at random, a third of them twice or more, with older versions of some between them."""
    pieces: list[dict[str, list[Row]]] = [{} for _ in range(count)]
    for table, rows in world.rows.items():
        dealt = [*rows, *rng.choices(rows, k=len(rows) // 3)] if rows else []
        if table in STALE:
            older = rng.choices(rows, k=len(rows) // 4)
            dealt += [row | {"version_at": row["version_at"] - 1, STALE[table]: "outdated"} for row in older]
        rng.shuffle(dealt)
        for i, piece in enumerate(pieces):
            piece[table] = rows if table == "coverage" else dealt[i::count]
    return pieces


def facts_of(store: Path) -> dict[str, list[Row]]:
    """Return the tables that the second implementation makes as a store keeps them."""
    with closing(sqlite3.connect(store)) as con:
        return {
            name: [dict(zip(DERIVED[name].names, row, strict=True)) for row in con.execute(f"SELECT * FROM {name}")]
            for name in KEYS
        }


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_arrival_and_twice(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    world = draw_world(rng, 80, SETUP)
    for table in STALE:
        for row in world.rows[table]:
            # So that one second older is still an instant that can be.
            row["version_at"] = max(row["version_at"], 1)
    # A status that is no word of ours is refused on the way in.
    world.rows["event"] = [r for r in world.rows["event"] if r["kind"] != "status" or r["value"] in STATUSES]
    whole, pieces = tmp_path / "whole.db", tmp_path / "pieces.db"
    imported(whole, "canonical", written(tmp_path / "all", world.rows))
    for i, piece in enumerate(in_pieces(rng, world, 4)):
        imported(pieces, "canonical", written(tmp_path / f"piece{i}", piece))
    assert differences(facts.of_world(world), facts_of(whole)) == []
    assert differing(whole, pieces, CONTENT) == {}
    again = written(tmp_path / "again", {t: rows[::-1] for t, rows in world.rows.items()})
    summary = imported(pieces, "canonical", again)
    assert (summary.new, summary.changed) == (0, 0)
    assert differing(whole, pieces, CONTENT) == {}
