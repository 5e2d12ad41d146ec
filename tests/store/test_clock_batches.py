"""Service-level clocks in live batches: whatever the order of arrival, they are those of the whole history."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui import canonical
from cxtui.importing.rows import apply_rows
from cxtui.settings import StoreSettings, defaults
from cxtui.store import import_log
from cxtui.store.configured import configure
from cxtui.store.publish import build
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.clocks import SETTINGS, everything
from tests.facts.histories import History, instant, on_duckdb

Rows = list[tuple[Any, ...]]
KEPT = ("clock_fact", "clock_step", "ticket_fact")


def with_policies() -> History:
    """Return tickets with clocks of every kind, some of them under a policy of the source."""
    h = everything()
    for position, (metric, priority, hours) in enumerate(
        (("first_response", "urgent", 2), ("next_reply", None, 1), ("agent_work", None, 2))
    ):
        h.add(
            "sla_target", policy="p", from_at=0, position=position, metric=metric, priority=priority,
            seconds=hours * 3600, business=0,
        )  # fmt: skip
    for ticket in ("lowered", "dialogue", "moved", "waits"):
        h.event(ticket, "2025-01-14 09:15", "policy", "p")
    return h


def empty(path: Path, settings: StoreSettings) -> Path:
    """Make a store of nothing with these settings."""
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, settings))
    return path


def kept(path: Path) -> dict[str, Rows]:
    """Return the rows of the kept tables in the order of their keys."""
    with closing(sqlite3.connect(path)) as con:
        order = {"clock_fact": "1, 2, 3, 4", "clock_step": "1, 2, 3, 4, 5", "ticket_fact": "1, 2"}
        return {name: con.execute(f"SELECT * FROM {name} ORDER BY {order[name]}").fetchall() for name in KEPT}


def apply(path: Path, rows: dict[str, Rows], settings: StoreSettings) -> int:
    """Apply rows as one batch and return how many tickets it touched."""
    with Writer(path) as writer:
        return apply_rows(writer, rows, "s", "hand", settings).tickets


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_of_arrival_gives_the_clocks_of_the_whole(tmp_path: Path, seed: int) -> None:
    h = with_policies()
    store = empty(tmp_path / "floor.db", SETTINGS)
    arriving = [(name, row) for name, rows in h.rows.items() for row in rows]
    random.Random(seed).shuffle(arriving)
    for start in range(0, len(arriving), 40):
        batch: dict[str, Rows] = {}
        for name, row in arriving[start : start + 40]:
            batch.setdefault(name, []).append(row)
        apply(store, batch, SETTINGS)
    whole = on_duckdb(h, SETTINGS)
    assert kept(store) == {name: whole[name] for name in KEPT}
    assert compare(store).sound


def test_a_changed_policy_touches_the_tickets_of_its_source(tmp_path: Path) -> None:
    h = with_policies()
    store = empty(tmp_path / "floor.db", SETTINGS)
    tickets = apply(store, dict(h.rows), SETTINGS)
    assert apply(store, {"sla_target": h.rows["sla_target"]}, SETTINGS) == 0
    names = canonical.TABLES["sla_target"].names
    row = list(h.rows["sla_target"][1])
    row[names.index("version_at")], row[names.index("seconds")] = 1, 1800
    assert apply(store, {"sla_target": [tuple(row)]}, SETTINGS) == tickets
    with closing(sqlite3.connect(store)) as con:
        due = con.execute(
            "SELECT due_at FROM clock_fact WHERE ticket = 'dialogue' AND metric = 'next_reply'"
        ).fetchall()
    assert due[0] == (instant("2025-01-14 10:30"),)
    assert compare(store).sound


def test_other_settings_make_other_clocks_and_the_same_ones_the_same(tmp_path: Path) -> None:
    h = everything()
    store = empty(tmp_path / "floor.db", SETTINGS)
    apply(store, dict(h.rows), SETTINGS)
    before = kept(store)
    assert len(before["clock_fact"]) > 50
    configure(store, defaults())
    assert (kept(store)["clock_fact"], kept(store)["clock_step"]) == ([], [])
    configure(store, SETTINGS)
    assert kept(store) == before
