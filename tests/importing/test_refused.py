"""Refused rows that a store does not keep are found again in their file, and nowhere else."""

import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.importing.refused import from_file
from cxtui.importing.run import Request, run
from cxtui.sources.set_aside import WHOLE
from cxtui.store.rejects import read

MAPPING = 'kind = "state"\nzone = "UTC"\nticket = { ticket = "No", created_at = "At" }\n'


def imported(folder: Path, name: str, rows: int) -> Path:
    """Import a file whose row i (line 2 i + 2) is good and the next bad, and return its path."""
    (folder / "mine.toml").write_text(MAPPING)
    text = "No,At\n" + "".join(f"{i},2026-03-02\nbad{i},never\n" for i in range(rows))
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    summary = run(folder / "floor.db", Request((path,), str(folder / "mine.toml")))
    assert (summary.rejected, dict(summary.reasons)) == (
        rows, {"no such time, or not in a format of the mapping": rows},
    )  # fmt: skip
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
@pytest.mark.parametrize("rows", [WHOLE, WHOLE + 1, WHOLE + 500])
def test_all_are_counted_the_first_are_kept_and_the_others_found(tmp_path: Path, name: str, rows: int) -> None:
    path = imported(tmp_path, name, rows)
    found = read(tmp_path / "floor.db")
    assert (found.total, len(found.rows)) == (rows, WHOLE)
    shown = list(from_file(found, path))
    assert [one.line for one in shown] == [2 * i + 3 for i in range(rows)]
    assert [one.row for one in shown] == [f"bad{i},never" for i in range(rows)]
    assert {one.column for one in shown} == {"At"}


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_rows_of_another_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "mine.toml").write_text(MAPPING)
    path = tmp_path / "a.csv"
    text = "No,At\nя,2026-03-02\n" + "".join(f"Строка {i},never\n" for i in range(WHOLE + 2))
    path.write_bytes(text.encode(encoding))
    run(tmp_path / "floor.db", Request((path,), str(tmp_path / "mine.toml")))
    shown = list(from_file(read(tmp_path / "floor.db"), path))
    assert [(one.line, one.row) for one in shown][-2:] == [
        (i + 3, f"Строка {i},never") for i in (WHOLE, WHOLE + 1)
    ]  # fmt: skip


def test_rows_of_an_archive_and_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MAPPING)
    rows = [{"No": "good", "At": "2026-03-02"}, *({"No": f"bad{i}", "At": "never"} for i in range(WHOLE + 2))]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / "a.json", "inner.json")
    for name in ("a.json", "b.zip"):
        (tmp_path / "floor.db").unlink(missing_ok=True)
        run(tmp_path / "floor.db", Request((tmp_path / name,), str(tmp_path / "mine.toml")))
        shown = list(from_file(read(tmp_path / "floor.db"), tmp_path / name))
        assert [one.line for one in shown] == list(range(2, WHOLE + 4))


def test_a_file_that_is_another(tmp_path: Path) -> None:
    path = imported(tmp_path, "a.csv", WHOLE + 2)
    found = read(tmp_path / "floor.db")
    with pytest.raises(UsageError, match=r"refused no row of a file called b\.csv"):
        list(from_file(found, tmp_path / "b.csv"))
    path.write_text(path.read_text() + "x,y\n")
    with pytest.raises(UsageError, match="its bytes are others"):
        list(from_file(found, path))


def test_the_command(tmp_path: Path) -> None:
    path = imported(tmp_path, "a.csv", WHOLE + 2)
    command = [sys.executable, "-m", "cxtui", "store", "rejects", "--store", str(tmp_path / "floor.db")]
    done = subprocess.run([*command, "--format", "csv", "--file", str(path)], capture_output=True, text=True)
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert (done.returncode, len(rows), rows[-1][1]) == (0, WHOLE + 3, str(2 * (WHOLE + 1) + 3))
    done = subprocess.run(command, capture_output=True, text=True)
    assert "and 2 more" in done.stdout
