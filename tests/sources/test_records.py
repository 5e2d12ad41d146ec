"""The records of a text file as its bytes have them: none lost, each in one piece, lines and reasons right."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui.sources import records
from cxtui.sources.files import data_file
from cxtui.sources.header import Header
from cxtui.sources.record_count import RecordCount
from cxtui.sources.records import FEW, MANY, QUOTE, Piece, Records
from tests.sources.conftest import Bench

Desk = Callable[..., Path]
HEAD = b"id,created,note\n"


def pieces(folder: Path, content: bytes, columns: int = 3, name: str = "a.csv") -> list[Piece]:
    path = folder / name
    path.write_bytes(gzip.compress(content, 1) if name.endswith(".gz") else content)
    file = data_file(path)
    assert file is not None
    return list(Records(Header(file, tuple(f"c{i}" for i in range(columns)))).pieces())


def faults(found: list[Piece]) -> list[tuple[int, str | None]]:
    return [(p.line, p.fault) for p in found if p.fault]


def test_reasons_and_lines(tmp_path: Path) -> None:
    found = pieces(
        tmp_path,
        HEAD
        + b'1,"a\nb",x\n'  # 2, 3
        + b"2,x\n"  # 4
        + b"\n"  # 5
        + b"3,x,y,z\n"  # 6
        + b'4,"x"y,z\n'  # 7
        + b"5,caf\xe9,z\n"  # 8
        + b'6, "x" ,5" wide\n'  # 9
        + b'7,"open,z\n'  # 10
        + b"8,x,y",  # 11
    )
    assert faults(found) == [(4, FEW), (6, MANY), (7, QUOTE), (8, "broken UTF-8"), (10, QUOTE)]
    assert sum(p.rows for p in found) == 3


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 1 << 20])
def test_borders_of_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: bytes, name: str, chunk: int) -> None:
    monkeypatch.setattr(records, "CHUNK", chunk)
    lines = [b"id,created,note", b'1,"a' + end + b'""b",x', b"", b"2,x", b"3,x,y", b'4,"x,y', b'5,"","x"']
    found = pieces(tmp_path, end.join(lines) + end, name=name)
    assert faults(found) == [(5, FEW), (7, QUOTE)]
    assert sum(p.rows for p in found) == 3


@pytest.mark.parametrize(("size", "rows"), [(records.LONGEST, 2), (records.LONGEST + 1, 1)])
def test_the_longest_row(tmp_path: Path, size: int, rows: int) -> None:
    long = b"1,2," + b"x" * (size - 5) + b"\n"
    found = pieces(tmp_path, HEAD + long + b"2,x,y\n")
    assert sum(p.rows for p in found) == rows
    assert faults(found) == ([] if rows == 2 else [(2, "row longer than 2 MB")])


def test_an_open_quote_before_much_text_costs_one_line(tmp_path: Path) -> None:
    found = pieces(tmp_path, HEAD + b'1,"open,x\n' + b"2,x,y\n" * 1_000_000)
    assert faults(found) == [(2, QUOTE)]
    assert sum(p.rows for p in found) == 1_000_000
    assert max(len(p.data) for p in found) < 4 * records.LONGEST


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([b"a", b",", b'"', b'""', b"\n", b"\r", b"\r\n", b" ", b"\xc3\xa9", b"\xe9", b"bc"])))
def test_every_byte_is_in_one_piece(tmp_path: Path, parts: list[bytes]) -> None:
    body = b"".join(parts)
    found = pieces(tmp_path, HEAD + body)
    whole = b"".join(p.data for p in found)
    assert whole in (body, body + b"\n") and sum(p.size for p in found) == len(whole)
    line = 2
    for piece in found:
        assert piece.line == line
        line += piece.lines


TEXT = st.text(st.sampled_from(list('ab,"\n é;')), max_size=8)
TABLE = st.lists(st.tuples(TEXT, TEXT, TEXT).filter(any), max_size=12)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLE, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 9))
def test_what_a_writer_of_csv_wrote_is_all_rows(
    tmp_path: Path, table: list[tuple[str, str, str]], end: str, quoted: bool, chunk: int
) -> None:
    out = io.StringIO()
    out.write("id,created,note" + end)
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_NONNUMERIC)
    writer.writerows(table)
    content = out.getvalue().encode()
    found = pieces(tmp_path, content)
    assert (faults(found), sum(p.rows for p in found)) == ([], len(table))
    tally = RecordCount()
    for at in range(0, len(content), chunk):
        tally.feed(content[at : at + chunk])
    assert tally.records() == len(table) + 1


@given(st.lists(st.sampled_from([b"a", b'"', b'"b\nc"', b'""', b"\n", b"\r", b"\r\n", b"d,e"])), st.integers(1, 9))
def test_a_tally_does_not_depend_on_its_chunks(parts: list[bytes], chunk: int) -> None:
    content = b"".join(parts)
    whole, pieced = RecordCount(), RecordCount()
    whole.feed(content)
    for at in range(0, len(content), chunk):
        pieced.feed(content[at : at + chunk])
    assert whole.records() == pieced.records()


def test_a_tally_counts_lines_that_are_not_blank() -> None:
    tally = RecordCount()
    tally.feed(b'\xef\xbb\xbf\n\na\r\n\r\n"b\n\nc"\n\rd')
    assert tally.records() == 3
    blank = RecordCount(blank=True)
    blank.feed(b"a\n\nb\n")
    assert blank.records() == 3


BUFFER = 8 << 20
"""Bytes that DuckDB reads at once: rows are lost where unreadable ones cross its border."""


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
@pytest.mark.parametrize(("end", "quoted"), [(b"\n", False), (b"\r\n", True)])
@pytest.mark.parametrize("ahead", [0, BUFFER - 150_000])
def test_rows_after_a_border_full_of_bad_ones(
    bench: Bench, desk: Desk, threads: int, name: str, end: bytes, quoted: bool, ahead: int
) -> None:
    bench.con.execute(f"SET threads = {threads}")
    bad = b"a" * 99
    lines = [b"id,created,note", b'first,2024-01-01,"two' + end + b'lines"']
    if ahead:
        lines += [b"f%06d,2024-01-01,x" % i + b"x" * 80 for i in range(ahead // 100)]
    before = len(lines) - 1
    lines += [bad] * ((BUFFER - ahead) // 100 + 5_000)
    count = len(lines) - 1 - before
    lines += [b'g%06d,2024-01-01,"q ""x"""' % i if quoted else b"g%06d,2024-01-01,x" % i for i in range(1_000)]
    content = end.join(lines) + end
    staged = bench.stage(desk(), bench.write(name, gzip.compress(content, 1) if name.endswith(".gz") else content))
    assert bench.one("SELECT count(DISTINCT ticket) FROM in_ticket") == before + 1_000
    assert (staged.rows_read, staged.rejected) == (before + 1_000 + count, count)
    assert [r[0] for r in bench.rejects()] == list(range(before + 3, before + 1_003))
    assert bench.one("SELECT sum(rows) FROM in_reject_count") == count


def test_bad_rows_anywhere(bench: Bench, desk: Desk) -> None:
    rng = random.Random(7)
    lines, good = ["id,created,note"], 0
    bad: list[int] = []
    for i in range(120_000):
        if rng.random() < 0.0005:
            bad += range(len(lines) + 1, len(lines) + 1 + (run := rng.randint(1, 20)))
            lines += ["bad"] * run
        else:
            lines.append(f"{i},2024-01-01,{'x' * rng.randint(0, 200)}")
            good += 1
    bench.stage(desk(), bench.write("a.csv", "\n".join(lines)))
    assert bench.one("SELECT count(*) FROM in_ticket") == good
    assert [r[0] for r in bench.rejects()] == bad[:1000]


@pytest.mark.parametrize("byte", [b"\x80", b"\x93", b"\x9f", b"\xa0", b"\xff"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_one_broken_byte_costs_one_row(bench: Bench, desk: Desk, byte: bytes, name: str) -> None:
    rows = ["1,2024-01-01,x — café’s", "2,2024-01-01,?", "3,2024-01-01,y"]
    if name == "a.jsonl":
        rows = ['{{"id": "{}", "created": "{}", "note": "{}"}}'.format(*row.split(",")) for row in rows]
    else:
        rows = [HEAD.decode().strip(), *rows]
    bench.stage(desk(), bench.write(name, "\n".join(rows).encode().replace(b"?", b"m" + byte + b"n")))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("3",)]
    assert [(r[0], r[3]) for r in bench.rejects()] == [(3 - (name == "a.jsonl"), "broken UTF-8")]


def test_a_quote_left_open_in_many_places(bench: Bench, desk: Desk) -> None:
    rows = [f"{i},2024-01-01,{chr(34) * (i % 10 == 0)}x" for i in range(5_000)]
    bench.stage(desk(), bench.write("a.csv", HEAD.decode() + "\n".join(rows)))
    assert bench.one("SELECT count(*) FROM in_ticket") == 4_500
    assert [r[0] for r in bench.rejects()] == list(range(2, 5_002, 10))


def test_a_file_that_changes_while_it_is_read(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", HEAD + b"1,2024-01-01,x\n")
    other = bench.write("b.csv", HEAD + b"2,2024-01-01,x\n")

    def grow(name: str, done: int, total: int) -> None:
        with path.open("ab") as file:
            file.write(b"3,2024-01-01,x\n")

    from cxtui.errors import SourceError

    with pytest.raises(SourceError, match=r"a\.csv: the file changed while it was read; nothing was imported"):
        bench.stage(desk(), path, other, progress=grow)
    assert not {t for t in bench.tables() if t.startswith("in_")}


def test_many_small_files_are_read_together(bench: Bench, desk: Desk) -> None:
    texts = {
        "a1": "id,created,note\n1,2024-01-01,x\n2,never,y\n",
        "a2": 'id,created,note\r\n3,2024-01-01,"x\r\ny"\r\n,,\r\n4,2024-13-01,y',
        "a3": "id,created\n5,2024-01-01\n",
        "a4": "id,created,note\n6,2024-01-01,x\nbad\n",
        "a5": "id,created,note\n7,2024-01-01,x\n",
    }
    staged = bench.stage(desk(), *(bench.write(f"{name}.csv", text) for name, text in texts.items()))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("3",), ("5",), ("6",), ("7",)]
    assert [(Path(f).stem, line) for f, line in bench.rows("SELECT file, line FROM in_reject ORDER BY 1, 2")] == [
        ("a1", 3), ("a2", 5), ("a4", 3),
    ]  # fmt: skip
    assert [(f.rows, f.rejected) for f in staged.files] == [(2, 1), (3, 1), (1, 0), (2, 1), (1, 0)]
    assert staged.doubts == {"blank row left out": 1}
