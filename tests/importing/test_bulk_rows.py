"""A store built of rows that came without files has every cell as it was given, and the newest version of each row."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.errors import StoreError
from cxtui.importing.bulk_rows import BulkRows
from cxtui.settings import defaults
from cxtui.store import rebuilt

AT = 1_736_845_200
SUBJECTS = (None, "", 'a "quoted", cell', "two\nlines", "\ttab\\n", "東京 👩‍👩‍👧 \u202e", "NULL", "\\N", " ")


def row(table: str, **values: object) -> tuple[object, ...]:
    given = {"source": "s", "version_at": AT, "version_seq": 0, **values}
    return tuple(given.get(name) for name in TABLES[table].names)


def collected(folder: Path) -> BulkRows:
    folder.mkdir()
    rows = BulkRows(folder, "s")
    rows.add(
        {
            "ticket": [row("ticket", ticket=str(n), created_at=AT, subject=s) for n, s in enumerate(SUBJECTS)],
            "event": [
                row("event", ticket=str(n), event="1", occurred_at=AT + 60, kind="status", value="open")
                for n in range(len(SUBJECTS))
            ],
        }
    )
    return rows


def read(store: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return con.execute(sql).fetchall()


def test_cells_are_as_they_were_given(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    collected(tmp_path / "rows").build(store, defaults(), "live", lambda: AT + 100)
    assert [one for (one,) in read(store, "SELECT subject FROM ticket ORDER BY ticket")] == list(SUBJECTS)
    assert rebuilt.compare(store).sound


def test_the_newest_version_of_a_row_stays_whichever_came_last(tmp_path: Path) -> None:
    rows, store = collected(tmp_path / "rows"), tmp_path / "floor.db"
    rows.add({"ticket": [row("ticket", ticket="0", created_at=AT, subject="later", version_at=AT + 5)]})
    rows.add({"ticket": [row("ticket", ticket="0", created_at=AT, subject="earlier", version_at=AT + 4)]})
    rows.build(store, defaults(), "live", lambda: AT + 100)
    assert read(store, "SELECT subject FROM ticket WHERE ticket = '0'") == [("later",)]


def test_it_is_one_run_that_came_live(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    collected(tmp_path / "rows").build(store, defaults(), "live", lambda: AT + 100)
    assert read(store, "SELECT source, mapping, rows_read, batches, span_from, span_to FROM import_run") == [
        ("s", "live", 2 * len(SUBJECTS), 1, AT, AT + 60)
    ]
    assert read(store, "SELECT source, committed_at, newest_event_at FROM source_state") == [("s", AT + 100, AT + 60)]


def test_a_store_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    rows = collected(tmp_path / "rows")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        rows.build(tmp_path / "file" / "floor.db", defaults(), "live", lambda: AT)
