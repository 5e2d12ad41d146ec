import csv
import gzip
from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.clock import DAY
from cxtui.simulator.__main__ import main
from cxtui.simulator.folder import Order, write_folder
from tests.simulator.looking import START, merged

ORDER = Order(11, START, agents=12, tickets_per_day=40)


def read(path: Path) -> list[list[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_folder_holds_the_newest_rows_of_the_whole_floor(tmp_path: Path) -> None:
    counts = write_folder(ORDER, tmp_path, START + 10 * DAY)
    whole = merged(ORDER.simulator().history(START, START + 10 * DAY))
    assert counts == {table: len(found) for table, found in whole.items() if table in counts}
    for table in counts:
        header, *body = read(tmp_path / f"{table}.csv")
        assert tuple(header) == TABLES[table].names
        assert len(body) == counts[table]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{table}.csv" for table in counts)


def test_instants_are_iso_in_utc_and_missing_cells_empty(tmp_path: Path) -> None:
    write_folder(ORDER, tmp_path, START + 2 * DAY)
    header, *body = read(tmp_path / "ticket.csv")
    rows = [dict(zip(header, line, strict=True)) for line in body]
    simulated = ORDER.simulator().history(START, START + 2 * DAY)["ticket"]
    first = next(row for row in simulated if row[1] == rows[0]["ticket"])
    assert rows[0]["created_at"].endswith("Z")
    assert rows[0]["created_at"][:10] in ("2025-09-15", "2025-09-16")
    assert rows[0]["subject"] == first[12]
    assert any(row["merged_into"] == "" for row in rows)
    assert {row["deleted_at"] for row in rows} >= {""}


def test_more_processes_write_the_same_bytes(tmp_path: Path) -> None:
    write_folder(ORDER, tmp_path / "one", START + 10 * DAY)
    write_folder(ORDER, tmp_path / "two", START + 10 * DAY, jobs=2)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_came_before_can_be_left_out(tmp_path: Path) -> None:
    write_folder(ORDER, tmp_path, START + 9 * DAY, from_at=START + 8 * DAY)
    _, *events = read(tmp_path / "event.csv")
    whole = ORDER.simulator().history(START + 8 * DAY, START + 9 * DAY)["event"]
    assert [line[:3] for line in events] == [list(row[:3]) for row in whole]
    assert len(read(tmp_path / "team.csv")) == 6


def test_compressed_files_carry_no_time(tmp_path: Path) -> None:
    write_folder(ORDER, tmp_path, START + 9 * DAY, compress=True)
    assert (tmp_path / "team.csv").exists()
    assert not (tmp_path / "event.csv").exists()
    assert (tmp_path / "event.csv.gz").read_bytes()[3:8] == b"\0\0\0\0\0"


def test_a_wrong_start_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--start", "yesterday", str(tmp_path)]) == 2
    assert "2026-01-05T05:00:00Z" in capsys.readouterr().err
    assert main(["--start", "2026-01-05T05:00:00", str(tmp_path)]) == 2
    assert "zone" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("")
    assert main(["--days", "1", "--tickets-per-day", "20", str(tmp_path / "taken")]) == 1
    assert "taken" in capsys.readouterr().err
