"""Local times that a zone skips or repeats are imported, said, and kept with the run."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cxtui.importing.run import Request, run

MAPPING = 'kind = "state"\nzone = "Europe/Berlin"\n[ticket]\nticket = "id"\ncreated_at = "created"\n'
# Clocks go forward on 30 March 2025 at 02:00, and back on 26 October at 03:00.
TIMES = ("2025-03-30 01:59", "2025-03-30 02:00", "2025-03-30 02:59", "2025-10-26 02:30", "2025-10-26 03:00")


def _request(folder: Path, *times: str) -> Request:
    (folder / "m.toml").write_text(MAPPING)
    path = folder / f"{len(times)}.csv"
    path.write_text("id,created\n" + "".join(f"{n},{time}\n" for n, time in enumerate(times)))
    return Request((path,), str(folder / "m.toml"), source="desk")


def _kept(store: Path) -> list[tuple[int, int, int]]:
    with closing(sqlite3.connect(store)) as con:
        return con.execute("SELECT run, new, doubtful_times FROM import_run ORDER BY run").fetchall()


def test_they_are_counted_once_for_each_file_that_brings_them(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    request = _request(tmp_path, *TIMES)
    assert run(store, replace(request, dry_run=True)).doubtful_times == 3
    first = run(store, request)
    assert (first.doubtful_times, first.rejected, first.tickets) == (3, 0, 5)
    lines = first.lines("UTC")
    assert "         2  local time does not exist (clocks went forward); read with the offset before" in lines
    assert "         1  local time exists twice (clocks went back); the first was taken" in lines
    assert first.document()["doubtful_times"] == 3
    run(store, request)
    run(store, _request(tmp_path, "2025-03-30 02:10", "2025-07-01 12:00"))
    assert [(number, doubtful) for number, _, doubtful in _kept(store)] == [(1, 3), (2, 0), (3, 1)]


def test_the_hours_of_a_gap_are_those_after_the_clocks_changed(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    run(store, _request(tmp_path, *TIMES))
    with closing(sqlite3.connect(store)) as con:
        found = [at for (at,) in con.execute("SELECT datetime(created_at, 'unixepoch') FROM ticket ORDER BY ticket")]
    assert found == [
        "2025-03-30 00:59:00", "2025-03-30 01:00:00", "2025-03-30 01:59:00", "2025-10-26 00:30:00",
        "2025-10-26 02:00:00",
    ]  # fmt: skip
