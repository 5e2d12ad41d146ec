import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.store.check import CheckReport, check, info
from cxtui.store.read import StoreTrouble
from cxtui.store.schema import VERSION, specs
from cxtui.store.upsert import merge
from cxtui.store.wal import beside
from cxtui.store.writer import Writer


def _wrong(report: CheckReport) -> dict[str, str]:
    return {f.what: f.detail for f in report.findings if not f.sound}


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as con:
        for statement in statements:
            con.execute(statement)
        con.commit()


def test_a_store_at_a_glance(floor: Path) -> None:
    with Writer(floor) as writer:
        with writer.batch() as con:
            merge(con, TABLES["team"], [("desk", "t9", 1, 0, None, None)])
            con.executemany(
                "INSERT INTO import_run VALUES"
                " (?, 5, 6, 'desk', 'canonical', 2, ?, ?, 0, 3, ?, 1, 8, NULL, 0, NULL, NULL)",
                [(1, 9, 4, 2), (2, 1, 0, 0)],
            )
        found = info(floor, at=1_600)
        assert found.log_size > 0
        assert found.tables["team"] == 4
    found = info(floor, at=1_600)
    assert (found.version, found.size, found.log_size) == (VERSION, floor.stat().st_size, 0)
    assert set(found.tables) == set(specs())
    assert {name: rows for name, rows in found.tables.items() if rows} == {
        "team": 4, "source_state": 1, "import_run": 2,
    }  # fmt: skip
    (source,) = found.sources
    assert (source.source, source.committed_age, source.newest_event_age) == ("desk", 600, 700)
    runs = [(run.run, run.rows_read, run.new, run.rejected) for run in found.runs]
    assert runs == [(2, 1, 0, 0), (1, 9, 4, 2)]


def test_another_programs_database_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    _change(path, "CREATE TABLE bookmark (url TEXT)")
    with pytest.raises(StoreTrouble, match="not a cxtui store"):
        info(path, 0)
    assert "application_id" in _wrong(check(path))["marks"]


def test_a_sound_store_has_nothing_to_report(floor: Path) -> None:
    report = check(floor)
    assert report.sound
    assert [f.what for f in report.findings] == ["marks", "pages", "tables", "facts", "indexes", "log"]


def test_what_differs_is_named(floor: Path) -> None:
    _change(floor, "ALTER TABLE team ADD COLUMN colour TEXT", "DROP TABLE doubt", "DROP INDEX rating_ticket")
    wrong = _wrong(check(floor))
    assert "team" in wrong["tables"]
    assert "doubt" in wrong["facts"]
    assert "rating_ticket" in wrong["indexes"]


def test_another_version_is_a_finding(floor: Path) -> None:
    _change(floor, "PRAGMA user_version = 99")
    assert "99" in _wrong(check(floor))["marks"]


def test_a_damaged_page_is_a_finding(floor: Path) -> None:
    with closing(sqlite3.connect(floor)) as con:
        root = con.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'team'").fetchone()[0]
    with floor.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert "pages" in _wrong(check(floor))


def test_absent_or_closed_log_files_are_a_finding(floor: Path) -> None:
    beside(floor, "-shm").chmod(0o600)
    assert "floor.db-shm" in _wrong(check(floor))["log"]


@pytest.mark.parametrize(
    ("content", "trouble"), [(None, "missing"), (b"", "empty"), (b"nothing of the sort " * 300, "corrupt")]
)
def test_what_cannot_be_opened_is_trouble(tmp_path: Path, content: bytes | None, trouble: str) -> None:
    path = tmp_path / "floor.db"
    if content is not None:
        path.write_bytes(content)
    for look in (lambda: info(path, 0), lambda: check(path)):
        with pytest.raises(StoreTrouble) as caught:
            look()
        assert caught.value.trouble == trouble
