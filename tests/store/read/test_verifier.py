"""Damage that nobody reads from is found by reading everything, a small piece at a time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.store.read import Reader, StoreTrouble
from cxtui.store.read.verifier import ROWS, Verifier
from cxtui.store.writer import Writer


def spoiled(store: Path, table: str) -> bytes:
    """Overwrite the first page of a table where it lies, and return what stood there."""
    with closing(sqlite3.connect(store)) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else the page may be read from the log
        (root,) = con.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = con.execute("PRAGMA page_size").fetchone()
    return overwritten(store, (root - 1) * size, b"\xff" * size)


def overwritten(store: Path, place: int, by: bytes) -> bytes:
    """Write bytes into a file where they belong, and return those before."""
    with store.open("r+b") as file:
        file.seek(place)
        before = file.read(len(by))
        file.seek(place)
        file.write(by)
    return before


def round_of(verifier: Verifier) -> int:
    """Verify until everything was read once, and return in how many steps."""
    rounds, steps = verifier.rounds, 0
    while verifier.rounds == rounds:
        verifier.step()
        steps += 1
    return steps


def test_every_row_is_read_in_pieces_whose_size_the_clock_bounds(floor: Path) -> None:
    with Writer(floor) as writer, writer.batch() as con:
        con.executemany(
            "INSERT INTO team (source, team, version_at, version_seq) VALUES ('many', ?, 1, 0)",
            ((f"{n:05d}",) for n in range(10 * ROWS)),
        )
    seconds = iter(range(1_000_000))
    small = Verifier(floor, piece_s=0.5, clock=lambda: next(seconds))  # a piece is over at the first look
    whole = Verifier(floor, piece_s=1e9)
    assert round_of(whole) == 1
    assert round_of(small) >= 11


def test_damage_is_told_where_no_reader_looks_and_until_it_is_mended(floor: Path) -> None:
    verifier = Verifier(floor, piece_s=1e9)
    round_of(verifier)
    with closing(sqlite3.connect(floor)) as con:
        (root,) = con.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'handle'").fetchone()
        (size,) = con.execute("PRAGMA page_size").fetchone()
    good = spoiled(floor, "handle")
    with Reader(floor).transaction() as tx:
        assert tx.value("SELECT count(*) FROM team") == 3
    for _ in range(2):
        with pytest.raises(StoreTrouble) as caught:
            verifier.step()
        assert caught.value.trouble == "corrupt" and "restore it or import anew" in str(caught.value)
        assert verifier.damaged
    overwritten(floor, (root - 1) * size, good)
    verifier.step()
    assert not verifier.damaged


def test_a_store_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    verifier = Verifier(tmp_path / "floor.db")
    with pytest.raises(StoreTrouble) as caught:
        verifier.step()
    assert (caught.value.trouble, verifier.damaged) == ("missing", False)
