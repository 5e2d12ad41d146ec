"""A store, exported and imported again, is the same store."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui import canonical
from cxtui.clock import now
from cxtui.facts import catalog
from cxtui.importing.live import write_live
from cxtui.importing.run import Request, run
from cxtui.settings import defaults
from cxtui.sources.live.validated import validated
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.schema import listed
from cxtui.store.writer import Writer
from tests.exporting.commands import printed, ran

TABLES = (*canonical.TABLES, *catalog.KEPT, *catalog.BUCKETS)


def rows(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that holds records, facts or sums."""
    from cxtui.store.schema import specs

    with closing(sqlite3.connect(store)) as con:
        return {
            name: con.execute(f"SELECT * FROM {name} ORDER BY {listed(specs()[name].key)}").fetchall()
            for name in TABLES
        }


@pytest.mark.parametrize("kind", ["parquet", "json"])
def test_an_export_imports_to_an_equal_store(packaged: Path, tmp_path: Path, kind: str) -> None:
    folder, again = tmp_path / "out", tmp_path / "again.db"
    assert printed(packaged, "export", "canonical", "-o", str(folder), "--format", kind, at=None) == ""
    run(again, Request((folder,), "canonical"))
    before, after = rows(packaged), rows(again)
    assert len(before["ticket"]) > 1000
    assert [name for name in TABLES if before[name] != after[name]] == []


def test_a_folder_in_use_and_a_lossy_format_are_refused(packaged: Path, tmp_path: Path) -> None:
    (tmp_path / "ticket.csv").write_text("ticket\n")
    code, _, err = ran(packaged, "export", "canonical", "-o", str(tmp_path), at=None)
    assert code == 2 and "is not empty" in err
    code, _, err = ran(packaged, "export", "canonical", "-o", str(tmp_path / "new"), "--format", "csv", at=None)
    assert code == 2 and "parquet or json" in err and not (tmp_path / "new").exists()


def test_versions_of_events_go_out_and_come_in_again(tmp_path: Path) -> None:
    store, folder, again = tmp_path / "floor.db", tmp_path / "out", tmp_path / "again.db"
    build(store, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    message = {"ticket": "t", "occurred_at": 1_750_000_000, "kind": "message", "actor_kind": "agent", "actor": "a"}
    came: dict[str, list[dict[str, Any]]] = {
        "coverage": [{"what": "messages"}],
        "ticket": [{"ticket": "t", "created_at": 1_750_000_000}],
        "event": [
            {**message, "event": "1", "version_seq": 4},
            {**message, "event": "2", "version_at": 1_750_000_600, "retracted": True},
        ],
    }
    with Writer(store) as writer:
        write_live(writer, validated(came, "s"), "s", "live", now)
    assert printed(store, "export", "canonical", "-o", str(folder), "--format", "json", at=None) == ""
    run(again, Request((folder,), "canonical"))
    before, after = rows(store), rows(again)
    assert [row[-3:] for row in after["event"]] == [(1_750_000_000, 4, None), (1_750_000_600, 0, 1)]
    assert [name for name in TABLES if before[name] != after[name]] == []
