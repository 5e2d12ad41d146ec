"""Refused rows that a store does not keep are found again in their file, and nowhere else."""

import csv
import gzip
import io
import subprocess
import sys
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
