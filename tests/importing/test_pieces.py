"""Any order of arrival ends in the same rows: pieces on SQLite against the whole on DuckDB."""

import csv
import gzip
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from cxtui.clock import parse_instant
from tests.importing.incidents import incident_log
from tests.importing.stores import CONTENT, REFERENCE, differing, imported, rows_of
from tests.store.process import Other

FIXTURES = Path(__file__).parents[2] / "fixtures"


def shuffled_pieces(log: Path, folder: Path, count: int, seed: int) -> list[Path]:
    """Return files that hold the rows of a CSV file in random order, ``count`` of them."""
    head, *rows = log.read_text(encoding="utf-8").splitlines()
    rng = random.Random(seed)
    rng.shuffle(rows)
    pieces = []
    for i in range(count):
        pieces.append(folder / f"piece{i}.csv")
        pieces[-1].write_text("\n".join([head, *rows[i::count]]) + "\n", encoding="utf-8")
    return pieces


def in_pieces(store: Path, mapping: str, pieces: Sequence[Path]) -> Path:
    """Import one piece after the other."""
    for piece in pieces:
        imported(store, mapping, piece)
    return store


@pytest.mark.parametrize("seed", [1, 2])
def test_a_log_in_shuffled_pieces(tmp_path: Path, seed: int) -> None:
    log = incident_log(tmp_path / "log.csv", incidents=120, seed=seed)
    imported(tmp_path / "whole.db", "servicenow-log", log)
    pieces = in_pieces(tmp_path / "pieces.db", "servicenow-log", shuffled_pieces(log, tmp_path, 5, seed))
    assert differing(tmp_path / "whole.db", pieces, (*CONTENT, *REFERENCE)) == {}
    assert len(rows_of(pieces, "ticket_fact")) == 120


def test_the_real_log_in_shuffled_pieces(tmp_path: Path, reference: Path) -> None:
    log = reference / "servicenow_uci" / "first_890_incidents.csv"
    imported(tmp_path / "whole.db", "servicenow-log", log)
    pieces = in_pieces(tmp_path / "pieces.db", "servicenow-log", shuffled_pieces(log, tmp_path, 4, 7))
    assert differing(tmp_path / "whole.db", pieces, (*CONTENT, *REFERENCE)) == {}
    assert len(rows_of(pieces, "ticket_fact")) == 890


def test_twice_changes_no_other_row(tmp_path: Path) -> None:
    log = incident_log(tmp_path / "log.csv", incidents=60, seed=3)
    imported(tmp_path / "once.db", "servicenow-log", log)
    imported(tmp_path / "twice.db", "servicenow-log", log)
    again = tmp_path / "again.csv"  # the same rows in a file of other bytes, so that it is read again
    again.write_bytes(log.read_bytes() + b"\n")
    summary = imported(tmp_path / "twice.db", "servicenow-log", again)
    assert (summary.new, summary.changed, summary.tickets) == (0, 0, 0)
    assert differing(tmp_path / "once.db", tmp_path / "twice.db", (*CONTENT, *REFERENCE)) == {}


def test_a_floor_in_pieces_by_time(tmp_path: Path, packaged: Path) -> None:
    pieces = in_pieces(tmp_path / "pieces.db", "canonical", _by_time(FIXTURES, tmp_path, 4, order=(0, 1, 2, 3)))
    assert differing(packaged, pieces, (*CONTENT, *REFERENCE)) == {}


def test_a_floor_in_pieces_the_newest_first(tmp_path: Path, packaged: Path) -> None:
    pieces = in_pieces(tmp_path / "pieces.db", "canonical", _by_time(FIXTURES, tmp_path, 3, order=(2, 0, 1)))
    assert differing(packaged, pieces, (*CONTENT, *REFERENCE)) == {}


IMPORTING = """
from cxtui.importing import run as importing
mapping, files = sys.argv[2], [Path(a) for a in sys.argv[3:]]
# The last thing before the commit is to write the books: there it waits to be killed.
importing.import_log.record = lambda *_: (say("inside"), wait())
importing.run(path, importing.Request(tuple(files), mapping))
"""


@pytest.mark.process
def test_killed_half_way_the_store_is_as_it_was(tmp_path: Path) -> None:
    log = incident_log(tmp_path / "log.csv", incidents=60, seed=4)
    first, second = shuffled_pieces(log, tmp_path, 2, seed=4)
    store = in_pieces(tmp_path / "floor.db", "servicenow-log", [first])
    in_pieces(tmp_path / "before.db", "servicenow-log", [first])
    with Other(IMPORTING, store, "servicenow-log", second) as other:
        assert other.hear() == "inside"
        other.kill()
    everything = (*CONTENT, *REFERENCE)
    assert differing(tmp_path / "before.db", store, everything) == {}
    assert len(rows_of(store, "import_run")) == 1
    imported(store, "servicenow-log", second)
    imported(tmp_path / "whole.db", "servicenow-log", log)
    assert differing(tmp_path / "whole.db", store, everything) == {}


@pytest.mark.process
def test_killed_in_a_first_import_there_is_nothing(tmp_path: Path) -> None:
    log = incident_log(tmp_path / "log.csv", incidents=60, seed=4)
    with Other(IMPORTING, tmp_path / "floor.db", "servicenow-log", log) as other:
        assert other.hear() == "inside"
        other.kill()
    assert not (tmp_path / "floor.db").exists()
    imported(tmp_path / "floor.db", "servicenow-log", log)
    assert len(rows_of(tmp_path / "floor.db", "ticket_fact")) == 60


WHEN = {"ticket": "created_at", "event": "occurred_at", "rating": "version_at", "handle": "from_at",
        "purchase": "occurred_at", "contract": "from_at", "agent_state": "from_at", "qa_score": "occurred_at",
        "customer": "since"}  # fmt: skip
"""What a table is cut by; tables without an instant go into the first piece, and what is covered into all."""


def _by_time(folder: Path, out: Path, count: int, order: Sequence[int]) -> list[Path]:
    """Cut every table of a folder into stretches of time and return the folders in the given order."""
    pieces = [out / f"stretch{i}" for i in range(count)]
    for piece in pieces:
        piece.mkdir()
    for file in sorted(folder.glob("*.csv*")):
        table = file.name.split(".")[0]
        read = gzip.open if file.suffix == ".gz" else open
        with read(file, "rt", encoding="utf-8", newline="") as lines:
            head, *rows = csv.reader(lines)
        if table in WHEN:
            place = head.index(WHEN[table])
            rows.sort(key=lambda row: _instant(row[place]))
        size = -(-len(rows) // (count if table in WHEN else 1)) or 1
        for i, piece in enumerate(pieces):
            if some := rows if table == "coverage" else rows[i * size : (i + 1) * size]:
                with (piece / f"{table}.csv").open("w", encoding="utf-8", newline="") as target:
                    csv.writer(target).writerows([head, *some])
    return [pieces[i] for i in order]


def _instant(text: str) -> int:
    return 0 if not text else int(text) if text.lstrip("-").isdigit() else parse_instant(text, "UTC")
