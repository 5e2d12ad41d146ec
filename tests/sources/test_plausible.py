"""Times outside their span: a needed one rejects its row, another is left out, a far end is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.sources import load_mapping
from cxtui.sources.checks import CELL, STRANGE
from tests.sources.conftest import Bench

Desk = Callable[..., Path]


@pytest.mark.parametrize(
    ("time", "inside"),
    [
        ("1969-12-31 23:59:59", False), ("1970-01-01 00:00:00", True), ("2099-12-31 23:59:59", True),
        ("2100-01-01 00:00:00", False), ("9999-12-31 23:59:59", False),
    ],
)  # fmt: skip
def test_a_needed_time(bench: Bench, desk: Desk, time: str, inside: bool) -> None:
    staged = bench.stage(desk(), bench.write("a.csv", f"id,created\n1,{time}\n2,2024-01-01\n"))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == ([("1",), ("2",)] if inside else [("2",)])
    assert bench.rejects() == ([] if inside else [(2, "created", time, STRANGE)])
    assert staged.rejected == (0 if inside else 1)


def test_an_optional_time_is_left_out_and_its_ticket_stays(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", "id,created,gone\n1,2024-01-01,2101-01-01\n2,2024-01-01,2024-01-02\n")
    staged = bench.stage(desk("", 'deleted_at = "gone"\n'), path)
    assert bench.rows("SELECT ticket, deleted_at FROM in_ticket ORDER BY 1") == [("1", None), ("2", 1704153600)]
    assert bench.rejects() == [(2, "gone", "2101-01-01", CELL)]
    assert (staged.rows_read, staged.rejected) == (2, 0)
    assert staged.doubts == {f"gone: {CELL}": 1}


@pytest.mark.parametrize(
    ("time", "kept", "rejected"),
    [
        ("9999-12-31", None, False), ("2199-12-31", 7258032000, False), ("2200-01-01", None, True),
        ("1900-01-01", -2208988800, False), ("1899-12-31", None, True),
    ],
)  # fmt: skip
def test_dates_with_the_wider_span(bench: Bench, desk: Desk, time: str, kept: int | None, rejected: bool) -> None:
    mapping = desk("", '[customer]\ncustomer = "who"\nsince = "since"\n')
    bench.stage(mapping, bench.write("a.csv", f"id,created,who,since\n1,2024-01-01,c,{time}\n"))
    assert bench.rows("SELECT customer, since FROM in_customer") == [("c", kept)]
    assert [r[3] for r in bench.rejects()] == ([CELL] if rejected else [])


def test_a_span_of_the_mapping(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", "id,created\n1,2019-12-31\n2,2020-01-01\n3,2024-12-31\n4,2025-01-01\n")
    bench.stage(desk('span = ["2020-01-01", "2025-01-01"]\n'), path)
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("2",), ("3",)]


@pytest.mark.parametrize("span", ['["2020"]', '["x", "y"]', '["2025-01-01", "2025-01-01"]'])
def test_a_span_that_is_none(desk: Desk, span: str) -> None:
    with pytest.raises(SourceError, match="span must"):
        load_mapping(desk(f"span = {span}\n"))


LOG = """\
kind = "state-log"
zone = "UTC"
ticket = { ticket = "id", created_at = "opened" }
[state]
ticket = "id"
status = "s"
from_at = "at"
"""
OPENED = "1,2024-01-01,2024-01-01,open,0\n"
ROWS = "id,opened,at,s,n\n1,2024-01-01,2024-01-01,new,0\n" + OPENED * 2


def test_rows_of_one_key_that_differ_are_told(bench: Bench) -> None:
    staged = bench.stage(bench.write("m.toml", LOG + 'seq = "n"\n'), bench.write("a.csv", ROWS))
    assert bench.rows("SELECT status FROM in_state") == [("open",)]
    assert list(staged.doubts.values()) == [1]
    assert "row of state that differs from another with its key" in next(iter(staged.doubts))


def test_seq_is_the_row_number(bench: Bench) -> None:
    staged = bench.stage(bench.write("m.toml", LOG + 'seq = "row number"\n'), bench.write("a.csv", ROWS))
    assert bench.rows("SELECT seq, status FROM in_state ORDER BY 1") == [(1, "new"), (2, "open"), (3, "open")]
    assert staged.doubts == {}


def test_a_pipe_is_no_file(bench: Bench, desk: Desk) -> None:
    import os

    os.mkfifo(bench.folder / "a.csv")
    with pytest.raises(SourceError, match=r"a\.csv: not a regular file"):
        bench.stage(desk(), bench.folder / "a.csv")
